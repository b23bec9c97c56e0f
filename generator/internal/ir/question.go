package ir

import "strconv"

// StructDecl is the declaration of the struct that a value is, or nil.
func StructDecl(u Value) *Decl {
	if ref, ok := u.Type.(Ref); ok {
		if _, ok := ref.Decl.Body.(*Struct); ok {
			return ref.Decl
		}
	}
	return nil
}

// PartDecl is the declaration of the part that a value is, or nil.
func PartDecl(v Value) *Decl {
	if ref, ok := v.Type.(Ref); ok {
		if _, ok := ref.Decl.Body.(*Part); ok {
			return ref.Decl
		}
	}
	return nil
}

// AsEnum is the enumeration that a value is, or nil.
func AsEnum(u Value) *Enum {
	if ref, ok := u.Type.(Ref); ok {
		if enum, ok := ref.Decl.Body.(*Enum); ok {
			return enum
		}
	}
	return nil
}

// IsFile reports whether a type is a File.
func IsFile(t Type) bool {
	_, ok := t.(File)
	return ok
}

// IsNullable reports whether a value may be null and its type cannot represent
// null, as raw JSON can. One whose shape is Plain reads null as zero.
func IsNullable(v Value) bool {
	u := Underlying(v)
	return u.Nullable && u.Type != Type(Any{}) && u.Shape != Plain
}

// NotNull is a value without null.
func NotNull(v Value) Value {
	v.Nullable = false
	return v
}

// Base is the type under an enumeration or a named type.
func Base(u Value) Type {
	if ref, ok := u.Type.(Ref); ok {
		switch body := ref.Decl.Body.(type) {
		case *Enum:
			return body.Base
		case *Named:
			return body.Value.Type
		}
	}
	return u.Type
}

// Fits reports whether a literal is a constant of the Go type of a number.
func Fits(t Type, literal string) bool {
	var err error
	switch t := t.(type) {
	case Integer:
		if _, err = strconv.ParseInt(literal, 10, t.Bits); t.Unsigned {
			_, err = strconv.ParseUint(literal, 10, t.Bits)
		}
	case Number:
		_, err = strconv.ParseFloat(literal, t.Bits)
	}
	return err == nil
}

// FieldNamed is the member of an object with a name, or nil.
func FieldNamed(v Value, name string) *Field {
	d := StructDecl(Underlying(v))
	if d == nil {
		return nil
	}
	for _, field := range d.Body.(*Struct).Fields {
		if field.Name == name {
			return field
		}
	}
	return nil
}
