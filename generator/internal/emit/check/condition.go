package check

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/ir"
)

// checkWhole is one constraint that is about an array, an object or several
// constraints together, and reports on the value itself.
func (e *Emitter) checkWhole(check ir.Check, u ir.Value, name, expr *jen.Statement) []jen.Code {
	call := func(method string, args ...jen.Code) []jen.Code {
		return []jen.Code{jen.Id("c").Dot(e.RTMember(method)).Call(append([]jen.Code{name}, args...)...)}
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
		return call("checker.notAllowed", jen.Lit(model.Phrases(c.Checks)), e.satisfies(c.Checks, u, expr))
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
func (e *Emitter) checkParts(check ir.Check, u ir.Value, expr *jen.Statement) []jen.Code {
	switch c := check.(type) {
	case ir.Each:
		return e.checkEach(c, u, expr)
	case ir.Names:
		want := jen.Lit(model.Phrases(c.Checks))
		ok := e.satisfies(c.Checks, ir.Value{Type: ir.String{}}, jen.Id("i"))
		return e.eachMember(ir.Value{Type: ir.Any{}}, e.membersOf(u, expr), []jen.Code{jen.Id("c").Dot(e.RTMember("checker.memberName")).Call(jen.Id("i"), want, ok)}, nil)
	case ir.Keyed:
		return e.checkKeyed(c, u, expr)
	case ir.Present:
		return []jen.Code{jen.Id("c").Dot(e.RTMember("checker.memberRequired")).Call(jen.Lit(c.Name), jen.Lit(c.Beside), e.present(c.Name, u, expr))}
	case ir.Absent:
		there := e.present(c.Name, u, expr)
		if c.NullToo {
			there = jen.Add(there).Op("&&").Op("!").Add(e.memberExpr(c.Name, u, expr)).Dot(e.RTMember("Opt.IsNull")).Call()
		}
		return []jen.Code{jen.Id("c").Dot(e.RTMember("checker.memberForbidden")).Call(jen.Lit(c.Name), there)}
	case ir.Member:
		return e.checkMember(c, u, expr)
	case ir.When:
		return e.checkWhen(c, u, expr)
	}
	panic(fmt.Sprintf("emit: check of kind %T", check))
}

func (e *Emitter) checkWhen(c ir.When, u ir.Value, expr *jen.Statement) []jen.Code {
	when := e.satisfies(c.If, u, expr)
	then, otherwise := e.checkAll(c.Then, u, e.Itself(), expr), e.checkAll(c.Else, u, e.Itself(), expr)
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
