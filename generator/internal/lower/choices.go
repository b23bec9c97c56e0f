package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// choices are alternatives that come to one enumeration: constants and lists of
// scalars of one type. It is open where an alternative allows any value of the
// type:
//
//	oneOf: [{const: s, title: Small}, {const: m, title: Medium}]
//	anyOf: [{type: string}, {enum: [auto, none]}]
type choices struct {
	kind     string // of JSON; "" where there is nothing but null
	values   []allowed
	open     bool
	nullable bool
	others   []view // what open alternatives say of other values
}

// choices reads the alternatives of a view as an enumeration; ok is false where
// they are none.
func (l *lowering) choices(v view, depth int) (out choices, ok bool) {
	rest, part, keyword := v.alternatives()
	if keyword == "" {
		return v.choice()
	}
	if depth > 5 {
		return out, false // alternatives within alternatives, perhaps without end
	}
	for i := range part.Items(keyword) {
		one, ok := l.choices(append(slices.Clone(rest), l.flatten(part.Child(keyword).Index(i))...), depth+1)
		if !ok || one.kind != "" && out.kind != "" && one.kind != out.kind {
			return out, false
		}
		if one.kind != "" {
			out.kind = one.kind
		}
		out.values = append(out.values, one.values...)
		out.open, out.nullable = out.open || one.open, out.nullable || one.nullable
		out.others = append(out.others, one.others...)
	}
	out.values = distinct(out.values)
	return out, true
}

// choice is a schema without alternatives as one of the choices. The title and
// the description of a single value are its name and its documentation.
func (v view) choice() (out choices, ok bool) {
	for _, part := range v {
		if isNullSchema(part) {
			return choices{nullable: true}, true
		}
	}
	kinds := v.kinds()
	if len(kinds) != 1 || !slices.Contains([]string{"string", "integer", "number", "boolean"}, kinds[0]) {
		return out, false
	}
	out = choices{kind: kinds[0], values: v.allowed(), nullable: v.nullable()}
	if out.open = len(out.values) == 0; out.open {
		out.others = []view{v}
	}
	if len(out.values) == 1 {
		holder := v[slices.IndexFunc(v, func(part spec.Cursor) bool { return part.Has("const") || part.Has("enum") })]
		one := &out.values[0]
		if title, ok := holder.Child("title").Node.Str(); ok && one.name == "" {
			one.name = title
		}
		if text, ok := holder.Child("description").Node.Str(); ok && one.doc == "" {
			one.doc = text
		}
	}
	return out, true
}

// distinct drops values that an alternative before has, too.
func distinct(values []allowed) []allowed {
	seen := map[string]bool{}
	return slices.DeleteFunc(values, func(a allowed) bool {
		text := jsonText(a.Cursor)
		twin := seen[text]
		seen[text] = true
		return twin
	})
}

// enumOfChoices lowers alternatives that are an enumeration. Of an open one the
// values are those that the document knows, and any other is valid.
func (l *lowering) enumOfChoices(c choices, s site) ir.Value {
	body, t := l.enum(c.values, c.kind, l.scalar(c.kind, nil, s.cur), s)
	if body == nil {
		return ir.Value{Type: t, Nullable: c.nullable}
	}
	body.Open = c.open
	var sets [][]ir.Check
	for _, v := range c.others {
		sets = append(sets, l.otherValues(v, c.kind, ir.Value{Type: body.Base}, s))
	}
	if c.open {
		body.Others = anyOf("anyOf", sets)
	}
	return ir.Value{Type: t, Nullable: c.nullable}
}

// otherValues are the checks of an open alternative on values of the type that
// stands for all of them.
func (l *lowering) otherValues(v view, kind string, wide ir.Value, s site) []ir.Check {
	own := ir.Value{Type: l.scalar(kind, v, s.cur)}
	l.unspelled(v, own.Type)
	own.Checks = append(l.checks(v, own), formatChecks(own.Type)...)
	return scalarChecks(own, wide)
}
