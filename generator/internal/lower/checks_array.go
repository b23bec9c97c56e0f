package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// elementOf is the element of a list; ok is false for a list of another form.
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

// elementDemands is what a condition says of the elements of an array.
func (l *lowering) elementDemands(part spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	items := part.Child("items")
	if items.Node == nil {
		return nil, true
	}
	elem, ok := elementOf(u)
	if !ok {
		return nil, false
	}
	checks, nullToo, ok := l.place(items, elem, depth)
	switch {
	case !ok || len(checks) == 0 && nullToo:
		return nil, ok
	case never(checks) && !nullToo:
		return []ir.Check{ir.Items{Max: new(uint64)}}, true
	case never(checks):
		return nil, false
	}
	return []ir.Check{ir.Each{Checks: checks, NullToo: nullToo}}, true
}

// itemSchemas are the schemas of the elements of an array: items, else
// unevaluatedItems where nothing else evaluates them. What allows no element is a
// matter of their number.
func (v view) itemSchemas() (out []spec.Cursor) {
	if len(v.with("prefixItems")) > 0 {
		return nil // items is about the rest
	}
	items := v.with("items")
	if len(items) == 0 && len(v.with("contains")) == 0 {
		items = v.with("unevaluatedItems")
	}
	for _, cur := range items {
		if !isFalse(cur) {
			out = append(out, cur)
		}
	}
	return out
}

// noElements are the checks of items and unevaluatedItems where they are false.
// The latter is reported where other keywords evaluate some of the elements.
func (l *lowering) noElements(v view, u ir.Value) (out []ir.Check) {
	if jsonKind(u) != "array" {
		return nil
	}
	has := func(keywords ...string) bool {
		return slices.ContainsFunc(keywords, func(keyword string) bool { return len(v.with(keyword)) > 0 })
	}
	for _, keyword := range []string{"items", "unevaluatedItems"} {
		for _, cur := range v.with(keyword) {
			unevaluated := keyword == "unevaluatedItems"
			switch {
			case isTrue(cur), unevaluated && has("items"), unevaluated && slices.ContainsFunc(v.with(keyword), isTrue):
			case has("prefixItems"), unevaluated && has("contains", "if", "oneOf", "anyOf"):
				l.unchecked(cur, keyword, u)
			case isFalse(cur):
				out = append(out, ir.Items{Max: new(uint64)})
			}
		}
	}
	return out
}

// contains counts the elements that hold to a schema: at least one must, where
// minContains does not say otherwise.
func (l *lowering) contains(part spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	elem, ok := elementOf(u)
	if !ok {
		return nil, false
	}
	least, most := limits(part, "minContains", "maxContains")
	if !part.Has("minContains") {
		least = 1
	}
	checks, nullToo, ok := l.place(part.Child("contains"), elem, depth)
	switch {
	case !ok || least == 0 && most == nil:
		return nil, ok
	case len(checks) == 0 && nullToo:
		return []ir.Check{ir.Items{Min: least, Max: most}}, true
	case never(checks) && !nullToo && least > 0:
		return []ir.Check{ir.Never{Keyword: "contains"}}, true
	case never(checks) && !nullToo:
		return nil, true
	case never(checks):
		return nil, false
	}
	return []ir.Check{ir.Contains{Min: least, Max: most, Checks: checks, NullToo: nullToo}}, true
}
