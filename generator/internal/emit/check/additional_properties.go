package check

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// additionalValue is the value of a member without a field.
func additionalValue(u ir.Value) ir.Value {
	if d := ir.StructDecl(u); d != nil {
		return *d.Body.(*ir.Struct).Additional
	}
	if t, ok := ir.Base(u).(ir.Dict); ok {
		return t.Elem
	}
	panic(fmt.Sprintf("emit: %T has no additional properties", u.Type))
}

// additionalMembers is the map of members without a field.
func (e *Emitter) additionalMembers(s subject) operand {
	if d := ir.StructDecl(s.value); d != nil {
		return s.selected(e.Names.AdditionalProperties(d.Body.(*ir.Struct)))
	}
	return s.operand
}

// checkValues checks the values of a map, each by its own checks.
func (e *Emitter) checkValues(elem ir.Value, dict operand) []jen.Code {
	if !e.HasChecks(elem) {
		return nil
	}
	return e.eachMember(elem, dict, func(x operand) []jen.Code {
		return e.checkValue(subject{ir.NotNull(ir.Underlying(elem)), key(), x})
	}, nil)
}

// eachMember runs code with the name i and the value of each member of a map.
func (e *Emitter) eachMember(elem ir.Value, dict operand, code func(x operand) []jen.Code, null jen.Code) []jen.Code {
	return e.loop(func() *jen.Statement { return e.names(dict) }, dict, elem, code, null)
}

// names is the head of a loop over the sorted names i of a map.
func (e *Emitter) names(dict operand) *jen.Statement {
	return jen.List(jen.Id("_"), jen.Id("i")).Op(":=").Range().Add(e.RT("check.SortedNames")).Call(dict.code())
}

// patternProperties checks the members whose names match a pattern, and the
// others.
func (e *Emitter) patternProperties(c ir.Keyed, s subject) []jen.Code {
	elem, members := additionalValue(s.value), e.additionalMembers(s)
	x := &variable{name: "x"}
	if ir.IsNullable(elem) {
		x = &variable{name: "e"}
	}
	check := func(checks []ir.Check) []jen.Code {
		value := subject{ir.NotNull(ir.Underlying(elem)), key(), x.operand()}
		if !ir.IsNullable(elem) {
			return e.checkAll(checks, value)
		}
		present := &variable{name: "x"}
		value.operand = present.operand()
		return e.ifSome(x.operand(), present, e.checkAll(checks, value), nil)
	}
	others := check(c.Unmatched)
	if c.Closed {
		others = []jen.Code{jen.Id("c").Dot(e.RTMember("check.Collector.Report")).Call(jen.Id("i"), jen.Lit("additionalProperties"), jen.Lit("is not a known member"))}
	}
	var code []jen.Code
	for _, p := range c.Patterns {
		matched := check(p.Checks)
		if len(others) > 0 {
			matched = append([]jen.Code{jen.Id("known").Op("=").True()}, matched...)
		}
		if len(matched) > 0 {
			code = append(code, jen.If(e.matches(p.Pattern, jen.Id("i"))).Block(matched...))
		}
	}
	if len(others) > 0 {
		code = append([]jen.Code{jen.Id("known").Op(":=").False()}, code...)
		code = append(code, jen.If(jen.Op("!").Id("known")).Block(others...))
	}
	return []jen.Code{jen.For(e.names(members)).Block(x.declared(members.code().Index(jen.Id("i")), code)...)}
}
