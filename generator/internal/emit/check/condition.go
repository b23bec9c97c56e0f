package check

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/ir"
)

// satisfies is an expression for whether a value satisfies checks.
func (e *Emitter) satisfies(checks []ir.Check, s subject) *jen.Statement {
	if len(checks) == 1 {
		switch c := checks[0].(type) {
		case ir.Present:
			return e.present(c.Name, s)
		case ir.OneOf:
			return e.equalsOneOf(c, s.operand)
		}
	}
	return jen.Id("c").Dot(e.RTMember("check.Collector.Satisfies")).Call(jen.Func().Params(e.checkerParam()).Block(e.checkAll(checks, s.at(Place{}))...))
}

func (e *Emitter) not(c ir.Not, s subject) []jen.Code {
	return e.report("check.Collector.NotAllowed", s, jen.Lit(model.Phrases(c.Checks)), e.satisfies(c.Checks, s))
}

// alternatives checks oneOf and anyOf.
func (e *Emitter) alternatives(c ir.Alternatives, s subject) []jen.Code {
	args := []jen.Code{jen.Lit(c.Keyword), jen.Lit(c.Exactly)}
	for _, set := range c.Sets {
		args = append(args, jen.Line().Add(e.satisfies(set, s)))
	}
	return e.report("check.Collector.Alternatives", s, append(args, jen.Line())...)
}

// when checks if, then and else.
func (e *Emitter) when(c ir.When, s subject) []jen.Code {
	s = s.at(Place{})
	then, otherwise := e.checkAll(c.Then, s), e.checkAll(c.Else, s)
	switch {
	case len(then) == 0 && len(otherwise) == 0:
		return nil
	case len(then) == 0:
		return []jen.Code{jen.If(jen.Op("!").Parens(e.satisfies(c.If, s))).Block(otherwise...)}
	case len(otherwise) == 0:
		return []jen.Code{jen.If(e.satisfies(c.If, s)).Block(then...)}
	}
	return []jen.Code{jen.If(e.satisfies(c.If, s)).Block(then...).Else().Block(otherwise...)}
}

func (e *Emitter) never(c ir.Never, s subject) []jen.Code {
	return e.report("check.Collector.Report", s, jen.Lit(c.Keyword), jen.Lit("is not allowed"))
}
