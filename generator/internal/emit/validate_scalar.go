package emit

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// checkAll checks a value that is there, called by a name. What is about its
// parts reports on places within its own.
func (e *emitter) checkAll(checks []ir.Check, u ir.Value, name, expr *jen.Statement) []jen.Code {
	var code, within []jen.Code
	for _, check := range checks {
		switch check.(type) {
		case ir.Each, ir.Names, ir.Keyed, ir.Present, ir.Absent, ir.Member, ir.When:
			within = append(within, e.checkParts(check, u, expr)...)
		case ir.Unique, ir.Contains, ir.Items, ir.Members, ir.Not, ir.Alternatives, ir.Never:
			code = append(code, e.checkWhole(check, u, name, expr)...)
		default:
			code = append(code, e.checkScalar(check, u, name, expr)...)
		}
	}
	return append(code, e.entered(name, within)...)
}

// checkScalar is one constraint of a scalar.
func (e *emitter) checkScalar(check ir.Check, u ir.Value, name, expr *jen.Statement) []jen.Code {
	bound := func(keyword string, ok jen.Code) []jen.Code {
		return []jen.Code{jen.Id("c").Dot(e.rtDot("checker.bound")).Call(name, jen.Lit(keyword), jen.Lit(phrase(check)), ok)}
	}
	switch c := check.(type) {
	case ir.Length:
		return []jen.Code{e.rt("checkLength").Call(jen.Id("c"), name, expr, jen.Lit(int(c.Min)), atMost(c.Max))}
	case ir.Pattern:
		return []jen.Code{jen.Id("c").Dot(e.rtDot("checker.pattern")).Call(name, jen.Lit(c.Expr),
			jen.Id(e.patternName(c)).Call().Dot("MatchString").Call(jen.String().Call(expr)))}
	case ir.Bound:
		if ok := e.boundHolds(u, c, expr); ok != nil {
			return bound(boundKeyword(c), ok)
		}
		return nil
	case ir.StringFormat:
		return []jen.Code{e.rt("checkFormat").Call(jen.Id("c"), name, jen.Lit(c.Name), expr, e.rt(formatCheck[c.Name]))}
	case ir.Texted:
		return []jen.Code{e.rt("checkForeign").Call(jen.Id("c"), name, expr)}
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

// atMost is -1 for no limit.
func atMost(limit *uint64) jen.Code {
	if limit == nil {
		return jen.Lit(-1)
	}
	return jen.Lit(int(*limit))
}

func boundKeyword(c ir.Bound) string {
	switch {
	case c.Upper && c.Exclusive:
		return "exclusiveMaximum"
	case c.Upper:
		return "maximum"
	case c.Exclusive:
		return "exclusiveMinimum"
	}
	return "minimum"
}

// boundHolds compares with a limit; nil where every value of the Go type is
// within it. A limit that is no integer is compared as a float.
func (e *emitter) boundHolds(u ir.Value, c ir.Bound, expr *jen.Statement) jen.Code {
	if _, err := strconv.ParseFloat(c.Limit, 64); err != nil {
		return nil // beyond every value there is
	}
	u, expr = numberOf(u, expr)
	operator := map[string]string{"minimum": ">=", "exclusiveMinimum": ">", "maximum": "<=", "exclusiveMaximum": "<"}[boundKeyword(c)]
	switch t := ir.Base(u).(type) {
	case ir.Decimal:
		return e.rt("compareDecimal").Call(expr, jen.Lit(c.Limit)).Op(operator).Lit(0)
	case ir.Integer:
		switch {
		case spansAll(c, t):
			return nil
		case !fits(t, c.Limit):
			return jen.Float64().Call(expr).Op(operator).Id(c.Limit)
		}
	case ir.Number:
		if t.Bits == 32 {
			return jen.Float64().Call(expr).Op(operator).Id(c.Limit)
		}
	}
	return jen.Add(expr).Op(operator).Id(c.Limit)
}

func spansAll(c ir.Bound, t ir.Integer) bool {
	all, _ := c.Spans(t)
	return all
}

// numberOf is the number behind a time.
func numberOf(u ir.Value, expr *jen.Statement) (ir.Value, *jen.Statement) {
	if _, ok := u.Type.(ir.UnixTime); ok {
		return ir.Value{Type: ir.Integer{Bits: 64}}, jen.Add(expr).Dot("Unix").Call()
	}
	return u, expr
}

// isMultiple divides integers by integers, and decimals as decimals.
func (e *emitter) isMultiple(u ir.Value, c ir.MultipleOf, expr *jen.Statement) jen.Code {
	u, expr = numberOf(u, expr)
	if t, ok := ir.Base(u).(ir.Integer); ok {
		if whole := wholeLiteral(c.Divisor); whole != "" && fits(t, whole) {
			return jen.Add(expr).Op("%").Id(whole).Op("==").Lit(0)
		}
	}
	return e.rt("isMultipleOf").Call(expr, jen.Lit(c.Divisor))
}

// wholeLiteral spells a number without fraction as an integer, else "".
func wholeLiteral(literal string) string {
	r, ok := new(big.Rat).SetString(literal)
	if !ok || !r.IsInt() {
		return ""
	}
	return r.RatString()
}

func (e *emitter) oneOf(c ir.OneOf, expr *jen.Statement) jen.Code {
	if len(c.Literals) == 1 {
		switch c.Literals[0] {
		case "true":
			return jen.Bool().Call(expr)
		case "false":
			return jen.Op("!").Add(expr)
		}
		return jen.Add(expr).Op("==").Add(gocode.Literal(c.Literals[0]))
	}
	args := []jen.Code{expr}
	for _, text := range c.Literals {
		args = append(args, gocode.Literal(text))
	}
	return e.rt("equalsAny").Call(args...)
}

// checkRaw holds raw JSON to a schema, and another value to one by way of its JSON.
func (e *emitter) checkRaw(c ir.Raw, u ir.Value, name, expr *jen.Statement) jen.Code {
	schema := jen.Id(e.rawSchemaName(c)).Call()
	switch t := u.Type.(type) {
	case ir.Any:
		return e.rt("checkRaw").Call(jen.Id("c"), name, expr, schema)
	case ir.Ref:
		if _, isTuple := t.Decl.Body.(*ir.Tuple); isTuple || ir.StructDecl(u) != nil {
			expr = jen.Op("*").Add(expr) // its own check has a pointer
		}
	default:
		if isItself(name) { // perhaps of a named type
			expr = jen.Add(e.types.Of(u)).Call(expr)
		}
	}
	return e.rt("checkAsJSON").Call(jen.Id("c"), name, expr, e.element(ir.NotNull(u)), schema)
}

// rawSchemaName is the function that answers the parsed schema.
func (e *emitter) rawSchemaName(c ir.Raw) string {
	i := slices.Index(e.rawSchemas, c.Schema)
	if i < 0 {
		i, e.rawSchemas = len(e.rawSchemas), append(e.rawSchemas, c.Schema)
	}
	return fmt.Sprintf("schema%d", i+1)
}

// patternName is the function that answers the compiled expression.
func (e *emitter) patternName(p ir.Pattern) string {
	for i, known := range e.exprs {
		if known == p.RE2 {
			return fmt.Sprintf("pattern%d", i+1)
		}
	}
	e.exprs = append(e.exprs, p.RE2)
	return fmt.Sprintf("pattern%d", len(e.exprs))
}

// patterns compiles each expression once, when it is first needed.
func (e *emitter) patterns(f *gocode.File) {
	for _, op := range e.api.Operations {
		e.paramsValidate(op) // written into another file; here for the expressions in it
	}
	for i, expr := range e.exprs {
		f.Add(jen.Var().Id(fmt.Sprintf("pattern%d", i+1)).Op("=").Qual("sync", "OnceValue").Call(jen.Func().Params().Op("*").Qual("regexp", "Regexp").Block(
			jen.Return(jen.Qual("regexp", "MustCompile").Call(gocode.RawString(expr))))))
	}
	for i, text := range e.rawSchemas {
		f.Add(jen.Var().Id(fmt.Sprintf("schema%d", i+1)).Op("=").Qual("sync", "OnceValue").Call(jen.Func().Params().Op("*").Add(e.rt("rawSchema")).Block(
			jen.Return(e.rt("parseRawSchema").Call(gocode.RawString(text))))))
	}
}

// upperFirst begins a text with a capital.
func upperFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
