package schema

import "github.com/peergen/peergen/generator/internal/spec"

// Items are the schemas of the elements of an array: items, else unevaluatedItems
// where nothing else evaluates them. A schema that is false is a limit of length.
func (v Intersection) Items() (out []spec.Cursor) {
	if v.Has("prefixItems") {
		return nil // items describes the rest
	}
	items := v.With("items")
	if len(items) == 0 && !v.Has("contains") {
		items = v.With("unevaluatedItems")
	}
	for _, cur := range items {
		if !cur.IsFalse() {
			out = append(out, cur)
		}
	}
	return out
}

// PrefixItems are the schemas under prefixItems by index, each with those of
// all parts.
func (v Intersection) PrefixItems() [][]spec.Cursor {
	var out [][]spec.Cursor
	for _, list := range v.With("prefixItems") {
		for i, cur := range list.Elements() {
			if i == len(out) {
				out = append(out, nil)
			}
			out[i] = append(out[i], cur)
		}
	}
	return out
}

// Length are the bounds that all parts set on the number of elements.
func (v Intersection) Length() (least uint64, most *uint64) {
	for _, part := range v {
		low, high := Counts(part, "minItems", "maxItems")
		least = max(least, low)
		if high != nil && (most == nil || *high < *most) {
			most = high
		}
	}
	return least, most
}
