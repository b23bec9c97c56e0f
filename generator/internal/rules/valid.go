package rules

import "github.com/peergen/peergen/generator/internal/spec"

// IsValid reports whether a value in the document is valid against a schema of it. It does not
// check formats.
func IsValid(doc *spec.Document, value, schema spec.Cursor) bool {
	v := validator{checker: &checker{doc: doc, minor: doc.Minor()}}
	return v.against(value, schema, false) == nil
}
