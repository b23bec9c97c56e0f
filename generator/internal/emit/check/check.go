package check

import (
	"fmt"
	"regexp"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// checkTuple checks the items that are there, by index, and the array as a whole.
func (e *Emitter) checkTuple(d *ir.Decl, body *ir.Tuple) []jen.Code {
	var code []jen.Code
	for _, item := range body.Items {
		code = append(code, e.checkShaped(item.Value, e.Types.ItemShape(d, item), jen.Lit(item.Name), jen.Id("v").Dot(e.Names.Field(item)))...)
	}
	if body.Rest != nil {
		token := e.RT("indexToken").Call(jen.Lit(len(body.Items)).Op("+").Id("i"))
		code = append(code, e.checkElements(*body.Rest, token, jen.Id("v").Dot(e.Names.Rest(body)))...)
	}
	return append(code, e.checkAll(body.Checks, ir.Value{Type: ir.Ref{Decl: d}}, e.Itself(), jen.Id("v"))...)
}

// Validation writes Validate for every type that has something to check. The
// checks of a value are those of its schema; types and required members are
// the decoder's matter, and unknown values of enumerations the server's.
func (e *Emitter) Validation(f *gocode.File) {
	for _, d := range e.API.Decls {
		if !e.Checked[d] {
			continue
		}
		if body, ok := d.Body.(*ir.Union); ok {
			f.Add(e.checkVariants(d, body))
			continue
		}
		f.Add(ValidateDoc().
			Func().Params(jen.Id("v").Op("*").Id(e.Names.Type(d))).Id("Validate").Params().Error().
			Add(gocode.ShortBody(jen.Return(e.RT("validateValue").Call(jen.Id("v"))))))
		f.Add(jen.Func().Params(jen.Id("v").Op("*").Id(e.Names.Type(d))).Id("check").Params(e.checkerParam()).Block(e.checkDecl(d)...))
	}
}

func ValidateDoc() *jen.Statement {
	return jen.Id(gocode.Comment("Validate checks the document's constraints; a *ValidationFailure lists those that do not hold.")).Line()
}

func (e *Emitter) checkerParam() jen.Code { return jen.Id("c").Op("*").Add(e.RT("checker")) }

// Itself is the name of the place that has been entered.
func (e *Emitter) Itself() *jen.Statement { return e.RT("itself") }

func isItself(name *jen.Statement) bool { return name.GoString() == "itself" }

// checkDecl checks the value v of a declared type, whose place has been entered.
func (e *Emitter) checkDecl(d *ir.Decl) []jen.Code {
	switch body := d.Body.(type) {
	case *ir.Struct:
		var code []jen.Code
		for _, field := range body.Fields {
			if field.Hidden {
				continue
			}
			code = append(code, e.CheckPlace(d, field.Value, field.Required, jen.Lit(field.Name), jen.Id("v").Dot(e.Names.Field(field)))...)
		}
		if body.Others != nil {
			code = append(code, e.checkValues(*body.Others, jen.Id("v").Dot(e.Names.AdditionalProperties(body)))...)
		}
		for _, field := range body.Fields {
			if model.DueInRequests(field) {
				code = append(code, jen.Id("c").Dot(e.RTMember("checker.requestMember")).Call(jen.Lit(field.Name), e.fieldPresent(d, field, jen.Id("v"))))
			}
		}
		return append(code, e.checkAll(body.Checks, ir.Value{Type: ir.Ref{Decl: d}}, e.Itself(), jen.Id("v"))...)
	case *ir.Tuple:
		return e.checkTuple(d, body)
	case *ir.Part:
		return e.CheckPlace(d, body.Value, true, e.Itself(), jen.Id("v").Dot("Body"))
	case *ir.Enum:
		code := e.checkAll(body.Others, ir.Value{Type: body.Base}, e.Itself(), jen.Id("value"))
		return []jen.Code{jen.If(jen.Id("value").Op(":=").Op("*").Id("v"), jen.Op("!").Id("value").Dot("Known").Call()).Block(code...)}
	case *ir.Named:
		code := e.checkValue(body.Value, e.Itself(), jen.Id("value"))
		if mentions(code, "value") {
			code = append([]jen.Code{jen.Id("value").Op(":=").Op("*").Id("v")}, code...)
		}
		return code
	}
	panic(fmt.Sprintf("emit: a declaration to check of kind %T", d.Body))
}

// checkVariants writes the function that checks what a union holds.
func (e *Emitter) checkVariants(d *ir.Decl, body *ir.Union) jen.Code {
	var cases []jen.Code
	for _, variant := range body.Variants {
		if !e.Checked[variant.Decl] {
			continue
		}
		code := []jen.Code{jen.Id("v").Dot(e.RTMember("clientConfig.check")).Call(jen.Id("c"))}
		if f := model.TagField(body, variant); f != nil && e.HasChecks(f.Value) {
			code = append(e.Tagged(body, variant), code...)
		}
		cases = append(cases, jen.Case(e.VariantType(variant.Decl)).Block(code...))
	}
	return jen.Func().Id(e.Names.VariantChecker(d)).Params(e.checkerParam(), jen.Id("v").Id(e.Names.Type(d))).Block(
		jen.Switch(jen.Id("v").Op(":=").Id("v").Assert(jen.Type())).Block(cases...))
}

// CheckPlace checks a member, or a parameter, in the shape it has.
func (e *Emitter) CheckPlace(owner *ir.Decl, v ir.Value, required bool, name, expr *jen.Statement) []jen.Code {
	return e.checkShaped(v, e.Types.Shape(owner, v, required), name, expr)
}

// checkShaped is checkPlace for a shape that is known.
func (e *Emitter) checkShaped(v ir.Value, as gocode.Shape, name, expr *jen.Statement) []jen.Code {
	if !e.HasChecks(v) {
		return nil
	}
	u := ir.NotNull(ir.Underlying(v))
	return e.inPlace(as, expr, func(held *jen.Statement) []jen.Code { return e.checkValue(u, name, held) }, nil)
}

// inPlace has a value checked where it is there, in the shape it has, and null
// where it may stand.
func (e *Emitter) inPlace(as gocode.Shape, expr *jen.Statement, check func(held *jen.Statement) []jen.Code, null jen.Code) []jen.Code {
	if as == gocode.Opt || as == gocode.OptPtr {
		return e.ifHeld(expr, check(jen.Id("x")), null)
	}
	code := check(expr)
	switch {
	case len(code) == 0 || as == gocode.Plain:
		return code
	case as == gocode.Bare:
		return []jen.Code{jen.If(jen.Op("!").Add(e.RT("isAbsent")).Call(expr)).Block(code...)}
	}
	return []jen.Code{jen.If(jen.Add(expr).Op("!=").Nil()).Block(code...)}
}

// ifHeld runs code with the x that an Opt holds.
func (e *Emitter) ifHeld(expr *jen.Statement, code []jen.Code, null jen.Code) []jen.Code {
	isNull := jen.Add(expr).Dot(e.RTMember("Opt.IsNull")).Call()
	switch {
	case len(code) == 0 && null == nil:
		return nil
	case len(code) == 0:
		return []jen.Code{jen.If(isNull).Block(null)}
	}
	x := "x"
	if !mentions(code, x) {
		x = "_"
	}
	held := jen.If(jen.List(jen.Id(x), jen.Id("ok")).Op(":=").Add(expr).Dot(e.RTMember("Opt.Get")).Call(), jen.Id("ok")).Block(code...)
	if null != nil {
		held = held.Else().If(isNull).Block(null)
	}
	return []jen.Code{held}
}

// mentions reports whether code needs a variable; Go refuses those that are
// declared in vain.
func mentions(code []jen.Code, name string) bool {
	return regexp.MustCompile(`\b` + name + `\b`).MatchString(jen.Block(code...).GoString())
}

// checkValue checks a value that is there: its own checks, then what it holds.
func (e *Emitter) checkValue(u ir.Value, name, expr *jen.Statement) []jen.Code {
	var inner []jen.Code
	switch t := u.Type.(type) {
	case ir.List:
		inner = e.checkElements(t.Elem, e.RT("indexToken").Call(jen.Id("i")), expr)
	case ir.Dict:
		inner = e.checkValues(t.Elem, expr)
	case ir.Ref:
		if e.Checked[t.Decl] {
			inner = []jen.Code{jen.Add(expr).Dot(e.RTMember("clientConfig.check")).Call(jen.Id("c"))}
			if _, ok := t.Decl.Body.(*ir.Union); ok {
				inner = []jen.Code{jen.Id(e.Names.VariantChecker(t.Decl)).Call(jen.Id("c"), expr)}
			}
		}
	}
	return append(e.checkAll(u.Checks, u, name, expr), e.entered(name, inner)...)
}

// entered has code report on places within the one of a name.
func (e *Emitter) entered(name *jen.Statement, code []jen.Code) []jen.Code {
	if len(code) == 0 || isItself(name) {
		return code
	}
	code = append([]jen.Code{jen.Id("c").Dot(e.RTMember("checker.enter")).Call(name)}, code...)
	return append(code, jen.Id("c").Dot(e.RTMember("checker.leave")).Call())
}

// satisfies is an expression for whether checks hold.
func (e *Emitter) satisfies(checks []ir.Check, u ir.Value, expr *jen.Statement) *jen.Statement {
	if len(checks) == 1 {
		switch c := checks[0].(type) {
		case ir.Present:
			return jen.Add(e.present(c.Name, u, expr))
		case ir.OneOf:
			return jen.Add(e.oneOf(c, expr))
		}
	}
	return jen.Id("c").Dot(e.RTMember("checker.satisfies")).Call(jen.Func().Params(e.checkerParam()).Block(e.checkAll(checks, u, e.Itself(), expr)...))
}

// nullReport reports null in a place where a condition does not want it.
func (e *Emitter) nullReport(name *jen.Statement, nullToo bool) jen.Code {
	if nullToo {
		return nil
	}
	return jen.Id("c").Dot(e.RTMember("checker.report")).Call(name, jen.Lit("type"), jen.Lit("must not be null"))
}

// checkAll checks a value that is there, called by a name. What is about its
// parts reports on places within its own.
func (e *Emitter) checkAll(checks []ir.Check, u ir.Value, name, expr *jen.Statement) []jen.Code {
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

// atMost is -1 for no limit.
func atMost(limit *uint64) jen.Code {
	if limit == nil {
		return jen.Lit(-1)
	}
	return jen.Lit(int(*limit))
}
