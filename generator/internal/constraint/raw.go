package constraint

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// rawSchema writes schemas in the form that the runtime reads: JSON Schema 2020-12,
// whatever the version of the document, without what constrains nothing.
type rawSchema struct {
	*Checker
	defs    map[string]*source.Node // by name; nil while one is being written
	names   map[spec.Place]string   // of defs
	formats map[string]bool
}

// rawIntersection checks values without a Go type against an intersection. There
// are no checks if it allows all values. oneOf is checked as anyOf, as in unions.
func (c *Checker) rawIntersection(v schema.Intersection) []ir.Check {
	r := c.newRawSchema()
	out := object()
	loose := false
	for _, part := range v {
		if len(part.Items("oneOf")) > 0 && !schema.OnlyConstrains(part, "oneOf") && !part.Has("anyOf") {
			part.Node = part.Node.With("anyOf", part.Child("oneOf").Node).Without("oneOf")
		}
		loose = loose || part.Child("nullable").IsTrue()
		own := r.own(part)
		for _, keyword := range []string{"unevaluatedProperties", "unevaluatedItems"} {
			if n := own.Get(keyword); n != nil { // they are about all parts
				own, out = own.Without(keyword), out.With(keyword, n)
			}
		}
		out = allOf(out, own)
	}
	if loose && v.Nullable() {
		out = orNullSchema(out)
	}
	return r.check(out)
}

// RawSchema checks JSON against one schema.
func (c *Checker) RawSchema(cur spec.Cursor) []ir.Check {
	r := c.newRawSchema()
	return r.check(r.schema(cur))
}

// rawKeyword checks JSON against one keyword of a schema, with the keywords that
// belong to it.
func (c *Checker) rawKeyword(part spec.Cursor, keyword string) []ir.Check {
	together := map[string][]string{"contains": {"minContains", "maxContains"}, "if": {"then", "else"}}
	only := &source.Node{Kind: source.Object}
	for _, name := range append([]string{keyword}, together[keyword]...) {
		if part.Has(name) {
			only = only.With(name, part.Child(name).Node)
		}
	}
	part.Node = only
	r := c.newRawSchema()
	return r.check(r.own(part))
}

func (c *Checker) newRawSchema() *rawSchema {
	return &rawSchema{Checker: c, defs: map[string]*source.Node{}, names: map[spec.Place]string{}, formats: map[string]bool{}}
}

func (r *rawSchema) check(n *source.Node) []ir.Check {
	if r.trivial(n, map[string]bool{}) {
		return nil
	}
	if len(r.defs) > 0 {
		defs := &source.Node{Kind: source.Object}
		for i := range len(r.defs) {
			name := defName(i)
			defs = defs.With(name, r.defs[name])
		}
		n = n.With("$defs", defs)
	}
	return []ir.Check{ir.Raw{Schema: string(n.JSON()), Formats: slices.Sorted(maps.Keys(r.formats))}}
}

// schema is a whole schema, the targets of its references included.
func (r *rawSchema) schema(cur spec.Cursor) *source.Node {
	switch {
	case cur.Node == nil || cur.IsTrue():
		return object()
	case cur.IsFalse():
		return object().With("not", object())
	}
	r.schemas.Open(cur)
	var parts []*source.Node
	if cur.Has("$ref") {
		parts = append(parts, r.reference(cur))
		if r.schemas.SiblingsIgnored(cur) {
			return parts[0]
		}
	}
	for i := range cur.Items("allOf") {
		parts = append(parts, r.schema(cur.Child("allOf").Index(i)))
	}
	out := allOf(r.own(cur), parts...)
	if cur.Child("nullable").IsTrue() {
		out = orNullSchema(out)
	}
	return out
}

