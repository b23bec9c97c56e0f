package check

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Validation writes Validate for every type with constraints, and what checks
// mention.
func (e *Emitter) Validation(f *gocode.File) {
	written := map[*ir.Decl][]jen.Code{}
	for _, d := range e.API.Decls {
		if _, isUnion := d.Body.(*ir.Union); e.Checked[d] && !isUnion {
			written[d] = e.validate(d)
		}
	}
	e.variants.Write(func(d *ir.Decl) { written[d] = []jen.Code{e.checkVariants(d, d.Body.(*ir.Union))} })
	for _, d := range e.API.Decls {
		if written[d] == nil && e.Validates(d) {
			written[d] = []jen.Code{e.validateMethod(d, jen.Nil())}
		}
		f.Add(written[d]...)
	}
	e.expressions(f)
}

// Validates reports whether a type has the method Validate: it has constraints, or importers
// call it.
func (e *Emitter) Validates(d *ir.Decl) bool {
	switch d.Body.(type) {
	case *ir.Union, *ir.Alias:
		return false
	}
	return e.Checked[d] || d.Validates
}

func (e *Emitter) validateMethod(d *ir.Decl, err jen.Code) jen.Code {
	return ValidateDoc().
		Func().Params(jen.Id("v").Op("*").Id(e.Names.Type(d))).Id("Validate").Params().Error().
		Add(gocode.ShortBody(jen.Return(err)))
}

func (e *Emitter) validate(d *ir.Decl) []jen.Code {
	return []jen.Code{
		e.validateMethod(d, e.RT("check.Validate").Call(jen.Id("v").Dot("check"))),
		jen.Func().Params(jen.Id("v").Op("*").Id(e.Names.Type(d))).Id("check").Params(e.checkerParam()).Block(e.checkDecl(d)...),
	}
}

// ValidateDoc is the doc comment of every Validate.
func ValidateDoc() *jen.Statement {
	return jen.Id(gocode.Comment("Validate returns a *ConstraintError that lists all violated constraints, or nil.")).Line()
}

// checkDecl checks the value v of a declared type, whose place was entered.
func (e *Emitter) checkDecl(d *ir.Decl) []jen.Code {
	v := plain(jen.Id("v"))
	all := func(checks []ir.Check) []jen.Code {
		return e.checkAll(checks, subject{value: ir.Value{Type: ir.Ref{Decl: d}}, operand: v})
	}
	switch body := d.Body.(type) {
	case *ir.Struct:
		return append(e.checkStruct(d, body, v), all(body.Checks)...)
	case *ir.Tuple:
		return append(e.checkTuple(d, body, v), all(body.Checks)...)
	case *ir.Part:
		return e.CheckPlace(d, body.Value, true, Place{}, jen.Id("v").Dot("Body"))
	case *ir.Enum:
		value := subject{value: ir.Value{Type: body.Base}, operand: plain(jen.Id("value"))}
		return []jen.Code{jen.If(jen.Id("value").Op(":=").Op("*").Id("v"), jen.Op("!").Id("value").Dot("Known").Call()).Block(e.checkAll(body.OpenChecks, value)...)}
	case *ir.Named:
		value := &variable{name: "value"}
		code := e.checkValue(subject{value: body.Value, operand: value.operand()})
		return value.declared(jen.Op("*").Id("v"), code)
	}
	panic(fmt.Sprintf("emit: a declaration to check of kind %T", d.Body))
}

// checkStruct checks the members of an object.
func (e *Emitter) checkStruct(d *ir.Decl, body *ir.Struct, v operand) []jen.Code {
	var code []jen.Code
	for _, field := range body.Fields {
		if !field.Hidden {
			checks := e.CheckPlace(d, field.Value, field.Required, Named(field.Name), jen.Id("v").Dot(e.Names.Field(field)))
			if field.ReadOnly && len(checks) > 0 {
				checks = []jen.Code{jen.If(jen.Op("!").Id("c").Dot(e.RTMember("check.Collector.Request"))).Block(checks...)}
			}
			code = append(code, checks...)
		}
	}
	if body.Additional != nil {
		code = append(code, e.checkValues(*body.Additional, plain(jen.Id("v").Dot(e.Names.AdditionalProperties(body))))...)
	}
	for _, field := range body.Fields {
		if model.DueInRequests(field) {
			code = append(code, jen.Id("c").Dot(e.RTMember("check.Collector.RequestMember")).Call(jen.Lit(field.Name), e.fieldPresent(d, field, v)))
		}
	}
	return code
}

// checkTuple checks the items that are present, by index.
func (e *Emitter) checkTuple(d *ir.Decl, body *ir.Tuple, v operand) []jen.Code {
	var code []jen.Code
	for _, item := range body.Items {
		code = append(code, e.checkShaped(item.Value, e.Shapes.Item(d, item), Named(item.Name), v.selected(e.Names.Field(item)))...)
	}
	if body.Rest != nil {
		place := e.index(jen.Lit(len(body.Items)).Op("+").Id("i"))
		code = append(code, e.checkElements(*body.Rest, place, v.selected(e.Names.Rest(body)))...)
	}
	return code
}

