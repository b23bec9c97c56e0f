package check

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// checkElements checks the elements of a list, each under its token.
func (e *Emitter) checkElements(elem ir.Value, token, list *jen.Statement) []jen.Code {
	if !e.HasChecks(elem) {
		return nil
	}
	return e.eachElement(elem, list, e.checkValue(ir.NotNull(ir.Underlying(elem)), token, jen.Id("x")), nil)
}

// eachElement runs code with the index i and the element x of a list.
func (e *Emitter) eachElement(elem ir.Value, list *jen.Statement, code []jen.Code, null jen.Code) []jen.Code {
	return e.loop(jen.Id("i").Op(":=").Range().Add(list), jen.Add(list).Index(jen.Id("i")), elem, code, null)
}

func (e *Emitter) loop(head, x *jen.Statement, elem ir.Value, code []jen.Code, null jen.Code) []jen.Code {
	switch {
	case ir.IsNullable(elem):
		code = e.ifHeld(x, code, null)
	case mentions(code, "x"):
		code = append([]jen.Code{jen.Id("x").Op(":=").Add(x)}, code...)
	}
	if len(code) == 0 {
		return nil
	}
	return []jen.Code{jen.For(head).Block(code...)}
}

// elementOf is the element of a list, named or not.
func elementOf(u ir.Value) ir.Value {
	if t, ok := ir.Base(u).(ir.List); ok {
		return t.Elem
	}
	panic(fmt.Sprintf("emit: %T has no elements", u.Type))
}

// checkUnique compares scalars as they are, all else as JSON.
func (e *Emitter) checkUnique(elem ir.Value, name, expr *jen.Statement) jen.Code {
	switch ir.Base(ir.Underlying(elem)).(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean:
		return e.RT("checkUnique").Call(jen.Id("c"), name, expr)
	}
	return e.RT("checkUniqueJSON").Call(jen.Id("c"), name, expr, e.Element(elem))
}

func (e *Emitter) checkContains(c ir.Contains, elem ir.Value, name, expr *jen.Statement) jen.Code {
	u := ir.NotNull(ir.Underlying(elem))
	x := jen.Id("x")
	code := e.checkAll(c.Checks, u, e.Itself(), x)
	if ir.IsNullable(elem) {
		code = e.ifHeld(jen.Id("e"), code, e.nullReport(e.Itself(), c.NullToo))
		x = jen.Id("e")
	}
	return e.RT("checkContains").Call(jen.Id("c"), name, expr, jen.Lit(int(c.Min)), atMost(c.Max),
		jen.Func().Params(e.checkerParam(), x.Clone().Add(e.Types.Elem(elem))).Block(code...))
}

func (e *Emitter) checkEach(c ir.Each, u ir.Value, expr *jen.Statement) []jen.Code {
	if t, ok := ir.Base(u).(ir.List); ok {
		token := e.RT("indexToken").Call(jen.Id("i"))
		return e.eachElement(t.Elem, expr, e.checkAll(c.Checks, ir.NotNull(ir.Underlying(t.Elem)), token, jen.Id("x")), e.nullReport(token, c.NullToo))
	}
	elem := valuesOf(u)
	return e.eachMember(elem, e.membersOf(u, expr), e.checkAll(c.Checks, ir.NotNull(ir.Underlying(elem)), jen.Id("i"), jen.Id("x")), e.nullReport(jen.Id("i"), c.NullToo))
}
