package check

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// elementOf is the element of an array, named or not.
func elementOf(u ir.Value) ir.Value {
	if t, ok := ir.Base(u).(ir.List); ok {
		return t.Elem
	}
	panic(fmt.Sprintf("emit: %T has no elements", u.Type))
}

// checkElements checks the elements of a list, each by its own checks.
func (e *Emitter) checkElements(elem ir.Value, place Place, list operand) []jen.Code {
	if !e.HasChecks(elem) {
		return nil
	}
	return e.eachElement(elem, list, func(x operand) []jen.Code {
		return e.checkValue(subject{ir.NotNull(ir.Underlying(elem)), place, x})
	}, nil)
}

// eachElement runs code with the index i and each element of a list.
func (e *Emitter) eachElement(elem ir.Value, list operand, code func(x operand) []jen.Code, null jen.Code) []jen.Code {
	return e.loop(func() *jen.Statement { return jen.Id("i").Op(":=").Range().Add(list.code()) }, list, elem, code, null)
}

// loop ranges over a list or a map with the index or key i.
func (e *Emitter) loop(head func() *jen.Statement, whole operand, elem ir.Value, body func(x operand) []jen.Code, null jen.Code) []jen.Code {
	x := &variable{name: "x"}
	code := body(x.operand())
	item := jen.Add(whole.expr).Index(jen.Id("i"))
	if ir.IsNullable(elem) {
		code = e.ifSome(plain(item), x, code, null)
	} else {
		code = x.declared(item, code)
	}
	if len(code) == 0 {
		return nil
	}
	return []jen.Code{jen.For(head()).Block(code...)}
}

// items checks minItems and maxItems.
func (e *Emitter) items(c ir.Items, s subject) []jen.Code {
	return e.report("check.Collector.Items", s, jen.Len(s.code()), atLeast(c.Min), atMost(c.Max))
}

// unique compares scalars as they are, all else as JSON.
func (e *Emitter) unique(s subject) []jen.Code {
	elem := elementOf(s.value)
	switch ir.Base(ir.Underlying(elem)).(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean:
		return []jen.Code{e.RT("check.Unique").Call(jen.Id("c"), e.placeName(s.place), s.code())}
	}
	return []jen.Code{e.RT("check.UniqueJSON").Call(jen.Id("c"), e.placeName(s.place), s.code(), e.Appender(elem))}
}

// contains counts the elements that satisfy checks.
func (e *Emitter) contains(c ir.Contains, s subject) []jen.Code {
	elem := elementOf(s.value)
	param, x := "x", &variable{name: "x"}
	code := e.checkAll(c.Checks, subject{value: ir.NotNull(ir.Underlying(elem)), operand: x.operand()})
	if ir.IsNullable(elem) {
		param = "e"
		code = e.ifSome(plain(jen.Id(param)), x, code, e.nullViolation(Place{}, c.NullToo))
	}
	return []jen.Code{e.RT("check.Contains").Call(jen.Id("c"), e.placeName(s.place), s.code(), atLeast(c.Min), atMost(c.Max),
		jen.Func().Params(e.checkerParam(), jen.Id(param).Add(e.Types.Elem(elem))).Block(code...))}
}

// each checks all elements of an array, or all values of a map.
func (e *Emitter) each(c ir.Each, s subject) []jen.Code {
	all := func(elem ir.Value, place Place) func(x operand) []jen.Code {
		return func(x operand) []jen.Code {
			return e.checkAll(c.Checks, subject{ir.NotNull(ir.Underlying(elem)), place, x})
		}
	}
	if t, ok := ir.Base(s.value).(ir.List); ok {
		place := e.index(jen.Id("i"))
		return e.eachElement(t.Elem, s.operand, all(t.Elem, place), e.nullIfPossible(t.Elem, place, c.NullToo))
	}
	elem := additionalValue(s.value)
	return e.eachMember(elem, e.additionalMembers(s), all(elem, key()), e.nullIfPossible(elem, key(), c.NullToo))
}

// nullIfPossible is nullViolation for an element that may be null.
func (e *Emitter) nullIfPossible(elem ir.Value, place Place, allowed bool) jen.Code {
	return e.nullViolation(place, allowed || !ir.IsNullable(elem))
}
