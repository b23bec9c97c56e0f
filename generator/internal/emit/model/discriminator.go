package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// TaggedField is a field of a variant with a discriminator value that is filled in.
type TaggedField struct {
	*ir.Field
	Literal string // JSON text
}

// TaggedFields are the fields of a variant with discriminator values that can be
// filled in.
func TaggedFields(variant *ir.Variant) (out []TaggedField) {
	s, ok := variant.Decl.Body.(*ir.Struct)
	if !ok {
		return nil
	}
	for _, d := range variant.Defaults {
		if f := s.Field(d.Property); f != nil && isLiteralOf(ir.Base(ir.Underlying(f.Value)), d.Literal) {
			out = append(out, TaggedField{f, d.Literal})
		}
	}
	return out
}

// isLiteralOf reports whether a JSON text is a constant of a Go type.
func isLiteralOf(t ir.Type, text string) bool {
	switch t := t.(type) {
	case ir.String:
		return strings.HasPrefix(text, `"`)
	case ir.Boolean:
		return text == "true" || text == "false"
	case ir.Integer, ir.Number:
		return ir.Fits(t, text)
	}
	return false
}

// Tagged puts the tags of a variant v into a copy of it, where v has none. Nil stays nil.
//
//	if v != nil && v.Kind == "" {
//		tagged := *v
//		tagged.Kind = "cat"
//		v = &tagged
//	}
func (e *Emitter) Tagged(variant *ir.Variant) (code []jen.Code) {
	for _, f := range TaggedFields(variant) {
		isZero, tag := e.tagOf(variant, f, jen.Id("v").Dot(e.Names.Field(f.Field)))
		code = append(code, jen.If(jen.Id("v").Op("!=").Nil().Op("&&").Add(isZero)).Block(
			jen.Id("tagged").Op(":=").Op("*").Id("v"),
			jen.Id("tagged").Dot(e.Names.Field(f.Field)).Op("=").Add(tag),
			jen.Id("v").Op("=").Op("&").Id("tagged"),
		))
	}
	return code
}

// tagOf are expressions for whether a member is zero, and for what it should be.
func (e *Emitter) tagOf(variant *ir.Variant, f TaggedField, member *jen.Statement) (isZero, tag *jen.Statement) {
	tag = gocode.Literal(f.Literal)
	_, inferred := ir.Underlying(f.Value).Type.(ir.String)
	if enum := ir.AsEnum(ir.Underlying(f.Value)); enum != nil {
		if i := slices.IndexFunc(enum.Values, func(v *ir.EnumValue) bool { return v.Literal == f.Literal }); i >= 0 {
			tag, inferred = jen.Id(e.Names.Value(enum.Values[i])), true
		}
	}
	switch as := e.Shapes.Of(variant.Decl, f.Value, f.Required); as {
	case ir.Opt:
		some := e.RT("core.Some")
		if !inferred {
			some.Index(e.Types.Of(ir.NotNull(ir.Underlying(f.Value))))
		}
		return jen.Add(member).Dot(e.RTMember("core.Opt.IsZero")).Call(), some.Call(tag)
	case ir.Plain, ir.Bare, ir.ZeroFilled:
		switch ir.Base(ir.Underlying(f.Value)).(type) {
		case ir.String:
			return jen.Add(member).Op("==").Lit(""), tag
		case ir.Boolean:
			return jen.Op("!").Add(member), tag
		}
		return jen.Add(member).Op("==").Lit(0), tag
	default:
		panic(fmt.Sprintf("emit: a tag of shape %d", as))
	}
}

// sentWithTags documents how a variant without a tag is sent.
func (e *Emitter) sentWithTags(body *ir.Union) string {
	var names []string
	for _, v := range body.Variants {
		for _, f := range TaggedFields(v) {
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "A variant whose " + strings.Join(names, " or ") + " is empty is sent with the first value listed for it."
}
