package constraint

import (
	"iter"
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// elementOf is the element of a list; ok is false for tuples.
func elementOf(u ir.Value) (elem ir.Value, ok bool) {
	switch t := u.Type.(type) {
	case ir.List:
		return t.Elem, true
	case ir.Ref:
		if named, ok := t.Decl.Body.(*ir.Named); ok {
			return elementOf(named.Value)
		}
	}
	return ir.Value{}, false
}

// elementCondition is a condition on the elements of an array.
func (c *Checker) elementCondition(part spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	items := part.Child("items")
	if items.Node == nil {
		return nil, true
	}
	elem, ok := elementOf(u)
	if !ok {
		return nil, false
	}
	checks, nullToo, ok := c.conditionAt(items, elem, depth)
	switch {
	case !ok || len(checks) == 0 && nullToo:
		return nil, ok
	case impossible(checks) && !nullToo:
		return []ir.Check{ir.Items{Max: new(uint64)}}, true
	case impossible(checks):
		return nil, false
	}
	return []ir.Check{ir.Each{Checks: checks, NullToo: nullToo}}, true
}

// noElements are the checks of items and unevaluatedItems if they are false. They
// are reported if other keywords evaluate some of the elements.
func (c *Checker) noElements(v schema.Intersection, u ir.Value) (out []ir.Check) {
	if ir.JSONKind(u) != "array" {
		return nil
	}
	for _, keyword := range []string{"items", "unevaluatedItems"} {
		for _, cur := range v.With(keyword) {
			unevaluated := keyword == "unevaluatedItems"
			switch {
			case cur.IsTrue(), unevaluated && v.Has("items"), unevaluated && slices.ContainsFunc(v.With(keyword), spec.Cursor.IsTrue):
			case v.Has("prefixItems"), unevaluated && EvaluatesMore(v):
				c.reportUnchecked(cur, keyword)
			case cur.IsFalse():
				out = append(out, ir.Items{Max: new(uint64)})
			}
		}
	}
	return out
}

// isWhole reports whether the elements that unevaluatedItems is about are known only with
// all keywords of an array together, and the Go type keeps what they need.
func isWhole(v schema.Intersection, u ir.Value) bool {
	rest := v.With("unevaluatedItems")
	return ir.JSONKind(u) == "array" && len(rest) > 0 && !slices.ContainsFunc(rest, spec.Cursor.IsTrue) &&
		!v.Has("items", "prefixItems", "$dynamicRef") && EvaluatesMore(v) && keepsJSON(u)
}

// EvaluatesMore reports whether keywords other than items and prefixItems decide which
// elements unevaluatedItems is about.
func EvaluatesMore(v schema.Intersection) bool {
	return v.Has("contains", "if", "oneOf", "anyOf", "$dynamicRef")
}

// contains counts the elements that satisfy a schema: at least one must, unless
// there is a minContains.
func (c *Checker) contains(part spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	elem, ok := elementOf(u)
	if !ok {
		return nil, false
	}
	least, most := schema.Counts(part, "minContains", "maxContains")
	if !part.Has("minContains") {
		least = 1
	}
	checks, nullToo, ok := c.conditionAt(part.Child("contains"), elem, depth)
	switch {
	case !ok || least == 0 && most == nil:
		return nil, ok
	case len(checks) == 0 && nullToo:
		return []ir.Check{ir.Items{Min: least, Max: most}}, true
	case impossible(checks) && !nullToo && least > 0:
		return []ir.Check{ir.Never{Keyword: "contains"}}, true
	case impossible(checks) && !nullToo:
		return nil, true
	case impossible(checks):
		return nil, false
	}
	return []ir.Check{ir.Contains{Min: least, Max: most, Checks: checks, NullToo: nullToo}}, true
}

// Tuple are the constraints on a tuple as a whole: on all elements alike, or on
// their number beyond the fixed ones. They are checked on its JSON, if the type keeps it.
func (c *Checker) Tuple(v schema.Intersection, u ir.Value) (out []ir.Check) {
	keeps, whole := keepsJSON(u), false
	for part, keyword := range ofWholeTuple(v) {
		switch {
		case !keeps || part.Has("$dynamicRef"):
			c.reportUnchecked(part.Child(keyword), keyword)
		case keyword == "unevaluatedItems":
			whole = true
		default:
			out = append(out, c.rawKeyword(part, keyword)...)
		}
	}
	if whole {
		return c.rawIntersection(v)
	}
	return out
}

// OfWholeTuple reports whether a tuple has constraints for which all of its elements
// must be known, see [Checker.Tuple].
func OfWholeTuple(v schema.Intersection) bool {
	for range ofWholeTuple(v) {
		return true
	}
	return false
}

// ofWholeTuple iterates over the constraints of [Checker.Tuple]: the parts and keywords.
func ofWholeTuple(v schema.Intersection) iter.Seq2[spec.Cursor, string] {
	first := uint64(len(v.PrefixItems()))
	return func(yield func(spec.Cursor, string) bool) {
		for _, part := range v {
			least, most := schema.Counts(part, "minItems", "maxItems")
			for _, keyword := range []string{"minItems", "maxItems", "uniqueItems", "contains", "not", "if", "enum", "const", "unevaluatedItems"} {
				switch {
				case !part.Has(keyword), schema.IsOff(keyword, part.Child(keyword)):
				case keyword == "minItems" && least <= first, keyword == "maxItems" && (most == nil || *most <= first):
				case keyword == "unevaluatedItems" && (part.Child(keyword).IsTrue() || v.Has("items") || !EvaluatesMore(v)):
				case !yield(part, keyword):
					return
				}
			}
		}
	}
}
