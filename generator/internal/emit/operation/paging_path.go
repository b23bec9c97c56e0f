package operation

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// items is the list with the items of the variable page.
func (e *Emitter) items(op *ir.Operation) *jen.Statement {
	if len(op.Paging.Items) > 0 {
		return e.member(op, op.Paging.Items, jen.Nil())
	}
	if ir.IsNullable(op.Page()) {
		return jen.Id("page").Dot(e.RTMember("core.Opt.Or")).Call(jen.Nil())
	}
	return jen.Id("page")
}

// member is the value at a path in the variable page, otherwise if it is absent or null.
func (e *Emitter) member(op *ir.Operation, path ir.Path, otherwise jen.Code) *jen.Statement {
	v := op.Page()
	object, d := jen.Id("page"), ir.StructDecl(ir.Underlying(v))
	switch {
	case ir.IsNullable(v):
		object = e.RT("core.OptValue").Call(jen.Op("&").Id("page"))
	case e.Body(op.Bodies[0].First().Contents...).IsPointer():
		object = e.RT("core.OrEmpty").Call(jen.Id("page"))
	}
	for _, f := range path[:len(path)-1] {
		object = e.object(object, d, f)
		d = ir.StructDecl(ir.Underlying(f.Value))
	}
	return e.leaf(object, d, path[len(path)-1], otherwise)
}

// object is a member that is an object. It and its members have an address, and it is empty
// if it is absent or null.
func (e *Emitter) object(of *jen.Statement, d *ir.Decl, f *ir.Field) *jen.Statement {
	member := jen.Add(of).Dot(e.Names.Field(f))
	switch e.Shapes.Of(d, f.Value, f.Required) {
	case ir.Pointer, ir.Boxed:
		return e.RT("core.OrEmpty").Call(member)
	case ir.Opt:
		return e.RT("core.OptValue").Call(jen.Op("&").Add(member))
	case ir.OptPtr:
		return e.RT("core.OrEmpty").Call(member.Dot(e.RTMember("core.Opt.Or")).Call(jen.Nil()))
	}
	return member
}

// leaf is a scalar member, or a list.
func (e *Emitter) leaf(of *jen.Statement, d *ir.Decl, f *ir.Field, otherwise jen.Code) *jen.Statement {
	member := jen.Add(of).Dot(e.Names.Field(f))
	if e.Shapes.Of(d, f.Value, f.Required).IsOpt() {
		return member.Dot(e.RTMember("core.Opt.Or")).Call(otherwise)
	}
	return member
}

// paramValue is the value of a parameter in params, otherwise if it is absent.
func (e *Emitter) paramValue(params *jen.Statement, p *ir.Param, otherwise jen.Code) *jen.Statement {
	member := jen.Add(params).Dot(e.Names.Param(p))
	if e.Shapes.Param(p).IsOpt() {
		return member.Dot(e.RTMember("core.Opt.Or")).Call(otherwise)
	}
	return member
}

// setParam sets a parameter to a cursor or number.
func (e *Emitter) setParam(p *ir.Param, of ir.Value, value *jen.Statement) jen.Code {
	if _, isText := ir.Underlying(p.Value).Type.(ir.String); isText {
		value = jen.Add(e.Formatted(ir.NotNull(ir.Underlying(of)), value))
	} else {
		value = e.convert(p.Value, of, value)
	}
	if e.Shapes.Param(p).IsOpt() {
		value = e.RT("core.Some").Call(value)
	}
	return jen.Id("params").Dot(e.Names.Param(p)).Op("=").Add(value)
}

// convert converts an integer to the type of another one.
func (e *Emitter) convert(to, from ir.Value, value *jen.Statement) *jen.Statement {
	a, b := ir.Underlying(to).Type.(ir.Integer), ir.Underlying(from).Type.(ir.Integer)
	if a == b {
		return value
	}
	return e.Types.Of(ir.Value{Type: a}).Call(value)
}

// zero is the zero value of a text or an integer.
func (e *Emitter) zero(v ir.Value) jen.Code {
	if _, isText := ir.Underlying(v).Type.(ir.String); isText {
		return jen.Lit("")
	}
	return jen.Lit(0)
}
