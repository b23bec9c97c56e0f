package spec

import (
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// deduplicate returns the findings without those that only repeat, for an object that refers to
// a schema, a finding about the schema: kin-openapi reports both. facts are the causes of the
// findings, without their place.
func (d *Document) deduplicate(findings []diag.Diagnostic, facts []string) []diag.Diagnostic {
	reported := map[string]map[string]bool{} // by fact: the pointers where it was found, and whether it is reported there
	for i, f := range findings {
		if reported[facts[i]] == nil {
			reported[facts[i]] = map[string]bool{}
		}
		reported[facts[i]][f.Pointer] = true
	}
	var out []diag.Diagnostic
	for i, f := range findings {
		places := reported[facts[i]]
		places[f.Pointer] = false // an object that refers to itself does not repeat itself
		if len(places) > 1 && d.refersTo(d.Root, d.Root.At(f.Pointer), places, map[*source.Node]bool{}) {
			continue
		}
		places[f.Pointer] = true
		out = append(out, f)
	}
	return out
}

// refersTo reports whether references in a node refer to one of the places of the root document
// that are true, directly or through those that are false and through other files: all of
// them have the same fact.
func (d *Document) refersTo(file *source.File, n *source.Node, places map[string]bool, seen map[*source.Node]bool) bool {
	if n == nil || seen[n] {
		return false
	}
	seen[n] = true
	if to, ok := d.Target(Cursor{File: file, Node: n}); ok {
		reported, known := places[to.Pointer()]
		inRoot := to.File == d.Root
		if inRoot && reported || (known || !inRoot) && d.refersTo(to.File, to.Node, places, seen) {
			return true
		}
	}
	for _, m := range n.Members {
		if d.refersTo(file, m.Value, places, seen) {
			return true
		}
	}
	for _, item := range n.Items {
		if d.refersTo(file, item, places, seen) {
			return true
		}
	}
	return false
}

// factOf returns the text of a cause, without its path through allOf, anyOf and oneOf. It is
// compared with other texts, never parsed.
func factOf(cause error) string {
	for {
		inner, ok := cause.(*openapi3.SchemaCombinatorElementValidationError)
		if !ok {
			return cause.Error()
		}
		cause = inner.Cause
	}
}
