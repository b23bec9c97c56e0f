package model

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// UnionType declares the sealed interface of a union and makes its variants
// implement it.
func (e *Emitter) UnionType(f *gocode.File, d *ir.Decl, body *ir.Union) {
	marker := e.Names.UnionMarker(d)
	f.Add(jen.Add(gocode.Doc(e.Introduction(d), e.distinctions(body), e.sentWithTags(body), e.keptByVariants(body), target.Deprecation(d.Doc))).
		Type().Id(e.Names.Type(d)).Interface(jen.Id(marker).Params()))
	markers := jen.Null()
	for _, variant := range body.Variants {
		markers.Func().Params(e.VariantType(variant.Decl)).Id(marker).Params().Block().Line()
	}
	f.Add(markers.Func().Params(jen.Id(e.Names.Unknown(body))).Id(marker).Params().Block())
	f.Add(jen.Id(gocode.Comment(fmt.Sprintf("%s is the raw JSON of an unknown variant of %s.", e.Names.Unknown(body), e.Names.Type(d)))).Line().
		Type().Id(e.Names.Unknown(body)).Qual("encoding/json", "RawMessage"))
	f.Add(jen.Func().Params(jen.Id("v").Id(e.Names.Unknown(body))).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
		Add(gocode.ShortBody(jen.Return(jen.Id("v"), jen.Nil()))))
	for _, variant := range body.Variants {
		for _, other := range variant.Also {
			e.asOther(f, d, variant.Decl, other.Decl)
		}
	}
}

// keptByVariants documents JSON that satisfies several alternatives.
func (e *Emitter) keptByVariants(body *ir.Union) string {
	for _, variant := range body.Variants {
		for _, other := range variant.Also {
			return fmt.Sprintf("JSON that satisfies several of them loses nothing: a variant keeps the members of the others. A method such as [%s.%s] decodes it as another variant.",
				e.Names.Type(variant.Decl), e.Names.As(variant.Decl, other.Decl))
		}
	}
	return ""
}

// asOther declares the method that decodes a variant as another one, once for all
// unions that have both.
func (e *Emitter) asOther(f *gocode.File, union, from, to *ir.Decl) {
	pair := [2]*ir.Decl{from, to}
	if e.converted[pair] {
		return
	}
	e.converted[pair] = true
	method, other := e.Names.As(from, to), e.Names.Type(to)
	v, result := jen.Id("v"), jen.Op("*").Id(other)
	if _, ok := from.Body.(*ir.Struct); !ok {
		v = jen.Op("&").Id("v")
	}
	args := []jen.Code{v, e.Appender(ir.Value{Type: ir.Ref{Decl: from}}), e.declReader(to)}
	as := e.RT("json.As")
	if e.Checked[to] {
		as, args = e.RT("check.As"), append(args, jen.Parens(jen.Op("*").Id(other)).Dot("check"))
	}
	f.Add(jen.Add(gocode.Doc(fmt.Sprintf("%s decodes v as %s, another alternative of %s that the same JSON can satisfy. It returns an error if the JSON does not.", method, other, e.Names.Type(union)))).
		Func().Params(jen.Id("v").Add(e.VariantType(from))).Id(method).Params().Params(result, jen.Error()).
		Add(gocode.ShortBody(jen.Return(as.Call(args...)))))
}

// VariantType is the type of a variant as a value of its interface: a struct is a pointer.
func (e *Emitter) VariantType(d *ir.Decl) *jen.Statement {
	if _, ok := d.Body.(*ir.Struct); ok {
		return jen.Op("*").Id(e.Names.Type(d))
	}
	return jen.Id(e.Names.Type(d))
}

// readUnion reads the variant *p of a union.
func (e *Emitter) readUnion(d *ir.Decl, body *ir.Union) []jen.Code {
	code := []jen.Code{e.chooseByText(d, body), e.forbidUnevaluated(body)}
	code = append(code, e.chooseVariant(d, body)...)
	return append(code,
		jen.List(jen.Id("raw"), jen.Id("i")).Op(":=").Add(e.rejectVariant(body)),
		jen.Op("*").Id("p").Op("=").Id(e.Names.Unknown(body)).Call(jen.Id("raw")),
		jen.Return(jen.Id("i")))
}

// forbidUnevaluated reports members that are declared by none of the alternatives that
// the value satisfies.
func (e *Emitter) forbidUnevaluated(body *ir.Union) jen.Code {
	objects := e.ofKind(body, '{')
	if !body.Unevaluated || len(objects) < 2 {
		return jen.Null()
	}
	args := []jen.Code{jen.Id("r"), jen.Id("i")}
	for _, variant := range objects {
		names := jen.Nil()
		if s, ok := variant.Decl.Body.(*ir.Struct); ok && s.Additional == nil {
			var fields []string
			for _, field := range s.Fields {
				fields = append(fields, field.Name)
			}
			names = jen.Index().String().Values(gocode.Strings(fields)...)
		}
		args = append(args, e.RT("json.Alternative").Values(jen.Dict{e.RTKey("json.Alternative.Misfit"): e.misfit(variant), e.RTKey("json.Alternative.Names"): names}))
	}
	return jen.If(jen.Id("r").Dot(e.RTMember("json.Reader.Strict"))).Block(e.RT("json.Unevaluated").Call(args...))
}

// distinctions is the table of a union in its comment.
func (e *Emitter) distinctions(body *ir.Union) string {
	lines := []string{"One of:"}
	for _, variant := range body.Variants {
		line := fmt.Sprintf("  - %#v: ", e.VariantType(variant.Decl))
		inner := body.Selecting(variant)
		switch {
		case inner == nil:
			line += e.condition(body, variant)
		case len(variant.Tags) > 0:
			line += fmt.Sprintf("%s; or %s", e.innerCondition(body, inner, variant), e.condition(body, variant))
		default:
			line += e.innerCondition(body, inner, variant)
		}
		lines = append(lines, line)
	}
	lines = append(lines, "  - "+e.Names.Unknown(body)+": any other JSON")
	return strings.Join(lines, "\n")
}

// innerCondition is the condition of a variant that a value of the discriminator
// selects together with others.
func (e *Emitter) innerCondition(body *ir.Union, inner *ir.InnerUnion, variant *ir.Variant) string {
	first := fmt.Sprintf("%s is %s", body.Property, strings.Join(inner.Tags, " or "))
	own := inner.Body().Variant(variant.Decl)
	if deeper := inner.Body().Selecting(own); deeper != nil {
		return first + ", " + e.innerCondition(inner.Body(), deeper, own)
	}
	return first + ", " + e.condition(inner.Body(), own)
}

// condition is what distinguishes a variant.
func (e *Emitter) condition(body *ir.Union, variant *ir.Variant) string {
	kind := e.jsonKind(variant.Decl)
	inner := innerOf(body, variant)
	switch {
	case len(variant.Tags) > 0:
		return fmt.Sprintf("%s is %s", body.Property, strings.Join(variant.Tags, " or "))
	case inner != nil:
		return e.condition(inner.Body(), inner.Body().Variant(variant.Decl))
	case len(e.kindsOf(body)[kind]) == 1:
		return "JSON " + kindNames[kind]
	case variant.Member != "":
		return "has " + variant.Member
	case kind == '[' && distinguishedByElements(e.kindsOf(body)['[']):
		return "JSON arrays of " + kindNames[elementKind(variant.Decl)]
	case kind == '{':
		return "if its members fit best"
	}
	return "if it fits best"
}

var kindNames = map[rune]string{'{': "objects", '[': "arrays", '"': "strings", '0': "numbers", 't': "booleans"}
