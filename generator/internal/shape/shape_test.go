package shape_test

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/shape"
)

func TestSetShapes(t *testing.T) {
	object := &ir.Decl{Body: &ir.Struct{}}
	text, list, ref := ir.Type(ir.String{}), ir.Type(ir.List{Elem: ir.Value{Type: ir.String{}}}), ir.Type(ir.Ref{Decl: object})
	for _, c := range []struct {
		name               string
		of                 ir.Type
		set                ir.Shape
		required, nullable bool
		want               ir.Shape
	}{
		{"required", text, ir.Derived, true, false, ir.Plain},
		{"optional", text, ir.Derived, false, false, ir.Opt},
		{"plain, optional", text, ir.Plain, false, false, ir.ZeroFilled},
		{"plain, nullable", text, ir.Plain, true, true, ir.ZeroFilled},
		{"plain, required", text, ir.Plain, true, false, ir.Plain},
		{"Opt, required", text, ir.Opt, true, false, ir.Opt},
		{"array, nullable", list, ir.Derived, false, true, ir.Opt},
		{"plain array, optional and nullable", list, ir.Plain, false, true, ir.Nilable},
		{"plain array, required and nullable", list, ir.Plain, true, true, ir.ZeroFilled},
		{"plain object, optional", ref, ir.Plain, false, false, ir.ZeroFilled},
		{"pointer, nullable", ref, ir.Pointer, false, true, ir.Pointer},
		{"pointer, required", ref, ir.Pointer, true, false, ir.Pointer},
		{"pointer of a scalar", text, ir.Pointer, false, false, ir.Opt},
		{"plain file, optional", ir.File{}, ir.Plain, false, false, ir.ZeroFilled},
		{"raw JSON", ir.Any{}, ir.Opt, false, true, ir.Nilable},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := ir.Value{Type: c.of, Shape: c.set, Nullable: c.nullable}
			if got := shape.New(&ir.API{}).Of(nil, v, c.required); got != c.want {
				t.Errorf("Of() = %d, want %d", got, c.want)
			}
		})
	}
}

// A struct cannot contain itself by value, whatever its members are set to.
func TestSetShapesOfRecursiveObjects(t *testing.T) {
	node := &ir.Decl{}
	next := &ir.Field{Name: "next", Value: ir.Value{Type: ir.Ref{Decl: node}}}
	node.Body = &ir.Struct{Fields: []*ir.Field{next}}
	for set, want := range map[ir.Shape]ir.Shape{ir.Derived: ir.Pointer, ir.Plain: ir.Pointer, ir.Opt: ir.OptPtr, ir.Pointer: ir.Pointer} {
		next.Value.Shape = set
		if got := shape.New(&ir.API{Decls: []*ir.Decl{node}}).Of(node, next.Value, false); got != want {
			t.Errorf("shape %d, set to %d: want %d", got, set, want)
		}
	}
}
