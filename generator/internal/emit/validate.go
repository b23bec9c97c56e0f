package emit

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// validation writes Validate for every type that has something to check. The
// checks of a value are those of its schema; types and required members are
// the decoder's matter, and unknown values of enumerations the server's.
func (e *emitter) validation(f *file) {
	e.findChecked()
	for _, d := range e.api.Decls {
		if !e.checked[d] {
			continue
		}
		name := d.Name
		f.add(validateDoc().
			Func().Params(jen.Id("v").Op("*").Id(name)).Id("Validate").Params().Error().Block(
			jen.Id("c").Op(":=").Id("checker").Values(jen.Dict{jen.Id("in"): jen.Lit("body")}),
			jen.Id("v").Dot("check").Call(jen.Op("&").Id("c")),
			jen.Return(jen.Id("c").Dot("err").Call()),
		))
		var code []jen.Code
		switch body := d.Body.(type) {
		case *ir.Struct:
			for _, field := range body.Fields {
				if field.Hidden {
					continue
				}
				code = append(code, e.checkPlace(d, field.Value, field.Required, jen.Lit(field.Name), jen.Id("v").Dot(field.GoName))...)
			}
		case *ir.Tuple:
			code = e.checkTuple(d, body)
		case *ir.Named:
			code = e.checkNamed(body)
		}
		f.add(jen.Func().Params(jen.Id("v").Op("*").Id(name)).Id("check").Params(jen.Id("c").Op("*").Id("checker")).Block(code...))
	}
	e.patterns(f)
}

func validateDoc() *jen.Statement {
	return jen.Id(comment("Validate checks the document's constraints; a *ValidationFailure lists those that do not hold.")).Line()
}

// checkPlace checks a member, or a parameter, in the shape it has.
func (e *emitter) checkPlace(owner *ir.Decl, v ir.Value, required bool, name, expr *jen.Statement) []jen.Code {
	return e.checkShaped(v, e.shape(owner, v, required), name, expr)
}

// checkShaped is checkPlace for a shape that is known.
func (e *emitter) checkShaped(v ir.Value, as shape, name, expr *jen.Statement) []jen.Code {
	if !e.hasChecks(v) {
		return nil
	}
	u := ir.Underlying(v)
	held := expr
	if as == opt || as == optPtr {
		held = jen.Id("x")
	}
	code := e.checkValue(notNull(u), name, held)
	switch {
	case len(code) == 0 || as == plain:
		return code
	case as == bare:
		return []jen.Code{jen.If(jen.Op("!").Id("isAbsent").Call(expr)).Block(code...)}
	case as == opt || as == optPtr:
		return []jen.Code{jen.If(jen.List(jen.Id("x"), jen.Id("ok")).Op(":=").Add(expr).Dot("Get").Call(), jen.Id("ok")).Block(code...)}
	}
	return []jen.Code{jen.If(jen.Add(expr).Op("!=").Nil()).Block(code...)}
}

// checkValue checks a value that is there.
func (e *emitter) checkValue(u ir.Value, name, expr *jen.Statement) []jen.Code {
	code := e.ownChecks(u, name, expr)
	var inner []jen.Code
	switch t := u.Type.(type) {
	case ir.List:
		inner = e.checkElements(t.Elem, jen.Id("indexToken").Call(jen.Id("i")), expr)
	case ir.Dict:
		inner = e.checkElements(t.Elem, jen.Id("i"), expr)
	case ir.Ref:
		if e.checked[t.Decl] {
			inner = []jen.Code{jen.Add(expr).Dot("check").Call(jen.Id("c"))}
		}
	}
	if len(inner) == 0 {
		return code
	}
	code = append(code, jen.Id("c").Dot("enter").Call(name))
	code = append(code, inner...)
	return append(code, jen.Id("c").Dot("leave").Call())
}

func (e *emitter) checkElements(elem ir.Value, token, list *jen.Statement) []jen.Code {
	if !e.hasChecks(elem) {
		return nil
	}
	code := e.checkValue(notNull(ir.Underlying(elem)), token, jen.Id("x"))
	if len(code) == 0 {
		return nil
	}
	if elemNullable(elem) {
		code = []jen.Code{jen.If(jen.List(jen.Id("x"), jen.Id("ok")).Op(":=").Add(list).Index(jen.Id("i")).Dot("Get").Call(), jen.Id("ok")).Block(code...)}
	} else {
		code = append([]jen.Code{jen.Id("x").Op(":=").Add(list).Index(jen.Id("i"))}, code...)
	}
	return []jen.Code{jen.For(jen.Id("i").Op(":=").Range().Add(list)).Block(code...)}
}

func (e *emitter) checkNamed(body *ir.Named) []jen.Code {
	list := jen.Parens(jen.Op("*").Id("v"))
	code := e.ownChecks(body.Value, jen.Lit(""), list)
	switch t := body.Value.Type.(type) {
	case ir.List:
		return append(code, e.checkElements(t.Elem, jen.Id("indexToken").Call(jen.Id("i")), list)...)
	case ir.Dict:
		return append(code, e.checkElements(t.Elem, jen.Id("i"), list)...)
	}
	return code
}

