package check

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// checkValues checks the values of a map.
func (e *Emitter) checkValues(elem ir.Value, dict *jen.Statement) []jen.Code {
	if !e.HasChecks(elem) {
		return nil
	}
	return e.eachMember(elem, dict, e.checkValue(ir.NotNull(ir.Underlying(elem)), jen.Id("i"), jen.Id("x")), nil)
}

// eachMember runs code with the name i and the value x of the members of a map.
func (e *Emitter) eachMember(elem ir.Value, dict *jen.Statement, code []jen.Code, null jen.Code) []jen.Code {
	return e.loop(jen.List(jen.Id("_"), jen.Id("i")).Op(":=").Range().Add(e.RT("sortedNames")).Call(dict), jen.Add(dict).Index(jen.Id("i")), elem, code, null)
}

// valuesOf is what members without a field are.
func valuesOf(u ir.Value) ir.Value {
	if d := ir.StructDecl(u); d != nil {
		return *d.Body.(*ir.Struct).Others
	}
	if t, ok := ir.Base(u).(ir.Dict); ok {
		return t.Elem
	}
	panic(fmt.Sprintf("emit: %T has no members without a name", u.Type))
}

// membersOf is the map of members without a field.
func (e *Emitter) membersOf(u ir.Value, expr *jen.Statement) *jen.Statement {
	if d := ir.StructDecl(u); d != nil {
		return jen.Add(expr).Dot(e.Names.AdditionalProperties(d.Body.(*ir.Struct)))
	}
	return expr
}

// fieldOf is the field of a member, nil for one that has none.
func fieldOf(u ir.Value, name string) (*ir.Decl, *ir.Field) {
	d := ir.StructDecl(u)
	if d == nil {
		return nil, nil
	}
	return d, d.Body.(*ir.Struct).Field(name)
}

// memberExpr is a member as it stands in its struct or map.
func (e *Emitter) memberExpr(name string, u ir.Value, expr *jen.Statement) *jen.Statement {
	if _, field := fieldOf(u, name); field != nil {
		return jen.Add(expr).Dot(e.Names.Field(field))
	}
	return jen.Add(e.membersOf(u, expr)).Index(jen.Lit(name))
}

// present is an expression for whether a member is there.
func (e *Emitter) present(name string, u ir.Value, expr *jen.Statement) jen.Code {
	d, field := fieldOf(u, name)
	if field == nil {
		return e.RT("hasMember").Call(e.membersOf(u, expr), jen.Lit(name))
	}
	return e.fieldPresent(d, field, expr)
}

func (e *Emitter) fieldPresent(d *ir.Decl, field *ir.Field, expr *jen.Statement) jen.Code {
	member := jen.Add(expr).Dot(e.Names.Field(field))
	switch {
	case field.Required:
		return jen.True()
	case e.Types.Shape(d, field.Value, false) == gocode.Opt, e.Types.Shape(d, field.Value, false) == gocode.OptPtr:
		return jen.Op("!").Add(member).Dot(e.RTMember("Opt.IsZero")).Call()
	}
	if e.Types.Shape(d, field.Value, false) == gocode.Bare {
		return jen.Op("!").Add(e.RT("isAbsent")).Call(member)
	}
	return member.Op("!=").Nil()
}

// memberCount is the number of members that an object has, or that would be
// written of it.
func (e *Emitter) memberCount(u ir.Value, expr *jen.Statement) jen.Code {
	d := ir.StructDecl(u)
	if d == nil {
		return jen.Len(expr)
	}
	body := d.Body.(*ir.Struct)
	required := 0
	var optional []jen.Code
	for _, field := range body.Fields {
		switch {
		case field.Hidden:
		case field.Required:
			required++
		default:
			optional = append(optional, e.fieldPresent(d, field, expr))
		}
	}
	var terms []jen.Code
	if required > 0 {
		terms = append(terms, jen.Lit(required))
	}
	if len(optional) > 0 {
		terms = append(terms, e.RT("countPresent").Call(optional...))
	}
	if body.Others != nil {
		terms = append(terms, jen.Len(e.membersOf(u, expr)))
	}
	if len(terms) == 0 {
		return jen.Lit(0)
	}
	sum := jen.Add(terms[0])
	for _, term := range terms[1:] {
		sum = sum.Op("+").Add(term)
	}
	return sum
}

// checkMember checks one member, where it is there.
func (e *Emitter) checkMember(c ir.Member, u ir.Value, expr *jen.Statement) []jen.Code {
	name, null := jen.Lit(c.Name), e.nullReport(jen.Lit(c.Name), c.NullToo)
	if d, field := fieldOf(u, c.Name); field != nil {
		check := func(held *jen.Statement) []jen.Code {
			return e.checkAll(c.Checks, ir.NotNull(ir.Underlying(field.Value)), name, held)
		}
		return e.inPlace(e.Types.Shape(d, field.Value, field.Required), jen.Add(expr).Dot(e.Names.Field(field)), check, null)
	}
	elem := valuesOf(u)
	code := e.checkAll(c.Checks, ir.NotNull(ir.Underlying(elem)), name, jen.Id("x"))
	x := "x"
	if ir.IsNullable(elem) {
		code, x = e.ifHeld(jen.Id("e"), code, null), "e"
	}
	if len(code) == 0 {
		return nil
	}
	if !mentions(code, x) {
		x = "_"
	}
	return []jen.Code{jen.If(jen.List(jen.Id(x), jen.Id("ok")).Op(":=").Add(e.membersOf(u, expr)).Index(name), jen.Id("ok")).Block(code...)}
}

// checkKeyed checks the members that are told apart by patterns of their names.
func (e *Emitter) checkKeyed(c ir.Keyed, u ir.Value, expr *jen.Statement) []jen.Code {
	elem := valuesOf(u)
	inner := ir.NotNull(ir.Underlying(elem))
	check := func(checks []ir.Check) []jen.Code {
		code := e.checkAll(checks, inner, jen.Id("i"), jen.Id("x"))
		if ir.IsNullable(elem) && len(code) > 0 {
			return e.ifHeld(jen.Id("e"), code, nil)
		}
		return code
	}
	rest := check(c.Others)
	if c.Closed {
		rest = []jen.Code{jen.Id("c").Dot(e.RTMember("checker.report")).Call(jen.Id("i"), jen.Lit("additionalProperties"), jen.Lit("is not a known member"))}
	}
	var code []jen.Code
	for _, p := range c.Patterns {
		matched := check(p.Checks)
		if len(rest) > 0 {
			matched = append([]jen.Code{jen.Id("known").Op("=").True()}, matched...)
		}
		if len(matched) > 0 {
			code = append(code, jen.If(jen.Id(e.patternName(p.Pattern)).Call().Dot("MatchString").Call(jen.Id("i"))).Block(matched...))
		}
	}
	if len(rest) > 0 {
		code = append([]jen.Code{jen.Id("known").Op(":=").False()}, code...)
		code = append(code, jen.If(jen.Op("!").Id("known")).Block(rest...))
	}
	x := "x"
	if ir.IsNullable(elem) {
		x = "e"
	}
	if mentions(code, x) {
		code = append([]jen.Code{jen.Id(x).Op(":=").Add(e.membersOf(u, expr)).Index(jen.Id("i"))}, code...)
	}
	return []jen.Code{jen.For(jen.List(jen.Id("_"), jen.Id("i")).Op(":=").Range().Add(e.RT("sortedNames")).Call(e.membersOf(u, expr))).Block(code...)}
}
