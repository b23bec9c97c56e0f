package types

import (
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
)

// Members that no value distinguishes become one type, the widest.
func TestCollapse(t *testing.T) {
	str, integer, number := ir.Value{Type: ir.String{}}, ir.Value{Type: ir.Integer{Bits: 64}}, ir.Value{Type: ir.Number{Bits: 64}}
	enum := ir.Value{Type: ir.Ref{Decl: &ir.Decl{Body: &ir.Enum{Base: ir.String{}}}}}
	object := ir.Value{Type: ir.Ref{Decl: &ir.Decl{Body: &ir.Struct{}}}}
	for _, test := range []struct {
		name    string
		members []ir.Value
		want    ir.Type // nil for a union
	}{
		{"no members", nil, ir.Any{}},
		{"one member", []ir.Value{object}, object.Type},
		{"one raw member", []ir.Value{str, {Type: ir.Any{}}}, ir.Any{}},
		{"a string and an enumeration", []ir.Value{enum, str}, ir.String{}},
		{"an enumeration and a string", []ir.Value{str, enum}, ir.String{}},
		{"numbers", []ir.Value{integer, number}, ir.Number{Bits: 64}},
		{"a date and a string", []ir.Value{{Type: ir.Date{}}, str}, ir.String{}},
		{"a string and a number", []ir.Value{str, integer}, nil},
		{"objects and strings", []ir.Value{object, str}, nil},
		{"objects", []ir.Value{object, {Type: ir.Ref{Decl: &ir.Decl{Body: &ir.Struct{}}}}}, nil},
	} {
		got, ok := collapse(test.members)
		if ok != (test.want != nil) || ok && got.Type != test.want {
			t.Errorf("%s: %#v %v, want %#v", test.name, got.Type, ok, test.want)
		}
	}
}

// kinded is an object with a member that has constants, or none.
func kinded(constants ...string) *ir.Variant {
	kind := &ir.Field{Name: "kind", Value: ir.Value{Type: ir.String{}}}
	if len(constants) > 0 {
		body := &ir.Enum{Base: ir.String{}}
		for _, c := range constants {
			body.Values = append(body.Values, &ir.EnumValue{Literal: `"` + c + `"`})
		}
		kind.Value.Type = ir.Ref{Decl: &ir.Decl{Body: body}}
	}
	return &ir.Variant{Decl: &ir.Decl{Body: &ir.Struct{Fields: []*ir.Field{kind}}}}
}

// A member distinguishes variants if it has constants in each of them, none twice.
func TestByConstants(t *testing.T) {
	for _, test := range []struct {
		name     string
		variants []*ir.Variant
		want     []string // the tags of all variants; nil if the member distinguishes none
	}{
		{"one constant each", []*ir.Variant{kinded("cat"), kinded("dog")}, []string{"cat", "dog"}},
		{"several constants", []*ir.Variant{kinded("cat", "lion"), kinded("dog")}, []string{"cat", "lion", "dog"}},
		{"a shared constant", []*ir.Variant{kinded("cat"), kinded("cat", "dog")}, nil},
		{"no constant", []*ir.Variant{kinded("cat"), kinded()}, nil},
		{"one object", []*ir.Variant{kinded("cat")}, nil},
	} {
		u := &union{body: &ir.Union{Variants: test.variants}}
		ok := (&tagging{union: u}).byConstants()
		var tags []string
		for _, variant := range test.variants {
			tags = append(tags, variant.Tags...)
		}
		if ok != (test.want != nil) || !slices.Equal(tags, test.want) {
			t.Errorf("%s: %v %v, want %v", test.name, ok, tags, test.want)
		}
	}
}

// A constant that all variants of a union inside have selects this union.
func TestByConstantsOfUnions(t *testing.T) {
	object := func(constants ...string) *ir.Variant {
		body := &ir.Struct{}
		for i, c := range constants {
			enum := &ir.Enum{Base: ir.String{}, Values: []*ir.EnumValue{{Literal: `"` + c + `"`}}}
			body.Fields = append(body.Fields, &ir.Field{Name: []string{"via", "what"}[i], Required: true, Value: ir.Value{Type: ir.Ref{Decl: &ir.Decl{Body: enum}}}})
		}
		return &ir.Variant{Decl: &ir.Decl{Body: body}}
	}
	inside := func(variants ...*ir.Variant) *union {
		u := &union{decl: &ir.Decl{}, body: &ir.Union{Property: "what", Variants: variants}}
		u.decl.Body = u.body
		for _, v := range variants {
			u.choices = append(u.choices, choice{variant: v})
		}
		return u
	}
	mail, chat := inside(object("mail", "sent"), object("mail", "read")), inside(object("chat", "sent"), object("chat", "read"))
	outer := &union{body: &ir.Union{}, choices: []choice{{inner: mail}, {inner: chat}}}
	for _, u := range []*union{mail, chat} {
		for _, v := range u.body.Variants {
			variantOf(outer.body, v.Decl)
		}
	}
	newTagging(nil, outer).decide()
	if outer.body.Property != "via" || len(outer.body.Inner) != 2 {
		t.Fatalf("%q selects %d unions", outer.body.Property, len(outer.body.Inner))
	}
	for i, want := range []string{"mail", "chat"} {
		if got := outer.body.Inner[i].Tags; !slices.Equal(got, []string{want}) {
			t.Errorf("union %d is selected by %q, want %q", i, got, want)
		}
	}
	if got := outer.body.Variants[3].Defaults; len(got) != 1 || got[0] != (ir.TagDefault{Property: "via", Literal: `"chat"`}) {
		t.Errorf("defaults %+v", got)
	}
}

// A variant is recognized by a member that it requires and no other declares.
func TestFindUniqueMembers(t *testing.T) {
	object := func(open bool, fields ...*ir.Field) *ir.Variant {
		body := &ir.Struct{Fields: fields}
		if open {
			body.Additional = &ir.Value{Type: ir.Any{}}
		}
		return &ir.Variant{Decl: &ir.Decl{Body: body}}
	}
	required := func(name string) *ir.Field { return &ir.Field{Name: name, Required: true} }
	for _, test := range []struct {
		name     string
		variants []*ir.Variant
		want     []string
	}{
		{"each has one", []*ir.Variant{object(false, required("a"), required("b")), object(false, required("a"), required("c"))}, []string{"b", "c"}},
		{"an optional member", []*ir.Variant{object(false, required("a")), object(false, &ir.Field{Name: "b"})}, []string{"a", ""}},
		{"a declared member", []*ir.Variant{object(false, required("a")), object(false, &ir.Field{Name: "a"})}, []string{"", ""}},
		{"members of any name", []*ir.Variant{object(false, required("a")), object(true, required("b"))}, []string{"a", "b"}},
	} {
		findUniqueMembers(&ir.Union{Variants: test.variants})
		var got []string
		for _, variant := range test.variants {
			got = append(got, variant.Member)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
