package gocode

import "github.com/peergen/peergen/generator/internal/ir"

// Shape is the form that a value has as a struct field.
type Shape int

// The shapes.
const (
	Plain   Shape = iota // T
	Opt                  // Opt[T]: absent, null or a value
	OptPtr               // Opt[*T]: the same for a T that contains itself
	Pointer              // *T: an optional object
	Boxed                // *T: a required object that contains itself
	Nilable              // a slice, map or raw JSON that is nil if absent
	Bare                 // T, absent if zero
)

// Shape decides for a member of owner, or for a parameter if owner is nil.
func (t *Types) Shape(owner *ir.Decl, v ir.Value, required bool) Shape {
	u := ir.Underlying(v)
	_, isAny := u.Type.(ir.Any)
	switch {
	case isAny && !required:
		return Nilable
	case isAny:
		return Plain
	case u.Nullable && t.recursion.byValue.within(u, owner):
		return OptPtr
	case u.Nullable:
		return Opt
	case required && t.recursion.required.within(u, owner):
		return Boxed
	case required:
		return Plain
	case ir.StructDecl(u) != nil, ir.IsFile(u.Type), ir.PartDecl(u) != nil:
		return Pointer
	case IsNilable(u):
		return Nilable
	case isBare(v):
		return Bare
	case t.recursion.byValue.within(u, owner):
		return OptPtr
	}
	return Opt
}

// ItemShape decides for an item of a tuple: one that may be missing is an Opt,
// whatever its type.
func (t *Types) ItemShape(owner *ir.Decl, item *ir.Field) Shape {
	switch {
	case item.Required:
		return t.Shape(owner, item.Value, true)
	case t.recursion.byValue.within(ir.Underlying(item.Value), owner):
		return OptPtr
	}
	return Opt
}

// IsNilable reports whether the Go type of a value has a nil.
func IsNilable(u ir.Value) bool {
	switch t := u.Type.(type) {
	case ir.List, ir.Dict, ir.Any, ir.Bytes:
		return true
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Named:
			return IsNilable(body.Value)
		case *ir.Union:
			return true
		}
	}
	return false
}

// isBare reports whether the document requests a type without Opt, and the type
// can be compared with its zero value.
func isBare(v ir.Value) bool {
	switch t := ir.Underlying(v).Type.(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean, ir.Time, ir.Date, ir.UnixTime, ir.Decimal:
		return v.Bare
	case ir.Ref:
		_, isEnum := t.Decl.Body.(*ir.Enum)
		return v.Bare && isEnum
	}
	return false
}
