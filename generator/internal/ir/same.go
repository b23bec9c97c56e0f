package ir

import "reflect"

// SameType reports whether two values have the same Go type and, unless it is declared,
// the same constraints. Different declarations are different types.
func SameType(a, b Value) bool {
	if a.Nullable != b.Nullable {
		return false
	}
	if _, declared := a.Type.(Ref); !declared && !reflect.DeepEqual(a.Checks, b.Checks) {
		return false
	}
	switch t := a.Type.(type) {
	case List:
		other, ok := b.Type.(List)
		return ok && SameType(t.Elem, other.Elem)
	case Dict:
		other, ok := b.Type.(Dict)
		return ok && SameType(t.Elem, other.Elem)
	}
	return a.Type == b.Type
}

// SameGoType is [SameType] without constraints, which have no effect on the Go type.
func SameGoType(a, b Value) bool {
	if a.Nullable != b.Nullable || a.Shape != b.Shape {
		return false
	}
	switch t := a.Type.(type) {
	case List:
		other, ok := b.Type.(List)
		return ok && SameGoType(t.Elem, other.Elem)
	case Dict:
		other, ok := b.Type.(Dict)
		return ok && SameGoType(t.Elem, other.Elem)
	case String:
		_, ok := b.Type.(String)
		return ok
	}
	return a.Type == b.Type
}
