// Package local connects clients and handlers without a network.
package local
