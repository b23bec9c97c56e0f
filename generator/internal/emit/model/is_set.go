package model

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/shape"
)

// NotZero is the condition that the expression x, of the type of v, is not the zero
// value. A type of another package counts as zero.
func (e *Emitter) NotZero(v ir.Value, x *jen.Statement) *jen.Statement {
	u := ir.Underlying(v)
	switch {
	case ir.IsNullable(v):
		return isNotZero(x, e.RTMember("core.Opt.IsZero"))
	case shape.IsNilable(u):
		return jen.Add(x).Op("!=").Nil()
	}
	switch t := u.Type.(type) {
	case ir.String, ir.Decimal:
		return jen.Add(x).Op("!=").Lit("")
	case ir.Integer, ir.Number:
		return jen.Add(x).Op("!=").Lit(0)
	case ir.Boolean:
		return jen.Add(x)
	case ir.Time, ir.UnixTime:
		return isNotZero(x, "IsZero")
	case ir.Date:
		return jen.Add(x).Op("!=").Parens(e.RT("core.CivilDate").Values())
	case ir.File:
		return jen.Add(x).Dot(e.RTMember("media.FilePart.Content")).Op("!=").Nil()
	case ir.Foreign:
		return jen.False()
	case ir.Ref:
		return e.notZeroRef(t.Decl, x)
	}
	panic(fmt.Sprintf("emit: zero value of kind %T", u.Type))
}

func isNotZero(x *jen.Statement, method string) *jen.Statement {
	return jen.Op("!").Add(x).Dot(method).Call()
}

func (e *Emitter) notZeroRef(d *ir.Decl, x *jen.Statement) *jen.Statement {
	switch body := d.Body.(type) {
	case *ir.Struct, *ir.Tuple:
		e.set.Mention(d)
		return jen.Id(e.Names.SetChecker(d)).Call(jen.Op("&").Add(x))
	case *ir.Enum:
		return e.NotZero(ir.Value{Type: body.Base}, x)
	case *ir.Named:
		return e.NotZero(body.Value, x)
	}
	panic(fmt.Sprintf("emit: zero value of a declaration of kind %T", d.Body))
}

// SetCheckers declares the functions that NotZero calls.
func (e *Emitter) SetCheckers(f *gocode.File) {
	e.set.Write(func(d *ir.Decl) { f.Add(e.setFunc(d)) })
}

// setFunc is the function that reports whether a field of a type is not zero.
func (e *Emitter) setFunc(d *ir.Decl) jen.Code {
	anyField := jen.Empty()
	field := func(name string) *jen.Statement { return jen.Id("v").Dot(name) }
	var conditions []jen.Code
	switch body := d.Body.(type) {
	case *ir.Struct:
		for _, f := range body.Fields {
			conditions = append(conditions, e.notZeroField(f.Value, e.Shapes.Of(d, f.Value, f.Required), field(e.Names.Field(f))))
		}
		if body.Additional != nil {
			conditions = append(conditions, field(e.Names.AdditionalProperties(body)).Op("!=").Nil())
		}
	case *ir.Tuple:
		for _, f := range body.Items {
			conditions = append(conditions, e.notZeroField(f.Value, e.Shapes.Item(d, f), field(e.Names.Field(f))))
		}
		if body.Rest != nil {
			conditions = append(conditions, field(e.Names.Rest(body)).Op("!=").Nil())
		}
	}
	for i, c := range conditions {
		if i > 0 {
			anyField.Op("||").Line()
		}
		anyField.Add(c)
	}
	name := e.Names.SetChecker(d)
	signature := jen.Id(gocode.Comment(name + " reports whether a field of v is not zero.")).Line().
		Func().Id(name).Params(jen.Id("v").Op("*").Id(e.Names.Type(d))).Bool()
	if len(conditions) == 0 {
		return signature.Block(jen.Return(jen.False()))
	}
	return signature.Block(jen.Return(anyField))
}

// notZeroField is NotZero for a field of a shape.
func (e *Emitter) notZeroField(v ir.Value, as ir.Shape, x *jen.Statement) jen.Code {
	switch as {
	case ir.Opt, ir.OptPtr:
		return isNotZero(x, e.RTMember("core.Opt.IsZero"))
	case ir.Pointer, ir.Boxed, ir.Nilable:
		return x.Op("!=").Nil()
	case ir.Plain, ir.Bare, ir.ZeroFilled:
		return e.NotZero(ir.NotNull(ir.Underlying(v)), x)
	}
	panic(fmt.Sprintf("emit: zero value of shape %d", as))
}
