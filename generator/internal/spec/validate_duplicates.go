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

// factsOf returns the texts of causes, without their paths through allOf, anyOf and oneOf, and
// without details that distinguish none of them. They are compared with other texts, never
// parsed.
func factsOf(causes []error) []string {
	texts, count := make([]string, len(causes)), map[string]int{}
	for i, cause := range causes {
		texts[i] = brief(withoutPath(cause))
		count[texts[i]]++
	}
	for i, cause := range causes {
		if count[texts[i]] > 1 {
			texts[i] = withoutPath(cause).Error()
		}
	}
	return texts
}

func withoutPath(cause error) error {
	for {
		inner, ok := cause.(*openapi3.SchemaCombinatorElementValidationError)
		if !ok {
			return cause
		}
		cause = inner.Cause
	}
}

// brief returns the text of an error without the schema and the value that it is about, which
// kin-openapi prints as JSON, from the second line on. That takes longer than the validation.
func brief(err error) string {
	details := map[*openapi3.SchemaError]openapi3.SchemaError{}
	eachSchemaError(err, func(e *openapi3.SchemaError) {
		if _, done := details[e]; !done {
			details[e] = openapi3.SchemaError{Schema: e.Schema, Value: e.Value}
			e.Schema, e.Value = nil, nil
		}
	})
	text := err.Error()
	for e, had := range details {
		e.Schema, e.Value = had.Schema, had.Value
	}
	return text
}

// eachSchemaError calls do with all errors of this type in a tree of errors.
func eachSchemaError(err error, do func(*openapi3.SchemaError)) {
	switch e := err.(type) {
	case *openapi3.SchemaError:
		do(e)
		eachSchemaError(e.Origin, do)
	case openapi3.MultiError:
		for _, one := range e {
			eachSchemaError(one, do)
		}
	case interface{ Unwrap() error }:
		eachSchemaError(e.Unwrap(), do)
	}
}
