// Package examples contains programs to copy from. Each folder is a separate
// module, so that its requirements are not those of this module:
//
//	consumer  gets a peer report with the generated client
//	mount     serves the generated handler in chi, echo, gin and fiber
//
// Its tests run these programs, and the code in the documentation.
package examples
