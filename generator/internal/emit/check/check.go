// Package check writes the checks of constraints: the Validate methods and what
// they call. The checks of a value are those of its schema. Types and required
// members are checked by decoders, unknown enum values by servers.
package check

import (
	"fmt"
	"math"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Emitter writes checks.
type Emitter struct {
	*model.Emitter
	variants   target.Helpers[*ir.Decl] // the functions of checkVariants
	patterns   target.Helpers[string]   // the variables of regular expressions, see patternName
	rawSchemas target.Helpers[string]   // the variables of schemas of raw JSON, see rawSchemaName
	rawFormats map[string][]string      // formats of those schemas
}

// New returns an emitter of checks.
func New(e *model.Emitter) *Emitter { return &Emitter{Emitter: e, rawFormats: map[string][]string{}} }

// checkAll writes the checks of a value that is present. Those of its parts
// report on places within its own.
func (e *Emitter) checkAll(checks []ir.Check, s subject) []jen.Code {
	var whole, within []jen.Code
	for _, check := range checks {
		code, parts := e.checkOne(check, s)
		whole, within = append(whole, code...), append(within, parts...)
	}
	return append(whole, e.entered(s.place, within)...)
}

// checkOne is the table of all kinds of checks. A kind reports either on the
// value as a whole or on parts of it, in places that are relative to its own.
func (e *Emitter) checkOne(check ir.Check, s subject) (whole, parts []jen.Code) {
	switch c := check.(type) {
	case ir.Length:
		return e.length(c, s), nil
	case ir.Pattern:
		return e.pattern(c, s), nil
	case ir.StringFormat:
		return e.format(c, s), nil
	case ir.Texted:
		return e.texted(s), nil
	case ir.Bound:
		return e.bound(c, s), nil
	case ir.MultipleOf:
		return e.multipleOf(c, s), nil
	case ir.Whole:
		return e.whole(c, s), nil
	case ir.OneOf:
		return e.oneOf(c, s), nil
	case ir.Items:
		return e.items(c, s), nil
	case ir.Unique:
		return e.unique(s), nil
	case ir.Contains:
		return e.contains(c, s), nil
	case ir.Each:
		return nil, e.each(c, s)
	case ir.Members:
		return e.members(c, s), nil
	case ir.Names:
		return nil, e.propertyNames(c, s)
	case ir.Keyed:
		return nil, e.patternProperties(c, s)
	case ir.Present:
		return nil, e.presentMember(c, s)
	case ir.Absent:
		return nil, e.absentMember(c, s)
	case ir.Member:
		return nil, e.memberChecks(c, s)
	case ir.Not:
		return e.not(c, s), nil
	case ir.When:
		return nil, e.when(c, s)
	case ir.Alternatives:
		return e.alternatives(c, s), nil
	case ir.Never:
		return e.never(c, s), nil
	case ir.Raw:
		return e.raw(c, s), nil
	}
	panic(fmt.Sprintf("emit: check of kind %T", check))
}

// report calls a method of the checker with the place of a value.
func (e *Emitter) report(method string, s subject, args ...jen.Code) []jen.Code {
	return []jen.Code{jen.Id("c").Dot(e.RTMember(method)).Call(append([]jen.Code{e.placeName(s.place)}, args...)...)}
}

// violatedUnless reports a constraint in words unless a condition is true.
func (e *Emitter) violatedUnless(ok jen.Code, check ir.Check, keyword string, s subject) []jen.Code {
	return e.report("check.Collector.Bound", s, jen.Lit(keyword), jen.Lit(model.Phrase(check)), ok)
}

func (e *Emitter) checkerParam() jen.Code { return jen.Id("c").Op("*").Add(e.RT("check.Collector")) }

// maxCount is the largest count in the output, which an int of 32 bits can hold, too.
// No value is longer.
const maxCount = math.MaxInt32

// atLeast returns the argument for a minimum count.
func atLeast(limit uint64) jen.Code { return jen.Lit(int(min(limit, maxCount))) }

// atMost returns the argument for a maximum count, -1 for no limit.
func atMost(limit *uint64) jen.Code {
	if limit == nil {
		return jen.Lit(-1)
	}
	return jen.Lit(int(min(*limit, maxCount)))
}
