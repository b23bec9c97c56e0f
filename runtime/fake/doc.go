// Package fake implements operations with the examples of their document.
package fake
