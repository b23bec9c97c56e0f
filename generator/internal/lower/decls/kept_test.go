package decls

import (
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

// optional is an object with members of strings, in a place with a name.
func optional(place, earlier string, members ...string) *ir.Decl {
	body := &ir.Struct{}
	for _, name := range members {
		body.Fields = append(body.Fields, &ir.Field{Name: name, Value: ir.Value{Type: ir.String{}}})
	}
	return &ir.Decl{Path: label.Path{label.Name(place), label.Name("owner")}, Earlier: earlier, Body: body}
}

// merged merges declarations, and returns those that the members of an object have then.
func merged(inline ...*ir.Decl) []*ir.Decl {
	uses := &ir.Struct{}
	for _, d := range inline {
		uses.Fields = append(uses.Fields, &ir.Field{Name: d.Path[0].String(), Value: refTo(d)})
	}
	api := &ir.API{Decls: append([]*ir.Decl{{Component: "Uses", Body: uses}}, inline...)}
	MergeRepeated(api)
	var out []*ir.Decl
	for _, f := range uses.Fields {
		out = append(out, f.Value.Type.(ir.Ref).Decl)
	}
	return out
}

func names(d *ir.Decl) (out []string) {
	for _, f := range d.Body.(*ir.Struct).Fields {
		out = append(out, f.Name)
	}
	return out
}

func TestOneTypeOfTheLockStaysOne(t *testing.T) {
	a, b := optional("a", "Owner", "name", "x"), optional("b", "Owner", "name", "y", "z", "size")
	b.Body.(*ir.Struct).Fields[0].Required = true
	a.Body.(*ir.Struct).Fields = append(a.Body.(*ir.Struct).Fields, &ir.Field{Name: "size", Value: ir.Value{Type: ir.Integer{}}})
	got := merged(a, b)
	if got[0] != got[1] || got[0].Earlier != "Owner" {
		t.Fatalf("%v and %v", got[0], got[1])
	}
	if got, want := names(got[0]), []string{"name", "x", "size", "y", "z"}; !slices.Equal(got, want) {
		t.Errorf("members %q, want %q", got, want)
	}
	body := got[0].Body.(*ir.Struct)
	if body.Field("name").Required {
		t.Error("a member is required that only one of the schemas requires")
	}
	if v := body.Field("size").Value; v.Type != ir.Type(ir.Any{}) {
		t.Errorf("a member of two types is %#v, want raw JSON", v)
	}
}

func TestTypesOfTheLockStayApart(t *testing.T) {
	got := merged(optional("a", "Owner", "name"), optional("b", "Author", "name"), optional("c", "", "name"))
	if got[0] == got[1] || got[0].Earlier != "Owner" || got[1].Earlier != "Author" {
		t.Errorf("%v and %v", got[0], got[1])
	}
	if got[2] != got[0] && got[2] != got[1] {
		t.Error("a new schema that repeats a type of the lock has another type")
	}
}

// A new schema whose path sorts first does not change the name of a known type.
func TestNewSchemaHasTheTypeOfTheLock(t *testing.T) {
	got := merged(optional("a", "", "name"), optional("b", "Owner", "name"))
	if got[0] != got[1] || got[0].Earlier != "Owner" {
		t.Errorf("%v and %v", got[0], got[1])
	}
}

// An inline schema and the component that another one of its type became are one type.
func TestComponentAndInlineSchemaOfOneType(t *testing.T) {
	component := optional("Owner", "PetOwner", "name")
	component.Component = "Owner"
	got := merged(optional("b", "PetOwner", "name", "x"), component)
	if got[0] != component || got[1] != component {
		t.Errorf("%v and %v", got[0], got[1])
	}
	if got, want := names(component), []string{"name", "x"}; !slices.Equal(got, want) {
		t.Errorf("members %q, want %q", got, want)
	}
}

func TestEnumsOfOneType(t *testing.T) {
	enum := func(place string, open bool, values ...string) *ir.Decl {
		body := &ir.Enum{Base: ir.String{}, Open: open}
		for _, v := range values {
			body.Values = append(body.Values, &ir.EnumValue{Literal: v})
		}
		return &ir.Decl{Path: label.Path{label.Name(place), label.Name("sort")}, Earlier: "Sort", Body: body}
	}
	got := merged(enum("a", false, `"x"`), enum("b", true, `"y"`, `"z"`, `"v"`))
	body := got[0].Body.(*ir.Enum)
	if got[0] != got[1] || !body.Open || len(body.Values) != 4 {
		t.Errorf("%v and %v: %+v", got[0], got[1], body)
	}
}
