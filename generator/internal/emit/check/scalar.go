package check

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/ir"
)

// formatCheck is the function of the runtime that holds a string to a format.
var formatCheck = map[string]string{
	"uuid": "validUUID", "time": "validTime", "duration": "validDuration", "email": "validEmail", "hostname": "validHostname",
	"ipv4": "validIPv4", "ipv6": "validIPv6", "uri": "validURI", "json-pointer": "validJSONPointer", "regex": "validRegex",
	"date": "validDate", "date-time": "validDateTime",
}

// checkScalar is one constraint of a scalar.
func (e *Emitter) checkScalar(check ir.Check, u ir.Value, name, expr *jen.Statement) []jen.Code {
	bound := func(keyword string, ok jen.Code) []jen.Code {
		return []jen.Code{jen.Id("c").Dot(e.RTMember("checker.bound")).Call(name, jen.Lit(keyword), jen.Lit(model.Phrase(check)), ok)}
	}
	switch c := check.(type) {
	case ir.Length:
		return []jen.Code{e.RT("checkLength").Call(jen.Id("c"), name, expr, jen.Lit(int(c.Min)), atMost(c.Max))}
	case ir.Pattern:
		return []jen.Code{jen.Id("c").Dot(e.RTMember("checker.pattern")).Call(name, jen.Lit(c.Expr),
			jen.Id(e.patternName(c)).Call().Dot("MatchString").Call(jen.String().Call(expr)))}
	case ir.Bound:
		if ok := e.boundHolds(u, c, expr); ok != nil {
			return bound(boundKeyword(c), ok)
		}
		return nil
	case ir.StringFormat:
		return []jen.Code{e.RT("checkFormat").Call(jen.Id("c"), name, jen.Lit(c.Name), expr, e.RT(formatCheck[c.Name]))}
	case ir.Texted:
		return []jen.Code{e.RT("checkForeign").Call(jen.Id("c"), name, expr)}
	case ir.MultipleOf:
		return bound("multipleOf", e.isMultiple(u, c, expr))
	case ir.Whole:
		return bound("type", jen.Qual("math", "Trunc").Call(jen.Float64().Call(expr)).Op("==").Float64().Call(expr))
	case ir.OneOf:
		return bound(c.Keyword, e.oneOf(c, expr))
	case ir.Raw:
		return []jen.Code{e.checkRaw(c, u, name, expr)}
	}
	panic(fmt.Sprintf("emit: check of kind %T", check))
}
