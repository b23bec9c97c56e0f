package spec

import (
	"iter"
	"slices"
	"strings"
)

// methods are the members of a path item that are operations, in lower case.
var methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace", "query", "connect"}

// Operations iterates over the operations of a path item, which must not be a reference:
// the HTTP method and the operation, in declared order, those of additionalOperations
// (OpenAPI 3.2) last. A method that is in both is returned once.
func (c Cursor) Operations() iter.Seq2[string, Cursor] {
	return func(yield func(method string, op Cursor) bool) {
		for name, op := range c.Members() {
			if slices.Contains(methods, name) && !yield(strings.ToUpper(name), op) {
				return
			}
		}
		for method, op := range c.Child("additionalOperations").AllMembers() {
			name := strings.ToLower(method)
			fixed := slices.Contains(methods, name) && method == strings.ToUpper(method) && c.Has(name)
			if !fixed && !yield(method, op) {
				return
			}
		}
	}
}

// CountOperations returns the number of operations in paths.
func (d *Document) CountOperations() (n int) {
	for _, item := range d.Cursor().Child("paths").Members() {
		for range d.Follow(item).Operations() {
			n++
		}
	}
	return n
}
