package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// shape is how a value stands in a Go struct.
type shape int

const (
	plain   shape = iota // T
	opt                  // Opt[T]: absent, null or a value
	optPtr               // Opt[*T]: the same where T contains itself
	pointer              // *T: an optional object
	boxed                // *T: a required object that contains itself
	nilable              // a slice, map or raw JSON that is nil when absent
	bare                 // T whose zero value is absent
)

// shapes answers questions about types that need the whole API.
type shapes struct {
	component map[*ir.Decl]int // strongly connected components of containment
	endless   map[*ir.Decl]int // the same of what is required and not null
}

// shape decides for a member or parameter.
func (s *shapes) shape(owner *ir.Decl, v ir.Value, required bool) shape {
	u := ir.Underlying(v)
	_, isAny := u.Type.(ir.Any)
	switch {
	case isAny && !required:
		return nilable
	case isAny:
		return plain
	case u.Nullable && within(s.component, u, owner):
		return optPtr
	case u.Nullable:
		return opt
	case required && within(s.endless, u, owner):
		return boxed
	case required:
		return plain
	case structDecl(u) != nil, isFile(u.Type), partDecl(u) != nil:
		return pointer
	case isNilable(u):
		return nilable
	case isBare(v):
		return bare
	case within(s.component, u, owner):
		return optPtr
	}
	return opt
}

func isNilable(u ir.Value) bool {
	switch t := u.Type.(type) {
	case ir.List, ir.Dict, ir.Any, ir.Bytes:
		return true
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Named:
			return isNilable(body.Value)
		case *ir.Union:
			return true
		}
	}
	return false
}

// structDecl is the struct that a value is, or nil.
func structDecl(u ir.Value) *ir.Decl {
	if ref, ok := u.Type.(ir.Ref); ok {
		if _, ok := ref.Decl.Body.(*ir.Struct); ok {
			return ref.Decl
		}
	}
	return nil
}

// enumDecl is the enumeration that a value is, or nil.
func enumDecl(u ir.Value) *ir.Enum {
	if ref, ok := u.Type.(ir.Ref); ok {
		if enum, ok := ref.Decl.Body.(*ir.Enum); ok {
			return enum
		}
	}
	return nil
}

// heldDecl is the struct or the tuple that a value is, or nil.
func heldDecl(u ir.Value) *ir.Decl {
	if ref, ok := u.Type.(ir.Ref); ok {
		switch ref.Decl.Body.(type) {
		case *ir.Struct, *ir.Tuple:
			return ref.Decl
		}
	}
	return nil
}

// within reports whether owner would lie within itself if it held v whole.
func within(component map[*ir.Decl]int, v ir.Value, owner *ir.Decl) bool {
	d := heldDecl(v)
	return d != nil && owner != nil && component[d] == component[owner]
}

// goType is the type of a value that is there and not null.
func goType(v ir.Value) *jen.Statement {
	switch t := v.Type.(type) {
	case ir.String:
		return jen.String()
	case ir.Integer:
		name := "int"
		if t.Bits > 0 {
			name = fmt.Sprintf("int%d", t.Bits)
		}
		if t.Unsigned {
			name = "u" + name
		}
		return jen.Id(name)
	case ir.Number:
		return jen.Id(fmt.Sprintf("float%d", t.Bits))
	case ir.Boolean:
		return jen.Bool()
	case ir.File:
		return jen.Id("FilePart")
	case ir.Any:
		return jen.Qual("encoding/json", "RawMessage")
	case ir.List:
		return jen.Index().Add(elemType(t.Elem))
	case ir.Dict:
		return jen.Map(jen.String()).Add(elemType(t.Elem))
	case ir.Ref:
		return jen.Id(t.Decl.Name)
	}
	if goType, ok := formatGoType(v.Type); ok {
		return goType
	}
	panic(fmt.Sprintf("emit: type of kind %T", v.Type))
}

// elemType is the type of an element: Opt only where null may stand.
func elemType(v ir.Value) *jen.Statement {
	if elemNullable(v) {
		return jen.Id("Opt").Index(goType(v))
	}
	return goType(v)
}

func elemNullable(v ir.Value) bool {
	u := ir.Underlying(v)
	return u.Nullable && u.Type != ir.Type(ir.Any{})
}

// shaped is the type of a member or parameter.
func shaped(v ir.Value, as shape) *jen.Statement {
	switch as {
	case opt:
		return jen.Id("Opt").Index(goType(v))
	case optPtr:
		return jen.Id("Opt").Index(jen.Op("*").Add(goType(v)))
	case pointer, boxed:
		return jen.Op("*").Add(goType(v))
	case plain, nilable, bare:
		return goType(v)
	}
	panic(fmt.Sprintf("emit: shape %d", as))
}
