package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// TagField is the field of a variant with its discriminator value, or nil if the
// value cannot be filled in.
func TagField(body *ir.Union, variant *ir.Variant) *ir.Field {
	s, ok := variant.Decl.Body.(*ir.Struct)
	if !ok || variant.Default == "" {
		return nil
	}
	f := s.Field(body.Property)
	if f == nil || !holdsLiteral(ir.Base(ir.Underlying(f.Value)), variant.Default) {
		return nil
	}
	return f
}

// holdsLiteral reports whether a JSON text is a constant of a Go type.
func holdsLiteral(t ir.Type, text string) bool {
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

// Tagged puts the tag of a variant v into a copy of it, where v has none.
//
//	if v.Kind == "" {
//		tagged := *v
//		tagged.Kind = "cat"
//		v = &tagged
//	}
func (e *Emitter) Tagged(body *ir.Union, variant *ir.Variant) []jen.Code {
	f := TagField(body, variant)
	if f == nil {
		return nil
	}
	member := jen.Id("v").Dot(e.Names.Field(f))
	isZero, tag := e.tagOf(variant, f, member)
	return []jen.Code{jen.If(isZero).Block(
		jen.Id("tagged").Op(":=").Op("*").Id("v"),
		jen.Id("tagged").Dot(e.Names.Field(f)).Op("=").Add(tag),
		jen.Id("v").Op("=").Op("&").Id("tagged"),
	)}
}

// tagOf are expressions for whether a member is zero, and for what it should be.
func (e *Emitter) tagOf(variant *ir.Variant, f *ir.Field, member *jen.Statement) (isZero, tag *jen.Statement) {
	tag = gocode.Literal(variant.Default)
	_, inferred := ir.Underlying(f.Value).Type.(ir.String)
	if enum := ir.AsEnum(ir.Underlying(f.Value)); enum != nil {
		if i := slices.IndexFunc(enum.Values, func(v *ir.EnumValue) bool { return v.Literal == variant.Default }); i >= 0 {
			tag, inferred = jen.Id(e.Names.Value(enum.Values[i])), true
		}
	}
	switch as := e.Types.Shape(variant.Decl, f.Value, f.Required); as {
	case gocode.Opt:
		some := e.RT("core.Some")
		if !inferred {
			some.Index(e.Types.Of(ir.NotNull(ir.Underlying(f.Value))))
		}
		return jen.Add(member).Dot(e.RTMember("core.Opt.IsZero")).Call(), some.Call(tag)
	case gocode.Plain, gocode.Bare:
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
	if !slices.ContainsFunc(body.Variants, func(v *ir.Variant) bool { return TagField(body, v) != nil }) {
		return ""
	}
	return "A variant whose " + body.Property + " is empty is sent with the first value listed for it."
}
