// Package examples holds programs to copy from. Each folder is a module of its
// own, so that what it requires stays out of this one:
//
//	consumer  fetches a peer report with the generated client
//	mount     serves the generated handler in chi, echo, gin and fiber
package examples
