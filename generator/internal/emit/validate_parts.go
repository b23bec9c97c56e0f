package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// checkWhole is one constraint that is about an array, an object or several
// constraints together, and reports on the value itself.
func (e *emitter) checkWhole(check ir.Check, u ir.Value, name, expr *jen.Statement) []jen.Code {
	call := func(method string, args ...jen.Code) []jen.Code {
		return []jen.Code{jen.Id("c").Dot(e.rtDot(method)).Call(append([]jen.Code{name}, args...)...)}
	}
	switch c := check.(type) {
	case ir.Items:
		return call("checker.items", jen.Len(expr), jen.Lit(int(c.Min)), atMost(c.Max))
	case ir.Unique:
		return []jen.Code{e.checkUnique(elementOf(u), name, expr)}
	case ir.Contains:
		return []jen.Code{e.checkContains(c, elementOf(u), name, expr)}
	case ir.Members:
		return call("checker.memberCount", e.memberCount(u, expr), jen.Lit(int(c.Min)), atMost(c.Max))
	case ir.Not:
		return call("checker.notAllowed", jen.Lit(phrases(c.Checks)), e.satisfies(c.Checks, u, expr))
	case ir.Alternatives:
		args := []jen.Code{jen.Lit(c.Keyword), jen.Lit(c.Exactly)}
		for _, set := range c.Sets {
			args = append(args, jen.Line().Add(e.satisfies(set, u, expr)))
		}
		return call("checker.alternatives", append(args, jen.Line())...)
	case ir.Never:
		return call("checker.report", jen.Lit(c.Keyword), jen.Lit("is not allowed"))
	}
	panic(fmt.Sprintf("emit: check of kind %T", check))
}

// checkParts is one constraint that reports on parts of an array or object
// whose place has been entered.
func (e *emitter) checkParts(check ir.Check, u ir.Value, expr *jen.Statement) []jen.Code {
	switch c := check.(type) {
	case ir.Each:
		return e.checkEach(c, u, expr)
	case ir.Names:
		want := jen.Lit(phrases(c.Checks))
		ok := e.satisfies(c.Checks, ir.Value{Type: ir.String{}}, jen.Id("i"))
		return e.eachMember(ir.Value{Type: ir.Any{}}, e.membersOf(u, expr), []jen.Code{jen.Id("c").Dot(e.rtDot("checker.memberName")).Call(jen.Id("i"), want, ok)}, nil)
	case ir.Keyed:
		return e.checkKeyed(c, u, expr)
	case ir.Present:
		return []jen.Code{jen.Id("c").Dot(e.rtDot("checker.memberRequired")).Call(jen.Lit(c.Name), jen.Lit(c.Beside), e.present(c.Name, u, expr))}
	case ir.Absent:
		there := e.present(c.Name, u, expr)
		if c.NullToo {
			there = jen.Add(there).Op("&&").Op("!").Add(e.memberExpr(c.Name, u, expr)).Dot(e.rtDot("Opt.IsNull")).Call()
		}
		return []jen.Code{jen.Id("c").Dot(e.rtDot("checker.memberForbidden")).Call(jen.Lit(c.Name), there)}
	case ir.Member:
		return e.checkMember(c, u, expr)
	case ir.When:
		return e.checkWhen(c, u, expr)
	}
	panic(fmt.Sprintf("emit: check of kind %T", check))
}

// satisfies is an expression for whether checks hold.
func (e *emitter) satisfies(checks []ir.Check, u ir.Value, expr *jen.Statement) *jen.Statement {
	if len(checks) == 1 {
		switch c := checks[0].(type) {
		case ir.Present:
			return jen.Add(e.present(c.Name, u, expr))
		case ir.OneOf:
			return jen.Add(e.oneOf(c, expr))
		}
	}
	return jen.Id("c").Dot(e.rtDot("checker.satisfies")).Call(jen.Func().Params(e.checkerParam()).Block(e.checkAll(checks, u, e.itself(), expr)...))
}

func (e *emitter) checkWhen(c ir.When, u ir.Value, expr *jen.Statement) []jen.Code {
	when := e.satisfies(c.If, u, expr)
	then, otherwise := e.checkAll(c.Then, u, e.itself(), expr), e.checkAll(c.Else, u, e.itself(), expr)
	switch {
	case len(then) == 0 && len(otherwise) == 0:
		return nil
	case len(then) == 0:
		return []jen.Code{jen.If(jen.Op("!").Parens(when)).Block(otherwise...)}
	case len(otherwise) == 0:
		return []jen.Code{jen.If(when).Block(then...)}
	}
	return []jen.Code{jen.If(when).Block(then...).Else().Block(otherwise...)}
}

// elementOf is the element of a list, named or not.
func elementOf(u ir.Value) ir.Value {
	if t, ok := ir.Base(u).(ir.List); ok {
		return t.Elem
	}
	panic(fmt.Sprintf("emit: %T has no elements", u.Type))
}

// checkUnique compares scalars as they are, all else as JSON.
func (e *emitter) checkUnique(elem ir.Value, name, expr *jen.Statement) jen.Code {
	switch ir.Base(ir.Underlying(elem)).(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean:
		return e.rt("checkUnique").Call(jen.Id("c"), name, expr)
	}
	return e.rt("checkUniqueJSON").Call(jen.Id("c"), name, expr, e.element(elem))
}

func (e *emitter) checkContains(c ir.Contains, elem ir.Value, name, expr *jen.Statement) jen.Code {
	u := ir.NotNull(ir.Underlying(elem))
	x := jen.Id("x")
	code := e.checkAll(c.Checks, u, e.itself(), x)
	if ir.IsNullable(elem) {
		code = e.ifHeld(jen.Id("e"), code, e.nullReport(e.itself(), c.NullToo))
		x = jen.Id("e")
	}
	return e.rt("checkContains").Call(jen.Id("c"), name, expr, jen.Lit(int(c.Min)), atMost(c.Max),
		jen.Func().Params(e.checkerParam(), x.Clone().Add(e.types.Elem(elem))).Block(code...))
}

// nullReport reports null in a place where a condition does not want it.
func (e *emitter) nullReport(name *jen.Statement, nullToo bool) jen.Code {
	if nullToo {
		return nil
	}
	return jen.Id("c").Dot(e.rtDot("checker.report")).Call(name, jen.Lit("type"), jen.Lit("must not be null"))
}

func (e *emitter) checkEach(c ir.Each, u ir.Value, expr *jen.Statement) []jen.Code {
	if t, ok := ir.Base(u).(ir.List); ok {
		token := e.rt("indexToken").Call(jen.Id("i"))
		return e.eachElement(t.Elem, expr, e.checkAll(c.Checks, ir.NotNull(ir.Underlying(t.Elem)), token, jen.Id("x")), e.nullReport(token, c.NullToo))
	}
	elem := valuesOf(u)
	return e.eachMember(elem, e.membersOf(u, expr), e.checkAll(c.Checks, ir.NotNull(ir.Underlying(elem)), jen.Id("i"), jen.Id("x")), e.nullReport(jen.Id("i"), c.NullToo))
}
