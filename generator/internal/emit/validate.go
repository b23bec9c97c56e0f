package emit

import (
	"fmt"
	"regexp"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// validation writes Validate for every type that has something to check. The
// checks of a value are those of its schema; types and required members are
// the decoder's matter, and unknown values of enumerations the server's.
func (e *emitter) validation(f *gocode.File) {
	for _, d := range e.api.Decls {
		if !e.checked[d] {
			continue
		}
		if body, ok := d.Body.(*ir.Union); ok {
			f.Add(e.checkVariants(d, body))
			continue
		}
		f.Add(validateDoc().
			Func().Params(jen.Id("v").Op("*").Id(e.names.Type(d))).Id("Validate").Params().Error().
			Add(gocode.ShortBody(jen.Return(e.rt("validateValue").Call(jen.Id("v"))))))
		f.Add(jen.Func().Params(jen.Id("v").Op("*").Id(e.names.Type(d))).Id("check").Params(e.checkerParam()).Block(e.checkDecl(d)...))
	}
	e.patterns(f)
}

func validateDoc() *jen.Statement {
	return jen.Id(gocode.Comment("Validate checks the document's constraints; a *ValidationFailure lists those that do not hold.")).Line()
}

func (e *emitter) checkerParam() jen.Code { return jen.Id("c").Op("*").Add(e.rt("checker")) }

// itself is the name of the place that has been entered.
func (e *emitter) itself() *jen.Statement { return e.rt("itself") }

func isItself(name *jen.Statement) bool { return name.GoString() == "itself" }

// checkDecl checks the value v of a declared type, whose place has been entered.
func (e *emitter) checkDecl(d *ir.Decl) []jen.Code {
	switch body := d.Body.(type) {
	case *ir.Struct:
		var code []jen.Code
		for _, field := range body.Fields {
			if field.Hidden {
				continue
			}
			code = append(code, e.checkPlace(d, field.Value, field.Required, jen.Lit(field.Name), jen.Id("v").Dot(e.names.Field(field)))...)
		}
		if body.Others != nil {
			code = append(code, e.checkValues(*body.Others, jen.Id("v").Dot(e.names.AdditionalProperties(body)))...)
		}
		for _, field := range body.Fields {
			if dueInRequests(field) {
				code = append(code, jen.Id("c").Dot(e.rtDot("checker.requestMember")).Call(jen.Lit(field.Name), e.fieldPresent(d, field, jen.Id("v"))))
			}
		}
		return append(code, e.checkAll(body.Checks, ir.Value{Type: ir.Ref{Decl: d}}, e.itself(), jen.Id("v"))...)
	case *ir.Tuple:
		return e.checkTuple(d, body)
	case *ir.Part:
		return e.checkPlace(d, body.Value, true, e.itself(), jen.Id("v").Dot("Body"))
	case *ir.Enum:
		code := e.checkAll(body.Others, ir.Value{Type: body.Base}, e.itself(), jen.Id("value"))
		return []jen.Code{jen.If(jen.Id("value").Op(":=").Op("*").Id("v"), jen.Op("!").Id("value").Dot("Known").Call()).Block(code...)}
	case *ir.Named:
		code := e.checkValue(body.Value, e.itself(), jen.Id("value"))
		if mentions(code, "value") {
			code = append([]jen.Code{jen.Id("value").Op(":=").Op("*").Id("v")}, code...)
		}
		return code
	}
	panic(fmt.Sprintf("emit: a declaration to check of kind %T", d.Body))
}

// checkVariants writes the function that checks what a union holds.
func (e *emitter) checkVariants(d *ir.Decl, body *ir.Union) jen.Code {
	var cases []jen.Code
	for _, variant := range body.Variants {
		if !e.checked[variant.Decl] {
			continue
		}
		code := []jen.Code{jen.Id("v").Dot(e.rtDot("clientConfig.check")).Call(jen.Id("c"))}
		if f := tagField(body, variant); f != nil && e.hasChecks(f.Value) {
			code = append(e.tagged(body, variant), code...)
		}
		cases = append(cases, jen.Case(e.variantType(variant.Decl)).Block(code...))
	}
	return jen.Func().Id(e.variantsChecker(d)).Params(e.checkerParam(), jen.Id("v").Id(e.names.Type(d))).Block(
		jen.Switch(jen.Id("v").Op(":=").Id("v").Assert(jen.Type())).Block(cases...))
}

func (e *emitter) variantsChecker(d *ir.Decl) string { return "check" + e.names.Type(d) + "Variant" }

// checkPlace checks a member, or a parameter, in the shape it has.
func (e *emitter) checkPlace(owner *ir.Decl, v ir.Value, required bool, name, expr *jen.Statement) []jen.Code {
	return e.checkShaped(v, e.types.Shape(owner, v, required), name, expr)
}

// checkShaped is checkPlace for a shape that is known.
func (e *emitter) checkShaped(v ir.Value, as gocode.Shape, name, expr *jen.Statement) []jen.Code {
	if !e.hasChecks(v) {
		return nil
	}
	u := ir.NotNull(ir.Underlying(v))
	return e.inPlace(as, expr, func(held *jen.Statement) []jen.Code { return e.checkValue(u, name, held) }, nil)
}

// inPlace has a value checked where it is there, in the shape it has, and null
// where it may stand.
func (e *emitter) inPlace(as gocode.Shape, expr *jen.Statement, check func(held *jen.Statement) []jen.Code, null jen.Code) []jen.Code {
	if as == gocode.Opt || as == gocode.OptPtr {
		return e.ifHeld(expr, check(jen.Id("x")), null)
	}
	code := check(expr)
	switch {
	case len(code) == 0 || as == gocode.Plain:
		return code
	case as == gocode.Bare:
		return []jen.Code{jen.If(jen.Op("!").Add(e.rt("isAbsent")).Call(expr)).Block(code...)}
	}
	return []jen.Code{jen.If(jen.Add(expr).Op("!=").Nil()).Block(code...)}
}

// ifHeld runs code with the x that an Opt holds.
func (e *emitter) ifHeld(expr *jen.Statement, code []jen.Code, null jen.Code) []jen.Code {
	isNull := jen.Add(expr).Dot(e.rtDot("Opt.IsNull")).Call()
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
	held := jen.If(jen.List(jen.Id(x), jen.Id("ok")).Op(":=").Add(expr).Dot(e.rtDot("Opt.Get")).Call(), jen.Id("ok")).Block(code...)
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
func (e *emitter) checkValue(u ir.Value, name, expr *jen.Statement) []jen.Code {
	var inner []jen.Code
	switch t := u.Type.(type) {
	case ir.List:
		inner = e.checkElements(t.Elem, e.rt("indexToken").Call(jen.Id("i")), expr)
	case ir.Dict:
		inner = e.checkValues(t.Elem, expr)
	case ir.Ref:
		if e.checked[t.Decl] {
			inner = []jen.Code{jen.Add(expr).Dot(e.rtDot("clientConfig.check")).Call(jen.Id("c"))}
			if _, ok := t.Decl.Body.(*ir.Union); ok {
				inner = []jen.Code{jen.Id(e.variantsChecker(t.Decl)).Call(jen.Id("c"), expr)}
			}
		}
	}
	return append(e.checkAll(u.Checks, u, name, expr), e.entered(name, inner)...)
}

// entered has code report on places within the one of a name.
func (e *emitter) entered(name *jen.Statement, code []jen.Code) []jen.Code {
	if len(code) == 0 || isItself(name) {
		return code
	}
	code = append([]jen.Code{jen.Id("c").Dot(e.rtDot("checker.enter")).Call(name)}, code...)
	return append(code, jen.Id("c").Dot(e.rtDot("checker.leave")).Call())
}

// checkElements checks the elements of a list, each under its token.
func (e *emitter) checkElements(elem ir.Value, token, list *jen.Statement) []jen.Code {
	if !e.hasChecks(elem) {
		return nil
	}
	return e.eachElement(elem, list, e.checkValue(ir.NotNull(ir.Underlying(elem)), token, jen.Id("x")), nil)
}

// checkValues checks the values of a map.
func (e *emitter) checkValues(elem ir.Value, dict *jen.Statement) []jen.Code {
	if !e.hasChecks(elem) {
		return nil
	}
	return e.eachMember(elem, dict, e.checkValue(ir.NotNull(ir.Underlying(elem)), jen.Id("i"), jen.Id("x")), nil)
}

// eachElement runs code with the index i and the element x of a list.
func (e *emitter) eachElement(elem ir.Value, list *jen.Statement, code []jen.Code, null jen.Code) []jen.Code {
	return e.loop(jen.Id("i").Op(":=").Range().Add(list), jen.Add(list).Index(jen.Id("i")), elem, code, null)
}

// eachMember runs code with the name i and the value x of the members of a map.
func (e *emitter) eachMember(elem ir.Value, dict *jen.Statement, code []jen.Code, null jen.Code) []jen.Code {
	return e.loop(jen.List(jen.Id("_"), jen.Id("i")).Op(":=").Range().Add(e.rt("sortedNames")).Call(dict), jen.Add(dict).Index(jen.Id("i")), elem, code, null)
}

func (e *emitter) loop(head, x *jen.Statement, elem ir.Value, code []jen.Code, null jen.Code) []jen.Code {
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