// checkVariants writes the function that checks the variant of a union.
func (e *Emitter) checkVariants(d *ir.Decl, body *ir.Union) jen.Code {
	var cases []jen.Code
	for _, variant := range body.Variants {
		if !e.Checked[variant.Decl] {
			continue
		}
		code := []jen.Code{jen.Id("v").Dot("check").Call(jen.Id("c"))}
		if _, isPointer := variant.Decl.Body.(*ir.Struct); isPointer {
			check := jen.Parens(jen.Op("*").Id(e.Names.Type(variant.Decl))).Dot("check")
			code = []jen.Code{jen.If(jen.Id("v").Op("!=").Nil()).Block(e.RT("check.Variant").Call(jen.Id("c"), jen.Id("v"), check))}
		}
		if slices.ContainsFunc(model.TaggedFields(variant), func(f model.TaggedField) bool { return e.HasChecks(f.Value) }) {
			code = append(e.Tagged(variant), code...)
		}
		cases = append(cases, jen.Case(e.VariantType(variant.Decl)).Block(code...))
	}
	return jen.Func().Id(e.Names.VariantChecker(d)).Params(e.checkerParam(), jen.Id("v").Id(e.Names.Type(d))).Block(
		jen.Switch(jen.Id("v").Op(":=").Id("v").Assert(jen.Type())).Block(cases...))
}

// CheckPlace checks a member or a body in its shape.
func (e *Emitter) CheckPlace(owner *ir.Decl, v ir.Value, required bool, place Place, expr *jen.Statement) []jen.Code {
	return e.checkShaped(v, e.Shapes.Of(owner, v, required), place, plain(expr))
}

// CheckShaped checks a value of a shape.
func (e *Emitter) CheckShaped(v ir.Value, as ir.Shape, place Place, expr *jen.Statement) []jen.Code {
	return e.checkShaped(v, as, place, plain(expr))
}

func (e *Emitter) checkShaped(v ir.Value, as ir.Shape, place Place, o operand) []jen.Code {
	if !e.HasChecks(v) {
		return nil
	}
	u := ir.NotNull(ir.Underlying(v))
	return e.ifPresent(u, as, o, func(present operand) []jen.Code { return e.checkValue(subject{u, place, present}) }, nil)
}

// ifPresent checks a value v if it is present, in its shape. Zero of ZeroFilled can be absent, and is
// not checked. null is what to do with null, or nil.
func (e *Emitter) ifPresent(v ir.Value, as ir.Shape, o operand, check func(present operand) []jen.Code, null jen.Code) []jen.Code {
	if as.IsOpt() {
		x := &variable{name: "x"}
		return e.ifSome(o, x, check(x.operand()), null)
	}
	code := check(o)
	switch {
	case len(code) == 0 || as == ir.Plain:
		return code
	case as == ir.ZeroFilled:
		return []jen.Code{jen.If(e.NotZero(ir.NotNull(ir.Underlying(v)), o.code())).Block(code...)}
	case as == ir.Bare:
		return []jen.Code{jen.If(jen.Op("!").Add(e.RT("core.IsAbsent")).Call(o.code())).Block(code...)}
	}
	return []jen.Code{jen.If(o.code().Op("!=").Nil()).Block(code...)}
}

// ifSome runs code with the value of an Opt in the variable x.
func (e *Emitter) ifSome(o operand, x *variable, code []jen.Code, null jen.Code) []jen.Code {
	isNull := func() jen.Code { return o.code().Dot(e.RTMember("core.Opt.IsNull")).Call() }
	switch {
	case len(code) == 0 && null == nil:
		return nil
	case len(code) == 0:
		return []jen.Code{jen.If(isNull()).Block(null)}
	}
	some := jen.If(jen.List(x.id(), jen.Id("ok")).Op(":=").Add(o.code()).Dot(e.RTMember("core.Opt.Get")).Call(), jen.Id("ok")).Block(code...)
	if null != nil {
		some = some.Else().If(isNull()).Block(null)
	}
	return []jen.Code{some}
}

// checkValue checks a value that is present: its own checks, then its parts.
func (e *Emitter) checkValue(s subject) []jen.Code {
	whole := e.checkAll(s.value.Checks, s)
	var parts []jen.Code
	switch t := s.value.Type.(type) {
	case ir.List:
		parts = e.checkElements(t.Elem, e.index(jen.Id("i")), s.operand)
	case ir.Dict:
		parts = e.checkValues(t.Elem, s.operand)
	case ir.Ref:
		_, isUnion := t.Decl.Body.(*ir.Union)
		switch {
		case !e.Checked[t.Decl]:
		case isUnion:
			e.variants.Mention(t.Decl)
			parts = []jen.Code{jen.Id(e.Names.VariantChecker(t.Decl)).Call(jen.Id("c"), s.code())}
		default:
			parts = []jen.Code{s.code().Dot("check").Call(jen.Id("c"))}
		}
	}
	return append(whole, e.entered(s.place, parts)...)
}

// nullViolation reports null where a condition does not allow it, or is nil.
func (e *Emitter) nullViolation(place Place, allowed bool) jen.Code {
	if allowed {
		return nil
	}
	return jen.Id("c").Dot(e.RTMember("check.Collector.Report")).Call(e.placeName(place), jen.Lit("type"), jen.Lit("must not be null"))
}
