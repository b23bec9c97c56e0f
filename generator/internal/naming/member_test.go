package naming

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

func TestFields(t *testing.T) {
	fields := []*ir.Field{{Name: "foo_bar"}, {Name: "foo-bar"}, {Name: "fooBar"}, {Name: "validate"}, {Name: "get_foo_bar"}, {Name: "🙂"}, {Name: "error"}, {Name: "x", Given: "FooBar"}}
	names, _ := assign(&ir.API{Decls: []*ir.Decl{component("Thing", &ir.Struct{Fields: fields})}})
	var got []string
	for _, f := range fields {
		got = append(got, names.Field(f))
	}
	if want := []string{"FooBarField", "FooBarField2", "FooBarField3", "ValidateField", "GetFooBarField4", "Field", "Error", "FooBar"}; !slices.Equal(got, want) {
		t.Errorf("fields are %v, want %v", got, want)
	}
}

// TestFieldsAreUnique builds structs of names that conflict with each other, with
// methods and with getters.
func TestFieldsAreUnique(t *testing.T) {
	pool := []string{"a", "A", "get_a", "getA", "GetA", "get_get_a", "a_field", "get_a_field", "AField2", "validate", "Validate", "get_validate", "validate_field", "additionalProperties", "MarshalJSON"}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 0))
		r.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
		body := &ir.Struct{Additional: &ir.Value{}}
		for _, name := range pool[:2+r.IntN(len(pool)-2)] {
			body.Fields = append(body.Fields, &ir.Field{Name: name})
		}
		names, _ := assign(&ir.API{Decls: []*ir.Decl{component("Thing", body)}})
		taken := newScope(structMethods)
		var all []string
		for _, f := range body.Fields {
			all = append(all, names.Field(f))
			taken.reserve(withGetter(names.Field(f))[1])
		}
		all = append(all, names.AdditionalProperties(body))
		for i, name := range all {
			if taken.has(name) || slices.Contains(all[:i], name) {
				t.Fatalf("seed %d: %s is not unique among %v and methods", seed, name, all)
			}
		}
	}
}

func TestConstants(t *testing.T) {
	values := []*ir.EnumValue{{Literal: `""`}, {Literal: `"1.10"`}, {Literal: `"11.0"`}, {Literal: `"light blue"`}, {Literal: `"light-blue"`}, {Literal: `"-1"`}, {Literal: `7`}, {Literal: `8`, Given: "eight"}}
	names, _ := assign(&ir.API{Decls: []*ir.Decl{component("Kind", &ir.Enum{Base: ir.String{}, Values: values})}})
	var got []string
	for _, v := range values {
		got = append(got, names.Value(v))
	}
	if want := []string{"KindEmpty", "Kind1_10", "Kind11_0", "KindLightBlue", "KindLightBlueValue", "KindMinus1", "Kind7", "KindEight"}; !slices.Equal(got, want) {
		t.Errorf("constants are %v, want %v", got, want)
	}
}

// TestConstantsOfTwoEnums has two enums with a constant of the same name: that of the
// first enum in the document keeps it.
func TestConstantsOfTwoEnums(t *testing.T) {
	long, short := &ir.EnumValue{Literal: `"cat"`}, &ir.EnumValue{Literal: `"bird cat"`}
	decls := []*ir.Decl{component("A", &ir.Enum{Values: []*ir.EnumValue{short}}), component("ABird", &ir.Enum{Values: []*ir.EnumValue{long}})}
	for _, want := range []string{"ABirdCat ABirdCatValue", "ABirdCatValue ABirdCat"} {
		names, _ := assign(&ir.API{Decls: decls})
		if got := names.Value(short) + " " + names.Value(long); got != want {
			t.Errorf("constants are %s", got)
		}
		slices.Reverse(decls)
	}
}

// A component with the name of the list of the values of an enum keeps it.
func TestValueLists(t *testing.T) {
	enum := func() *ir.Enum {
		return &ir.Enum{Base: ir.String{}, Values: []*ir.EnumValue{{Literal: `"a"`, Given: "COLOR_A"}, {Literal: `"b"`, Given: "Colorful"}}}
	}
	color, size := enum(), enum()
	api := &ir.API{Decls: []*ir.Decl{
		{Component: "Color", Path: label.Path{label.Name("Color")}, Body: color},
		{Component: "ColorValues", Path: label.Path{label.Name("ColorValues")}, Body: &ir.Struct{}},
		{Path: label.Path{label.Name("X"), label.Name("size")}, Body: size},
	}}
	var ds diag.List
	names := Assign(api, Runtime{}, nil, &ds)
	if got := names.ValueList(color); got != "ColorValuesList" || ds.Len() != 1 {
		t.Errorf("%s with %v", got, ds.All())
	}
	if got := names.ValueList(size); got != "SizeValues" {
		t.Error(got)
	}
	for i, want := range []string{"ColorA", "ColorColorful"} {
		if got := names.Value(color.Values[i]); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
