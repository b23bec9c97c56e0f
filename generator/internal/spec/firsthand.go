package spec

import (
	"errors"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// firstHand are the findings without those that say again, of what refers to a
// schema, what is wrong in the schema: kin-openapi follows references. facts tell
// what is wrong, by finding. Of one fact in both, only the latter is told of.
func (d *Document) firstHand(findings []diag.Diagnostic, facts []string) []diag.Diagnostic {
	told := map[string]map[string]bool{} // pointers, by fact
	for i, f := range findings {
		if told[facts[i]] == nil {
			told[facts[i]] = map[string]bool{}
		}
		told[facts[i]][f.Pointer] = true
	}
	var out []diag.Diagnostic
	for i, f := range findings {
		elsewhere := told[facts[i]]
		if delete(elsewhere, f.Pointer); len(elsewhere) > 0 && d.leadsTo(d.Root, d.Root.At(f.Pointer), elsewhere, map[*source.Node]bool{}) {
			continue
		}
		elsewhere[f.Pointer] = true
		out = append(out, f)
	}
	return out
}

// leadsTo reports whether references in a node lead to one of several places of
// the root document, at once or through other files: a schema of the root document
// in between would be one of the places.
func (d *Document) leadsTo(file *source.File, n *source.Node, places map[string]bool, seen map[*source.Node]bool) bool {
	if n == nil || seen[n] {
		return false
	}
	seen[n] = true
	if to, ok := d.Target(Cursor{File: file, Node: n}); ok {
		if to.File == d.Root && places[to.Pointer] || to.File != d.Root && d.leadsTo(to.File, to.Node, places, seen) {
			return true
		}
	}
	for _, m := range n.Members {
		if d.leadsTo(file, m.Value, places, seen) {
			return true
		}
	}
	for _, item := range n.Items {
		if d.leadsTo(file, item, places, seen) {
			return true
		}
	}
	return false
}

// factOf is what is wrong, without the way to it through allOf, anyOf and oneOf.
func factOf(cause error) string {
	for {
		inner, ok := cause.(*openapi3.SchemaCombinatorElementValidationError)
		if !ok {
			return cause.Error()
		}
		cause = inner.Cause
	}
}

// shadowed holds for two paths that a server does not tell apart and that have a
// method in common: the lowering tells which operation no request reaches.
func (d *Document) shadowed(finding error) bool {
	conflict, ok := errors.AsType[*openapi3.ConflictingPathsError](finding)
	if !ok {
		return false
	}
	first := d.T.Paths.Value(conflict.Path2).Operations()
	for method := range d.T.Paths.Value(conflict.Path1).Operations() {
		if first[method] != nil {
			return true
		}
	}
	return false
}
