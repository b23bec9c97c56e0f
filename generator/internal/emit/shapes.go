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
	nilable              // a slice, map or raw JSON that is nil when absent
	bare                 // T whose zero value is absent
)

// shapes answers questions about types that need the whole API.
type shapes struct {
	component map[*ir.Decl]int // strongly connected components of containment
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
	case u.Nullable && s.contains(u, owner):
		return optPtr
	case u.Nullable:
		return opt
	case required:
		return plain
	case structDecl(u) != nil:
		return pointer
	case isNilable(u):
		return nilable
	case isBare(v):
		return bare
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

// contains reports whether owner would lie within itself if it held v whole.
func (s *shapes) contains(v ir.Value, owner *ir.Decl) bool {
	d := structDecl(v)
	return d != nil && owner != nil && s.component[d] == s.component[owner]
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
	case pointer:
		return jen.Op("*").Add(goType(v))
	case plain, nilable, bare:
		return goType(v)
	}
	panic(fmt.Sprintf("emit: shape %d", as))
}

// newShapes finds which structs contain one another by value, be it through a
// required member or through one that may be null (Tarjan's algorithm).
func newShapes(api *ir.API) *shapes {
	s := &shapes{component: map[*ir.Decl]int{}}
	index, low := map[*ir.Decl]int{}, map[*ir.Decl]int{}
	var stack []*ir.Decl
	var visit func(d *ir.Decl)
	visit = func(d *ir.Decl) {
		index[d] = len(index) + 1
		low[d] = index[d]
		stack = append(stack, d)
		for _, next := range containedBy(d) {
			if index[next] == 0 {
				visit(next)
				low[d] = min(low[d], low[next])
			} else if s.component[next] == 0 {
				low[d] = min(low[d], index[next])
			}
		}
		if low[d] == index[d] {
			for {
				top := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				s.component[top] = index[d]
				if top == d {
					break
				}
			}
		}
	}
	for _, d := range api.Decls {
		if index[d] == 0 {
			visit(d)
		}
	}
	return s
}

func containedBy(d *ir.Decl) []*ir.Decl {
	body, ok := d.Body.(*ir.Struct)
	if !ok {
		return nil
	}
	var out []*ir.Decl
	for _, f := range body.Fields {
		u := ir.Underlying(f.Value)
		if next := structDecl(u); next != nil && (f.Required || u.Nullable) {
			out = append(out, next)
		}
	}
	return out
}
