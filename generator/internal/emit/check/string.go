package check

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// length checks minLength and maxLength.
func (e *Emitter) length(c ir.Length, s subject) []jen.Code {
	return []jen.Code{e.RT("check.Length").Call(jen.Id("c"), e.placeName(s.place), s.code(), atLeast(c.Min), atMost(c.Max))}
}

// formatCheck is the function of the runtime that checks a format.
var formatCheck = map[string]string{
	"uuid": "check.ValidUUID", "time": "check.ValidTime", "duration": "check.ValidDuration", "email": "check.ValidEmail", "hostname": "check.ValidHostname",
	"ipv4": "check.ValidIPv4", "ipv6": "check.ValidIPv6", "uri": "check.ValidURI", "json-pointer": "check.ValidJSONPointer", "regex": "check.ValidRegex",
	"date": "check.ValidDate", "date-time": "check.ValidDateTime",
}

func (e *Emitter) format(c ir.StringFormat, s subject) []jen.Code {
	return []jen.Code{e.RT("check.Format").Call(jen.Id("c"), e.placeName(s.place), jen.Lit(c.Name), s.code(), e.RT(formatCheck[c.Name]))}
}

// formatPredicates is a map of formats to the functions that check them.
func (e *Emitter) formatPredicates(formats []string) *jen.Statement {
	predicates := jen.Dict{}
	for _, format := range formats {
		predicates[jen.Lit(format)] = e.RT(formatCheck[format])
	}
	return jen.Map(jen.String()).Func().Params(jen.String()).Bool().Values(predicates)
}

// texted checks that a parameter has a text: one of a foreign type, or a float.
func (e *Emitter) texted(s subject) []jen.Code {
	if _, isFloat := ir.Base(s.value).(ir.Number); isFloat {
		return []jen.Code{e.RT("check.Finite").Call(jen.Id("c"), e.placeName(s.place), s.code())}
	}
	return []jen.Code{e.RT("check.Foreign").Call(jen.Id("c"), e.placeName(s.place), s.code())}
}

func (e *Emitter) pattern(c ir.Pattern, s subject) []jen.Code {
	return e.report("check.Collector.Pattern", s, jen.Lit(c.Expr), e.matches(c, jen.String().Call(s.code())))
}

// matches is whether a text matches a pattern.
func (e *Emitter) matches(p ir.Pattern, text jen.Code) *jen.Statement {
	return jen.Id(e.patternName(p)).Call().Dot("MatchString").Call(text)
}

// patternName mentions the function that returns the compiled expression.
func (e *Emitter) patternName(p ir.Pattern) string {
	e.patterns.Mention(p.RE2)
	return e.Names.Pattern(p.RE2)
}

// expressions writes the functions that other code mentions: compiled expressions
// and parsed schemas, each made once, when it is first needed.
func (e *Emitter) expressions(f *gocode.File) {
	for _, expr := range e.Names.Patterns() {
		if e.patterns.Mentions(expr) {
			f.Add(jen.Var().Id(e.Names.Pattern(expr)).Op("=").Qual("sync", "OnceValue").Call(jen.Func().Params().Op("*").Qual("regexp", "Regexp").Block(
				jen.Return(jen.Qual("regexp", "MustCompile").Call(gocode.RawString(expr))))))
		}
	}
	for _, schema := range e.Names.RawSchemas() {
		if e.rawSchemas.Mentions(schema) {
			parsed := e.RT("check.ParseSchema").Call(gocode.RawString(schema))
			if formats := e.rawFormats[schema]; formats != nil {
				parsed.Dot(e.RTMember("check.Schema.WithFormats")).Call(e.formatPredicates(formats))
			}
			f.Add(jen.Var().Id(e.Names.RawSchema(schema)).Op("=").Qual("sync", "OnceValue").Call(jen.Func().Params().Op("*").Add(e.RT("check.Schema")).Block(jen.Return(parsed))))
		}
	}
}