// ownChecks are the constraints of the value itself.
func (e *emitter) ownChecks(u ir.Value, name, expr *jen.Statement) []jen.Code {
	var code []jen.Code
	for _, check := range u.Checks {
		switch c := check.(type) {
		case ir.Length:
			code = append(code, jen.Id("checkLength").Call(jen.Id("c"), name, expr, jen.Lit(int(c.Min)), atMost(c.Max)))
		case ir.Items:
			code = append(code, jen.Id("c").Dot("items").Call(name, jen.Len(expr), jen.Lit(int(c.Min)), atMost(c.Max)))
		case ir.Pattern:
			code = append(code, jen.Id("c").Dot("pattern").Call(name, jen.Lit(c.Expr),
				jen.Id(e.patternName(c.Expr)).Call().Dot("MatchString").Call(jen.String().Call(expr))))
		case ir.StringFormat:
			code = append(code, jen.Id("checkFormat").Call(jen.Id("c"), name, jen.Lit(c.Name), expr, jen.Id(formatCheck[c.Name])))
		case ir.Texted:
			code = append(code, jen.Id("checkForeign").Call(jen.Id("c"), name, expr))
		case ir.Bound:
			if ok := boundHolds(u, c, expr); ok != nil {
				code = append(code, jen.Id("c").Dot("bound").Call(name, jen.Lit(boundKeyword(c)), jen.Lit(boundWords(c)), ok))
			}
		default:
			panic(fmt.Sprintf("emit: check of kind %T", check))
		}
	}
	return code
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
func boundHolds(u ir.Value, c ir.Bound, expr *jen.Statement) jen.Code {
	if _, err := strconv.ParseFloat(c.Limit, 64); err != nil {
		return nil // beyond every value there is
	}
	switch u.Type.(type) {
	case ir.UnixTime:
		u, expr = ir.Value{Type: ir.Integer{Bits: 64}}, jen.Add(expr).Dot("Unix").Call()
	case ir.Decimal:
		expr = jen.Id("decimalFloat").Call(expr)
	}
	operator := map[string]string{"minimum": ">=", "exclusiveMinimum": ">", "maximum": "<=", "exclusiveMaximum": "<"}[boundKeyword(c)]
	if t, ok := u.Type.(ir.Integer); ok {
		if fits(t, c.Limit) {
			if t.Unsigned && c.Limit == "0" && operator == ">=" {
				return nil
			}
			return jen.Add(expr).Op(operator).Id(c.Limit)
		}
		return jen.Id("float64").Call(expr).Op(operator).Id(c.Limit)
	}
	if t, ok := u.Type.(ir.Number); ok && t.Bits == 32 {
		return jen.Id("float64").Call(expr).Op(operator).Id(c.Limit)
	}
	return jen.Add(expr).Op(operator).Id(c.Limit)
}

// patternName is the function that answers the compiled expression.
func (e *emitter) patternName(expr string) string {
	for i, known := range e.exprs {
		if known == expr {
			return fmt.Sprintf("pattern%d", i+1)
		}
	}
	e.exprs = append(e.exprs, expr)
	return fmt.Sprintf("pattern%d", len(e.exprs))
}

// patterns compiles each expression once, when it is first needed.
func (e *emitter) patterns(f *file) {
	for _, op := range e.api.Operations {
		e.paramsValidate(op) // written into another file; here for the expressions in it
	}
	for i, expr := range e.exprs {
		f.add(jen.Var().Id(fmt.Sprintf("pattern%d", i+1)).Op("=").Qual("sync", "OnceValue").Call(jen.Func().Params().Op("*").Qual("regexp", "Regexp").Block(
			jen.Return(jen.Qual("regexp", "MustCompile").Call(rawLiteral(expr))))))
	}
}

// findChecked finds the declarations that have a constraint somewhere below.
func (e *emitter) findChecked() {
	e.checked = map[*ir.Decl]bool{}
	for changed := true; changed; {
		changed = false
		for _, d := range e.api.Decls {
			if !e.checked[d] && e.bodyHasChecks(d) {
				e.checked[d], changed = true, true
			}
		}
	}
}

func (e *emitter) bodyHasChecks(d *ir.Decl) bool {
	switch body := d.Body.(type) {
	case *ir.Struct:
		for _, field := range body.Fields {
			if !field.Hidden && e.hasChecks(field.Value) {
				return true
			}
		}
	case *ir.Tuple:
		return slices.ContainsFunc(body.Items, func(item *ir.Field) bool { return e.hasChecks(item.Value) }) || body.Rest != nil && e.hasChecks(*body.Rest)
	case *ir.Named:
		return e.hasChecks(body.Value)
	}
	return false
}

func (e *emitter) hasChecks(v ir.Value) bool {
	u := ir.Underlying(v)
	if len(u.Checks) > 0 {
		return true
	}
	switch t := u.Type.(type) {
	case ir.List:
		return e.hasChecks(t.Elem)
	case ir.Dict:
		return e.hasChecks(t.Elem)
	case ir.Ref:
		return e.checked[t.Decl]
	}
	return false
}
