package lower

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// rawSchema writes schemas anew in the form that rawSchema of the runtime reads:
// JSON Schema 2020-12, whatever the version of the document, less what says
// nothing of a value.
type rawSchema struct {
	*lowering
	defs  map[string]*source.Node // by name; nil while one is being written
	names map[string]string       // of defs, by place
}

// rawCheck holds values whose type is not known in Go to all that a view says;
// none where that is nothing. Which of several alternatives a value is makes no
// difference to any type, so oneOf is heard as anyOf, as it is in unions.
func (l *lowering) rawCheck(v view) []ir.Check {
	r := l.newRawSchema()
	out := object()
	loose := false
	for _, part := range v {
		if len(part.Items("oneOf")) > 0 && !onlyConstrain(part, "oneOf") && !part.Has("anyOf") {
			part.Node = part.Node.With("anyOf", part.Child("oneOf").Node).Without("oneOf")
		}
		loose = loose || isTrue(part.Child("nullable"))
		own := r.own(part)
		for _, keyword := range []string{"unevaluatedProperties", "unevaluatedItems"} {
			if n := own.Get(keyword); n != nil { // they look at all parts
				own, out = own.Without(keyword), out.With(keyword, n)
			}
		}
		out = also(out, own)
	}
	if loose && v.nullable() {
		out = orNullSchema(out)
	}
	return r.check(out)
}

// rawCondition holds JSON to one schema.
func (l *lowering) rawCondition(cur spec.Cursor) []ir.Check {
	r := l.newRawSchema()
	return r.check(r.schema(cur))
}

// rawKeyword holds JSON to what one keyword of a schema says, with those that it
// goes with.
func (l *lowering) rawKeyword(part spec.Cursor, keyword string) []ir.Check {
	together := map[string][]string{"contains": {"minContains", "maxContains"}, "if": {"then", "else"}}
	only := &source.Node{Kind: source.Object}
	for _, name := range append([]string{keyword}, together[keyword]...) {
		if part.Has(name) {
			only = only.With(name, part.Child(name).Node)
		}
	}
	part.Node = only
	r := l.newRawSchema()
	return r.check(r.own(part))
}

func (l *lowering) newRawSchema() *rawSchema {
	return &rawSchema{lowering: l, defs: map[string]*source.Node{}, names: map[string]string{}}
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
	return []ir.Check{ir.Raw{Schema: string(n.JSON())}}
}

// schema is a whole schema, what it refers to included.
func (r *rawSchema) schema(cur spec.Cursor) *source.Node {
	switch {
	case cur.Node == nil || isTrue(cur):
		return object()
	case isFalse(cur):
		return object().With("not", object())
	}
	r.keywords(cur)
	var parts []*source.Node
	if cur.Has("$ref") {
		parts = append(parts, r.reference(cur))
		if r.siblingsSayNothing(cur, assertions(cur)) {
			return parts[0]
		}
	}
	for i := range cur.Items("allOf") {
		parts = append(parts, r.schema(cur.Child("allOf").Index(i)))
	}
	out := also(r.own(cur), parts...)
	if isTrue(cur.Child("nullable")) {
		out = orNullSchema(out)
	}
	return out
}

// reference is a reference to a definition, which is written when it is met first.
func (r *rawSchema) reference(cur spec.Cursor) *source.Node {
	to, ok := r.doc.Target(cur)
	if !ok {
		return object()
	}
	name, known := r.names[place(to)]
	if !known {
		name = defName(len(r.defs))
		r.names[place(to)], r.defs[name] = name, nil
		r.defs[name] = r.schema(to)
	}
	return object().With("$ref", text("#/$defs/"+name))
}

func defName(i int) string { return fmt.Sprintf("schema%d", i+1) }

// own is what a schema says itself, less $ref and allOf.
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
	if values := constant(cur); values != nil {
		out = also(out, object().With("enum", list(values[0].Node)))
	}
	return also(out, flaggedBounds(cur))
}

// flaggedBounds are those of 3.0 that are exclusive.
func flaggedBounds(cur spec.Cursor) *source.Node {
	out := object()
	for _, keywords := range [][]string{{"minimum", "exclusiveMinimum"}, {"maximum", "exclusiveMaximum"}} {
		n := cur.Child(keywords[0]).Node
		if n != nil && n.Kind == source.Number && isTrue(cur.Child(keywords[1])) {
			out = out.With(keywords[1], n)
		}
	}
	return out
}

// trivial reports whether every value holds to a schema. What it refers to is
// looked at once: where that leads back, it says nothing more.
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

// also is a schema with others that hold beside it.
func also(n *source.Node, others ...*source.Node) *source.Node {
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
