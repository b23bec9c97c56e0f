// Package hook has the clients and servers of webhooks and callbacks. They differ
// from those of an API in their addresses: the base URL of a client is the address
// of one receiver, and handlers ignore the path of a request.
package hook
