package decls

import (
	"reflect"
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

func refTo(d *ir.Decl) ir.Value { return ir.Value{Type: ir.Ref{Decl: d}} }

// References to inline aliases become what these are; aliases of components stay.
func TestInlineAliases(t *testing.T) {
	inline := &ir.Decl{Body: &ir.Alias{Value: ir.Value{Type: ir.String{}, Nullable: true, Checks: []ir.Check{ir.Length{Min: 1}}}}}
	itself := &ir.Decl{}
	itself.Body = &ir.Alias{Value: refTo(itself)}
	component := &ir.Decl{Component: "C", Body: &ir.Alias{Value: refTo(inline)}}
	fields := []*ir.Field{{Name: "a", Value: refTo(inline)}, {Name: "b", Value: refTo(component)}, {Name: "c", Value: refTo(itself)}}
	api := &ir.API{Decls: []*ir.Decl{inline, component, {Component: "D", Body: &ir.Struct{Fields: fields}}, itself}}
	InlineAliases(api)
	if len(api.Decls) != 2 {
		t.Errorf("%d declarations, want C and D", len(api.Decls))
	}
	if v := fields[0].Value; v.Type != ir.Type(ir.String{}) || !v.Nullable || len(v.Checks) != 1 {
		t.Errorf("a is %#v", v)
	}
	if fields[1].Value.Type != ir.Type(ir.Ref{Decl: component}) {
		t.Errorf("b is %#v", fields[1].Value)
	}
	if fields[2].Value.Type != ir.Type(ir.Any{}) {
		t.Errorf("c is %#v", fields[2].Value)
	}
}

func TestDropUnused(t *testing.T) {
	used, unused := &ir.Decl{Body: &ir.Enum{}}, &ir.Decl{Body: &ir.Enum{}}
	component := &ir.Decl{Component: "C", Body: &ir.Named{Value: ir.Value{Type: ir.List{Elem: refTo(used)}}}}
	api := &ir.API{Decls: []*ir.Decl{unused, component, used}}
	DropUnused(api)
	if len(api.Decls) != 2 || api.Decls[0] != component || api.Decls[1] != used {
		t.Errorf("%v", api.Decls)
	}
}

// Variants that another union has taken over do not belong to the one that is dropped.
func TestDropUnusedOwner(t *testing.T) {
	inner := &ir.Decl{Path: label.Path{label.Name("Port"), label.Alternative("union")}}
	text := &ir.Decl{Path: inner.Path.Append(label.Name("string")), Owner: inner, Body: &ir.Named{Value: ir.Value{Type: ir.String{}}}}
	inner.Body = &ir.Union{Variants: []*ir.Variant{{Decl: text}}}
	outer := &ir.Decl{Component: "Port", Body: &ir.Union{Variants: []*ir.Variant{{Decl: text}}}}
	api := &ir.API{Decls: []*ir.Decl{outer, inner, text}}
	DropUnused(api)
	if len(api.Decls) != 2 || text.Owner != nil {
		t.Errorf("%v are left, and the owner is %v", api.Decls, text.Owner)
	}
}

// Inline types of one content and one name become one, the first by its path.
func TestMergeIdentical(t *testing.T) {
	color := func(root string, values ...string) *ir.Decl {
		body := &ir.Enum{Base: ir.String{}}
		for _, v := range values {
			body.Values = append(body.Values, &ir.EnumValue{Literal: v})
		}
		return &ir.Decl{Path: label.Path{label.Name(root), label.Name("color")}, Body: body}
	}
	b, a, other := color("B", `"red"`, `"blue"`), color("A", `"blue"`, `"red"`), color("C", `"red"`)
	var fields []*ir.Field
	for _, d := range []*ir.Decl{b, a, other} {
		fields = append(fields, &ir.Field{Name: d.Path[0].String(), Value: refTo(d)})
	}
	api := &ir.API{Decls: []*ir.Decl{b, a, other, {Component: "Pet", Body: &ir.Struct{Fields: fields}}}}
	MergeRepeated(api)
	for i, checks := range [][]ir.Check{nil, nil, {ir.OneOf{Literals: []string{`"red"`}, Keyword: "enum", OfUnknown: true}}} {
		got := fields[i].Value
		if d := got.Type.(ir.Ref).Decl; d != a || !reflect.DeepEqual(got.Checks, checks) {
			t.Errorf("field %d is %s with %v, want %v", i, d.Path, got.Checks, checks)
		}
	}
	if len(api.Decls) != 2 {
		t.Errorf("%d declarations", len(api.Decls))
	}
}

// A class has no two values that are spelled alike in Go: one would get another name.
func TestRepeatedEnumsThatAreSpelledAlike(t *testing.T) {
	enum := func(root string, values ...string) *ir.Decl {
		body := &ir.Enum{Base: ir.String{}}
		for _, v := range values {
			body.Values = append(body.Values, &ir.EnumValue{Literal: v})
		}
		return &ir.Decl{Path: label.Path{label.Name(root), label.Name("order")}, Body: body}
	}
	a, b, c := enum("A", `"up"`, `"asc"`), enum("B", `"up"`), enum("C", `"up"`, `"ASC"`)
	api := &ir.API{Decls: []*ir.Decl{a, b, c}}
	MergeRepeated(api)
	if len(api.Decls) != 2 || api.Decls[0] != a || api.Decls[1] != c {
		t.Errorf("%d declarations", len(api.Decls))
	}
}
