package sample

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// sampleOf is the value of an enumeration that a tag names, else the first that is
// not empty; nil for an enumeration of nothing.
func sampleOf(body *ir.Enum, tag string) *ir.EnumValue {
	if value := valueOf(body, tag); value != nil {
		return value
	}
	for _, value := range body.Values {
		if value.Literal != `""` {
			return value
		}
	}
	if len(body.Values) > 0 {
		return body.Values[0]
	}
	return nil
}

// valueOf is the value of an enumeration of strings that is text; nil for none.
func valueOf(body *ir.Enum, text string) *ir.EnumValue {
	for _, value := range body.Values {
		if text != "" && strings.HasPrefix(value.Literal, `"`) && gocode.Unquote(value.Literal) == text {
			return value
		}
	}
	return nil
}

// variant is the first of a union that has a value for the discriminator which
// means it, else the first.
func (s *Sampler) variant(u *ir.Union, name string) *jen.Statement {
	first := u.Variants[0]
	for _, v := range u.Variants {
		if tagFor(u, v) != "" {
			first = v
			break
		}
	}
	body, ok := first.Decl.Body.(*ir.Struct)
	if !ok {
		return s.Value(ir.Value{Type: ir.Ref{Decl: first.Decl}}, name, "")
	}
	if f := body.Field(u.Property); f != nil && len(first.Tags) > 0 && !u.Literal {
		if s.tags == nil {
			s.tags = map[*ir.Field]string{}
		}
		s.tags[f] = tagFor(u, first)
		s.Valid = s.Valid && f.Required && s.tags[f] != ""
	}
	return jen.Op("&").Add(s.object(first.Decl, body))
}

// tagFor is the first value of the discriminator that means a variant and that its
// member takes; "" for none.
func tagFor(u *ir.Union, v *ir.Variant) string {
	body, ok := v.Decl.Body.(*ir.Struct)
	if !ok || u.Literal {
		return ""
	}
	f := body.Field(u.Property)
	if f == nil {
		return ""
	}
	enum := ir.AsEnum(ir.Underlying(f.Value))
	for _, tag := range v.Tags {
		if enum == nil || valueOf(enum, tag) != nil {
			return tag
		}
	}
	return ""
}

// member is the value of a field.
func (s *Sampler) member(f *ir.Field) *jen.Statement {
	u := ir.Underlying(f.Value)
	if tag := s.tags[f]; tag != "" {
		if enum := ir.AsEnum(ir.Underlying(f.Value)); enum != nil {
			return s.Declared(s.Names.Value(sampleOf(enum, tag)))
		}
		if _, ok := u.Type.(ir.String); ok && len(u.Checks) == 0 {
			return jen.Lit(tag)
		}
	}
	return s.Value(f.Value, f.Name, "")
}
