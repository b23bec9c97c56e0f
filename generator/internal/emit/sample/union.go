package sample

import (
	"slices"

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

// listedValue is a value of an enumeration for a place that allows some of its values.
func listedValue(body *ir.Enum, allowed ir.OneOf) *ir.EnumValue {
	rest := &ir.Enum{Values: slices.DeleteFunc(slices.Clone(body.Values), func(v *ir.EnumValue) bool { return !slices.Contains(allowed.Literals, v.Literal) })}
	return sampleOf(rest, "")
}

// valueOf is the value of an enumeration that is text; nil for none.
func valueOf(body *ir.Enum, text string) *ir.EnumValue {
	for _, value := range body.Values {
		if text != "" && (value.Literal == text || strings.HasPrefix(value.Literal, `"`) && gocode.Unquote(value.Literal) == text) {
			return value
		}
	}
	return nil
}

// variant is the first of a union whose members take values of the discriminators
// that select it, else the first.
func (s *Sampler) variant(u *ir.Union, name string) *jen.Statement {
	first := u.Variants[0]
	for _, v := range u.Variants {
		if tags, ok := tagsFor(u, v); ok && len(tags) > 0 {
			first = v
			break
		}
	}
	body, ok := first.Decl.Body.(*ir.Struct)
	if !ok {
		return s.Value(ir.Value{Type: ir.Ref{Decl: first.Decl}}, name, nil)
	}
	tags, ok := tagsFor(u, first)
	if s.tags == nil {
		s.tags = map[*ir.Field]string{}
	}
	for f, tag := range tags {
		s.tags[f] = tag
		s.Valid = s.Valid && f.Required
	}
	s.Valid = s.Valid && ok
	return jen.Op("&").Add(s.object(first.Decl, body))
}

// tagsFor are the first values of the discriminators that select a variant and that
// its members take. ok is false if there is none for one of them.
func tagsFor(u *ir.Union, v *ir.Variant) (tags map[*ir.Field]string, ok bool) {
	body, isStruct := v.Decl.Body.(*ir.Struct)
	inner := u.Selecting(v)
	if !isStruct || len(v.Tags) == 0 && inner == nil {
		return nil, true
	}
	f := body.Field(u.Property)
	if f == nil {
		return nil, true
	}
	choices := v.Tags
	tags = map[*ir.Field]string{}
	if len(choices) == 0 {
		choices = inner.Tags
		if tags, ok = tagsFor(inner.Body(), inner.Body().Variant(v.Decl)); !ok {
			return nil, false
		}
	}
	enum := ir.AsEnum(ir.Underlying(f.Value))
	for _, tag := range choices {
		if enum == nil || valueOf(enum, tag) != nil {
			if tags == nil {
				tags = map[*ir.Field]string{}
			}
			tags[f] = tag
			return tags, true
		}
	}
	return nil, false
}

// member is the value of a field.
func (s *Sampler) member(f *ir.Field) *jen.Statement {
	u := ir.Underlying(f.Value)
	if tag := s.tags[f]; tag != "" {
		if enum := ir.AsEnum(ir.Underlying(f.Value)); enum != nil {
			return s.Declared(s.Names.Value(sampleOf(enum, tag)))
		}
		switch t := u.Type.(type) {
		case ir.String:
			if len(u.Checks) == 0 {
				return jen.Lit(tag)
			}
		case ir.Integer:
			if ir.Fits(t, tag) && len(u.Checks) == 0 {
				return gocode.Literal(tag)
			}
		}
	}
	return s.Value(f.Value, f.Name, f.Examples)
}
