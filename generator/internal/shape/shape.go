// Package shape decides how members, parameters and headers that may be absent or null
// are values in Go. It has no Go syntax.
package shape

import "github.com/peergen/peergen/generator/internal/ir"

// Shapes decides for one API.
type Shapes struct{ recursion recursion }

// New returns the shapes of an API whose types and whose set shapes no longer change.
func New(api *ir.API) *Shapes { return &Shapes{findRecursion(api)} }

// Of decides for a member of owner, or for a parameter if owner is nil. Derived is never
// returned.
func (s *Shapes) Of(owner *ir.Decl, v ir.Value, required bool) ir.Shape {
	u := ir.Underlying(v)
	if _, isAny := u.Type.(ir.Any); isAny {
		if required {
			return ir.Plain
		}
		return ir.Nilable
	}
	switch v.Shape {
	case ir.Plain, ir.Nilable:
		if as, ok := s.plain(owner, u, required); ok {
			return as
		}
	case ir.Opt, ir.OptPtr:
		return s.opt(owner, u)
	case ir.Pointer, ir.Boxed:
		if isObject(u) {
			return ir.Pointer
		}
	}
	return s.derived(owner, v, required)
}

func (s *Shapes) derived(owner *ir.Decl, v ir.Value, required bool) ir.Shape {
	u := ir.Underlying(v)
	switch {
	case u.Nullable:
		return s.opt(owner, u)
	case required && s.recursion.required.within(u, owner):
		return ir.Boxed
	case required:
		return ir.Plain
	case isObject(u):
		return ir.Pointer
	case IsNilable(u):
		return ir.Nilable
	case isBare(v):
		return ir.Bare
	}
	return s.opt(owner, u)
}

func (s *Shapes) opt(owner *ir.Decl, u ir.Value) ir.Shape {
	if s.recursion.byValue.within(u, owner) {
		return ir.OptPtr
	}
	return ir.Opt
}

// plain decides for a value whose Go type is T. ok is false if a value of T cannot be
// absent, or if T would contain itself.
func (s *Shapes) plain(owner *ir.Decl, u ir.Value, required bool) (as ir.Shape, ok bool) {
	switch {
	case IsNilable(u) && !required:
		return ir.Nilable, true
	case ir.IsFile(u.Type) && required, ir.PartDecl(u) != nil:
		return ir.Derived, false
	case s.recursion.required.within(u, owner), s.recursion.byValue.within(u, owner) && !required:
		return ir.Derived, false
	case required && !u.Nullable:
		return ir.Plain, true
	}
	return ir.ZeroFilled, true
}

// Item decides for an item of a tuple: one that may be missing is an Opt, whatever its
// type.
func (s *Shapes) Item(owner *ir.Decl, item *ir.Field) ir.Shape {
	u := ir.Underlying(item.Value)
	switch {
	case item.Required:
		return s.Of(owner, item.Value, true)
	case item.Value.Shape == ir.Plain && !s.recursion.byValue.within(u, owner):
		return ir.ZeroFilled
	}
	return s.opt(owner, u)
}

// isObject reports whether an optional value is a pointer.
func isObject(u ir.Value) bool {
	return ir.StructDecl(u) != nil || ir.IsFile(u.Type) || ir.PartDecl(u) != nil
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
		return v.Shape == ir.Bare
	case ir.Ref:
		_, isEnum := t.Decl.Body.(*ir.Enum)
		return v.Shape == ir.Bare && isEnum
	}
	return false
}
