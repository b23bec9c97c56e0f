package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// view is a schema as the intersection of others: allOf, a reference and what
// stands beside it. All parts hold at once. Parents come before what extends
// them; a schema that combines nothing is a view of itself.
//
// Schemas are read from the text of the document, not from kin-openapi's
// objects: these know neither order nor absence nor exact numbers.
type view []spec.Cursor

// flatten opens allOf and references, each schema once.
func (l *lowering) flatten(cur spec.Cursor) view {
	var out view
	seen := map[string]bool{}
	var walk func(spec.Cursor)
	walk = func(cur spec.Cursor) {
		if cur.Node == nil || seen[place(cur)] {
			return
		}
		if len(seen) > 0 {
			cur = l.withoutHeirs(cur, seen)
		}
		seen[place(cur)] = true
		l.keywords(cur)
		if cur.Has("$ref") {
			to, _ := l.doc.Target(cur) // one at a time: each may have something beside it
			walk(to)
			if l.siblingsSayNothing(cur, assertions(cur)) {
				return
			}
		}
		for i := range cur.Items("allOf") {
			walk(cur.Child("allOf").Index(i))
		}
		switch {
		case len(assertions(cur)) > 0, isFalse(cur):
			out = append(out, cur)
		case isFalse(cur.Child("additionalProperties")) && (cur.Has("$ref") || cur.Has("allOf")):
			l.unheardOnce(cur.Child("additionalProperties"), "additionalProperties is not heard here: other parts of the allOf declare more", closeAllOf)
		}
	}
	walk(cur)
	return out
}

// once is the view with each of its parts once.
func (v view) once() view {
	seen := map[string]bool{}
	return slices.DeleteFunc(v, func(part spec.Cursor) bool {
		again := seen[place(part)]
		seen[place(part)] = true
		return again
	})
}

// places tell the view from those of other parts.
func (v view) places() string {
	var places []string
	for _, part := range v {
		places = append(places, place(part))
	}
	slices.Sort(places)
	return strings.Join(places, " ")
}

// withoutHeirs leaves the alternatives of a schema out where one that extends it
// is among them: seen from there it means its own members.
func (l *lowering) withoutHeirs(cur spec.Cursor, heirs map[string]bool) spec.Cursor {
	for _, keyword := range []string{"oneOf", "anyOf"} {
		for i := range cur.Items(keyword) {
			if heirs[place(l.doc.Follow(cur.Child(keyword).Index(i)))] {
				cur = cur.Without(keyword)
				break
			}
		}
	}
	return cur
}

// assertions are the members of a schema that say what is valid, but for those
// that flatten opens.
func assertions(cur spec.Cursor) []string {
	var out []string
	for name, member := range cur.Members() {
		if !annotation[name] && name != "$ref" && name != "allOf" && !(off[name] && isFalse(member)) {
			out = append(out, name)
		}
	}
	return out
}

// texts are the strings that the parts have under a keyword.
func (v view) texts(keyword string) []string {
	var out []string
	for _, part := range v {
		if text, ok := part.Child(keyword).Node.Str(); ok {
			out = append(out, text)
		}
	}
	return out
}

// with are the members of a name, one per part that has it.
func (v view) with(keyword string) []spec.Cursor {
	var out []spec.Cursor
	for _, part := range v {
		if part.Has(keyword) {
			out = append(out, part.Child(keyword))
		}
	}
	return out
}

// required are the members that an object must have.
func (v view) required() map[string]bool {
	out := map[string]bool{}
	for _, list := range v.with("required") {
		for _, item := range list.Node.Items {
			if name, ok := item.Str(); ok {
				out[name] = true
			}
		}
	}
	return out
}

// kinds are the JSON types that all parts allow, null left out: what they name,
// else what their keywords are about. None means that nothing is known.
func (v view) kinds() []string {
	var out []string
	typed := false
	for _, part := range v {
		kinds := typeNames(part)
		if len(kinds) == 0 {
			continue
		}
		if !typed {
			out, typed = kinds, true
			continue
		}
		out = commonKinds(out, kinds)
	}
	out = slices.DeleteFunc(slices.Clone(out), func(kind string) bool { return kind == "null" })
	if typed {
		return out
	}
	switch {
	case len(v.with("properties")) > 0, len(v.with("additionalProperties")) > 0, len(v.with("patternProperties")) > 0, len(v.with("unevaluatedProperties")) > 0:
		return []string{"object"}
	case len(v.with("items")) > 0, len(v.with("prefixItems")) > 0:
		return []string{"array"}
	}
	return kindsOf(v.allowed())
}

// commonKinds are the types that both lists allow: of number and integer, integer.
func commonKinds(a, b []string) []string {
	var out []string
	for _, kind := range a {
		switch {
		case slices.Contains(b, kind), kind == "integer" && slices.Contains(b, "number"):
			out = append(out, kind)
		case kind == "number" && slices.Contains(b, "integer"):
			out = append(out, "integer")
		}
	}
	return out
}

// typeNames are the types that one schema names; beside number, integer says nothing.
func typeNames(cur spec.Cursor) []string {
	names := namedTypes(cur)
	if slices.Contains(names, "number") {
		names = slices.DeleteFunc(names, func(name string) bool { return name == "integer" })
	}
	return names
}

func namedTypes(cur spec.Cursor) []string {
	n := cur.Child("type").Node
	if name, ok := n.Str(); ok {
		return []string{name}
	}
	var out []string
	if n != nil {
		for _, item := range n.Items {
			if name, ok := item.Str(); ok {
				out = append(out, name)
			}
		}
	}
	return out
}

// nullable holds where every part that names a type allows null. A part that
// says nullable and no type speaks for all: {nullable: true, allOf: [X]} is
// written by people who want "X or null". Without any type, a list of values may
// hold null.
func (v view) nullable() bool {
	typed, allow := 0, 0
	for _, part := range v {
		names := typeNames(part)
		isNullable := isTrue(part.Child("nullable"))
		switch {
		case len(names) == 0 && isNullable:
			return true
		case len(names) == 0:
			continue
		case isNullable || slices.Contains(names, "null"):
			allow++
		}
		typed++
	}
	if typed == 0 {
		return slices.ContainsFunc(v.allowed(), func(a allowed) bool { return a.Node.Kind == source.Null })
	}
	return typed == allow
}

func isTrue(cur spec.Cursor) bool {
	return cur.Node != nil && cur.Node.Kind == source.Bool && cur.Node.Text == "true"
}
