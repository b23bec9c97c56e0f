package sample

import (
	"encoding/json"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// union is the variant that the discriminator names, or the only one that the value
// is valid for.
func (r *exampleReader) union(u *ir.Union, x any) *jen.Statement {
	if u.Property != "" {
		m, ok := x.(map[string]any)
		if !ok {
			return nil
		}
		tag := tagText(m[u.Property])
		if i := slices.IndexFunc(u.Inner, func(inner *ir.InnerUnion) bool { return slices.Contains(inner.Tags, tag) }); i >= 0 {
			return r.union(u.Inner[i].Decl.Body.(*ir.Union), x)
		}
		i := slices.IndexFunc(u.Variants, func(v *ir.Variant) bool { return slices.Contains(v.Tags, tag) })
		if tag == "" || i < 0 {
			return nil
		}
		v := u.Variants[i]
		if body, ok := v.Decl.Body.(*ir.Struct); !ok || body.Field(u.Property) == nil {
			return nil // the value of the discriminator would be lost
		}
		return r.variantOf(v, x)
	}
	var found *jen.Statement
	for _, v := range u.Variants {
		lines := r.lines
		value := r.variantOf(v, x)
		switch {
		case value == nil:
			r.lines = lines
		case found != nil:
			return nil
		default:
			found = value
		}
	}
	return found
}

func (r *exampleReader) variantOf(v *ir.Variant, x any) *jen.Statement {
	value := r.declared(v.Decl, x)
	if _, isStruct := v.Decl.Body.(*ir.Struct); value != nil && isStruct {
		return jen.Op("&").Add(value)
	}
	return value
}

// tagText is the value of a discriminator as it is in [ir.Variant.Tags].
func tagText(x any) string {
	switch x := x.(type) {
	case string:
		return x
	case json.Number:
		return x.String()
	case bool:
		if x {
			return "true"
		}
		return "false"
	}
	return ""
}
