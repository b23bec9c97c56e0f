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
	told := map[string]map[string]bool{} // pointers, by fact: whether it is told of there
	for i, f := range findings {
		if told[facts[i]] == nil {
			told[facts[i]] = map[string]bool{}
		}
		told[facts[i]][f.Pointer] = true
	}
	var out []diag.Diagnostic
	for i, f := range findings {
		places := told[facts[i]]
		places[f.Pointer] = false // nothing is told where it refers to itself
		if len(places) > 1 && d.leadsTo(d.Root, d.Root.At(f.Pointer), places, map[*source.Node]bool{}) {
			continue
		}
		places[f.Pointer] = true
		out = append(out, f)
	}
	return out
}

// leadsTo reports whether references in a node lead to one of the places of the
// root document that are true, at once or through those that are false and other
// files: all that lies between has the same fact.
func (d *Document) leadsTo(file *source.File, n *source.Node, places map[string]bool, seen map[*source.Node]bool) bool {
	if n == nil || seen[n] {
		return false
	}
	seen[n] = true
	if to, ok := d.Target(Cursor{File: file, Node: n}); ok {
		told, known := places[to.Pointer]
		inRoot := to.File == d.Root
		if inRoot && told || (known || !inRoot) && d.leadsTo(to.File, to.Node, places, seen) {
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
func shadowed(t *openapi3.T, finding error) bool {
	conflict, ok := errors.AsType[*openapi3.ConflictingPathsError](finding)
	if !ok {
		return false
	}
	first := t.Paths.Value(conflict.Path2).Operations()
	for method := range t.Paths.Value(conflict.Path1).Operations() {
		if first[method] != nil {
			return true
		}
	}
	return false
}
