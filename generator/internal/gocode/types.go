package gocode

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// Types writes type expressions of one API.
type Types struct {
	declared func(*ir.Decl) *jen.Statement
	runtime  func(string) *jen.Statement
}

// NewTypes returns the types of an API. declared mentions a declaration of the
// package, runtime one of the runtime.
func NewTypes(declared func(*ir.Decl) *jen.Statement, runtime func(string) *jen.Statement) *Types {
	return &Types{declared: declared, runtime: runtime}
}

// Of is the type of a value that is present and not null.
func (t *Types) Of(v ir.Value) *jen.Statement {
	switch kind := v.Type.(type) {
	case ir.String:
		return jen.String()
	case ir.Integer:
		return jen.Id(integerType(kind))
	case ir.Number:
		return jen.Id(fmt.Sprintf("float%d", kind.Bits))
	case ir.Boolean:
		return jen.Bool()
	case ir.Time, ir.UnixTime:
		return jen.Qual("time", "Time")
	case ir.Date:
		return t.runtime("core.CivilDate")
	case ir.Bytes:
		return jen.Index().Byte()
	case ir.Decimal:
		return jen.Qual("encoding/json", "Number")
	case ir.Foreign:
		return t.foreign(kind)
	case ir.File:
		return t.runtime("media.FilePart")
	case ir.Any:
		return jen.Qual("encoding/json", "RawMessage")
	case ir.List:
		return jen.Index().Add(t.Elem(kind.Elem))
	case ir.Dict:
		return jen.Map(jen.String()).Add(t.Elem(kind.Elem))
	case ir.Ref:
		return t.declared(kind.Decl)
	}
	panic(fmt.Sprintf("gocode: type of kind %T", v.Type))
}

func integerType(t ir.Integer) string {
	name := "int"
	if t.Bits > 0 {
		name = fmt.Sprintf("int%d", t.Bits)
	}
	if t.Unsigned {
		name = "u" + name
	}
	return name
}

func (t *Types) foreign(f ir.Foreign) *jen.Statement {
	if f.Of != nil {
		return jen.Id(f.Prefix).Add(t.declared(f.Of))
	}
	return jen.Id(f.Prefix).Qual(f.Path, f.Name)
}

// Elem is the type of an element: Opt[T] if it may be null, else T.
func (t *Types) Elem(v ir.Value) *jen.Statement {
	if ir.IsNullable(v) {
		return t.Opt(t.Of(v))
	}
	return t.Of(v)
}

// Field is the type of a member or parameter of a shape.
func (t *Types) Field(v ir.Value, as ir.Shape) *jen.Statement {
	switch as {
	case ir.Opt:
		return t.Opt(t.Of(v))
	case ir.OptPtr:
		return t.Opt(jen.Op("*").Add(t.Of(v)))
	case ir.Pointer, ir.Boxed:
		return jen.Op("*").Add(t.Of(v))
	case ir.Plain, ir.Nilable, ir.Bare, ir.ZeroFilled:
		return t.Of(v)
	}
	panic(fmt.Sprintf("gocode: shape %d", as))
}

// Opt is the type Opt[T].
func (t *Types) Opt(of jen.Code) *jen.Statement { return t.runtime("core.Opt").Index(of) }