// reference is a reference to a definition, which is written at its first use.
func (r *rawSchema) reference(cur spec.Cursor) *source.Node {
	to, ok := r.doc.Target(cur)
	if !ok {
		return object()
	}
	name, known := r.names[to.Place()]
	if !known {
		name = defName(len(r.defs))
		r.names[to.Place()], r.defs[name] = name, nil
		r.defs[name] = r.schema(to)
	}
	return object().With("$ref", text("#/$defs/"+name))
}

func defName(i int) string { return fmt.Sprintf("schema%d", i+1) }

// own is a schema without its $ref and allOf.
func (r *rawSchema) own(cur spec.Cursor) *source.Node {
	if cur.Node == nil || cur.Node.Kind == source.Bool {
		return r.schema(cur)
	}
	out := object()
	for name, member := range cur.Members() {
		if n := r.keyword(name, cur, member); n != nil {
			out = out.With(name, n)
		}
	}
	if values := schema.ConstValue(cur); values != nil {
		out = allOf(out, object().With("enum", list(values[0].Node)))
	}
	return allOf(out, flaggedBounds(cur))
}

// flaggedBounds are the exclusive bounds of 3.0.
func flaggedBounds(cur spec.Cursor) *source.Node {
	out := object()
	for _, keywords := range [][]string{{"minimum", "exclusiveMinimum"}, {"maximum", "exclusiveMaximum"}} {
		n := cur.Child(keywords[0]).Node
		if n != nil && n.Kind == source.Number && cur.Child(keywords[1]).IsTrue() {
			out = out.With(keywords[1], n)
		}
	}
	return out
}

// trivial reports whether every value satisfies a schema. Targets of references are
// examined once: a reference back to one of them adds nothing.
func (r *rawSchema) trivial(n *source.Node, seen map[string]bool) bool {
	every := func(nodes []*source.Node) bool {
		return !slices.ContainsFunc(nodes, func(n *source.Node) bool { return !r.trivial(n, seen) })
	}
	for _, m := range n.Members {
		ok := false
		switch m.Name {
		case "$ref":
			name := m.Value.Text[len("#/$defs/"):]
			again := seen[name]
			seen[name] = true
			ok = again || r.trivial(r.defs[name], seen)
		case "allOf", "prefixItems":
			ok = every(m.Value.Items)
		case "anyOf":
			ok = slices.ContainsFunc(m.Value.Items, func(n *source.Node) bool { return r.trivial(n, maps.Clone(seen)) })
		case "properties", "patternProperties", "dependentSchemas":
			ok = every(membersOf(m.Value))
		case "items", "additionalProperties", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "then", "else":
			ok = r.trivial(m.Value, seen)
		case "if":
			ok = true // by itself
		case "minContains", "maxContains":
			ok = !n.Has("contains")
		}
		if !ok {
			return false
		}
	}
	return true
}

func membersOf(n *source.Node) (out []*source.Node) {
	for _, m := range n.Members {
		out = append(out, m.Value)
	}
	return out
}

func object() *source.Node { return &source.Node{Kind: source.Object} }

func text(s string) *source.Node { return &source.Node{Kind: source.String, Text: s} }

func list(items ...*source.Node) *source.Node { return &source.Node{Kind: source.Array, Items: items} }

func count(n uint64) *source.Node {
	return &source.Node{Kind: source.Number, Text: strconv.FormatUint(n, 10)}
}

// allOf is a schema and others together.
func allOf(n *source.Node, others ...*source.Node) *source.Node {
	others = slices.DeleteFunc(others, func(n *source.Node) bool { return len(n.Members) == 0 })
	switch {
	case len(others) == 0:
		return n
	case len(others) == 1 && len(n.Members) == 0:
		return others[0]
	}
	all := &source.Node{Kind: source.Array}
	if known := n.Get("allOf"); known != nil {
		all.Items = slices.Clone(known.Items)
	}
	all.Items = append(all.Items, others...)
	return n.With("allOf", all)
}

func orNullSchema(n *source.Node) *source.Node {
	if len(n.Members) == 0 {
		return n
	}
	return object().With("anyOf", list(object().With("type", list(text("null"))), n))
}
