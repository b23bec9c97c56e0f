package lower

import (
	"maps"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/spec"
)

// OperationOptions are what the configuration adds to an operation.
type OperationOptions struct {
	// Idempotent is whether a request may be sent again if its outcome is unknown. If it
	// is nil, the method of the operation decides.
	Idempotent *bool

	At diag.Diagnostic `json:"-"` // position in gen.yaml
}

// idempotentMethods are the methods whose requests may be sent again (RFC 9110, section
// 9.2.2, and QUERY).
var idempotentMethods = []string{"GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE"}

// idempotentExtensions mark operations as idempotent if their value is true.
var idempotentExtensions = []string{"x-idempotent", "x-fern-idempotent"}

// isIdempotent reports whether a request of an operation may be sent again. The
// configuration has priority, then extensions, then the method.
func (l *lowering) isIdempotent(s *endpoint) bool {
	for _, name := range s.givenNames() {
		if given := l.given[name].Idempotent; given != nil {
			return *given
		}
	}
	for _, name := range idempotentExtensions {
		if s.cur.Child(name).IsTrue() {
			return true
		}
	}
	return slices.Contains(idempotentMethods, s.method) || mayRetry(s.cur.Child("x-speakeasy-retries"))
}

// givenNames are what a configuration may call an operation: its operationId, or method
// and path.
func (s *endpoint) givenNames() []string {
	names := []string{s.method + " " + s.key}
	if !s.out.Anonymous {
		names = append(names, s.out.ID)
	}
	return names
}

// mayRetry reports whether an x-speakeasy-retries of one operation has a strategy. That
// of a whole document is a default of clients and has no effect here.
func mayRetry(cur spec.Cursor) bool {
	strategy := cur.Text("strategy")
	return strategy != "" && strategy != "none"
}

// reportUnusedOptions reports options of operations that the document does not have.
func (l *lowering) reportUnusedOptions() {
	var names []string
	for _, s := range l.endpoints {
		names = append(names, s.givenNames()...)
	}
	for _, id := range slices.Sorted(maps.Keys(l.given)) {
		if slices.Contains(names, id) {
			continue
		}
		d := l.given[id].At
		d.Code, d.Message, d.Hint = diag.BadConfig, "the document has no operation "+id, "write an operationId of the document, or METHOD /path"
		if nearest := diag.Nearest(id, names); nearest != "" {
			d.Hint = "did you mean " + nearest + "?"
		}
		l.ds.Add(d)
	}
}
