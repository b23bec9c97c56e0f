// Package check checks values against the constraints of their schemas. Generated
// types have a method
//
//	func (v *Pet) check(c *Collector)
//
// that reports all violations of v; Validate calls it. Constraints that cannot be
// checked on a Go type are checked on its JSON, against a Schema.
package check
