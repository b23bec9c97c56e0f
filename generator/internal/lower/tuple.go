package lower

import (
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/spec"
)

// tuple lowers an array whose first items have schemas of their own. As many of
// them are required as minItems says.
func (l *lowering) tuple(v view, s site) ir.Type {
	d, isNew := l.open(s)
	if !isNew {
		return ir.Ref{Decl: d}
	}
	first := v.firstItems()
	least, most := v.length()
	body := &ir.Tuple{Closed: most != nil && *most <= uint64(len(first))}
	d.Body = body
	for i, schemas := range first {
		item := &ir.Field{
			Name: strconv.Itoa(i), Required: uint64(i) < least,
			Value: l.common(schemas, s, label.Position(i)), Doc: l.prose(schemas[len(schemas)-1]),
		}
		item.Default = jsonText(l.doc.Follow(schemas[len(schemas)-1]).Child("default"))
		body.Items = append(body.Items, item)
	}
	rest := v.with("items")
	if len(rest) == 0 {
		rest = l.unevaluatedRest(v)
	}
	body.Closed = body.Closed || slices.ContainsFunc(rest, isFalse)
	if len(rest) > 0 && !body.Closed {
		elem := l.common(rest, s, label.Item{})
		body.Rest = &elem
	}
	l.later = append(l.later, func() { body.Checks = l.tupleChecks(v, ir.Value{Type: ir.Ref{Decl: d}}) })
	return ir.Ref{Decl: d}
}

// unevaluatedRest are the schemas of what prefixItems does not evaluate, where
// nothing else does.
func (l *lowering) unevaluatedRest(v view) []spec.Cursor {
	rest := v.with("unevaluatedItems")
	if slices.ContainsFunc(rest, isTrue) {
		return nil
	}
	for _, keyword := range []string{"contains", "if", "oneOf", "anyOf", "$dynamicRef"} {
		if len(v.with(keyword)) > 0 {
			for _, cur := range rest {
				l.unchecked(cur, "unevaluatedItems", ir.Value{Type: ir.List{}})
			}
			return nil
		}
	}
	return rest
}

// tupleChecks are what is said of all elements of a tuple alike, or of their number
// beyond the first items. They are checked on its JSON, where a value still is all
// that its JSON was.
func (l *lowering) tupleChecks(v view, u ir.Value) (out []ir.Check) {
	first := uint64(len(v.firstItems()))
	for _, part := range v {
		least, most := limits(part, "minItems", "maxItems")
		for _, keyword := range []string{"minItems", "maxItems", "uniqueItems", "contains", "not", "if", "enum", "const"} {
			switch {
			case !part.Has(keyword), off[keyword] && isFalse(part.Child(keyword)):
			case keyword == "minItems" && least <= first, keyword == "maxItems" && (most == nil || *most <= first):
			case tells(u):
				out = append(out, l.rawKeyword(part, keyword)...)
			default:
				l.unchecked(part.Child(keyword), keyword, u)
			}
		}
	}
	return out
}

// firstItems are the schemas under prefixItems by index, each with what the parts
// say of it.
func (v view) firstItems() [][]spec.Cursor {
	var out [][]spec.Cursor
	for _, list := range v.with("prefixItems") {
		for i := range list.Node.Items {
			if i == len(out) {
				out = append(out, nil)
			}
			out[i] = append(out[i], list.Index(i))
		}
	}
	return out
}

// length are the bounds on the number of elements that all parts set together.
func (v view) length() (least uint64, most *uint64) {
	for _, part := range v {
		low, high := limits(part, "minItems", "maxItems")
		least = max(least, low)
		if high != nil && (most == nil || *high < *most) {
			most = high
		}
	}
	return least, most
}
