package types

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/ir"
)

// decideDefaults decides which values are written for a variant whose discriminator is
// unset: the first of its tags that the schema of the member accepts, and those of the
// unions inside.
func (t *tagging) decideDefaults() {
	for _, v := range t.union.body.Variants {
		t.decideDefault(v)
		for _, u := range t.inside {
			inner := u.body.Variant(v.Decl)
			if inner == nil {
				continue
			}
			for _, d := range inner.Defaults {
				if !slices.ContainsFunc(v.Defaults, func(own ir.TagDefault) bool { return own.Property == d.Property }) {
					v.Defaults = append(v.Defaults, d)
				}
			}
		}
	}
}

// decideDefault decides it for the discriminator of the union itself. Without one in
// the document, an optional member stays absent, and a member with several constants
// has no default.
func (t *tagging) decideDefault(v *ir.Variant) {
	property, tags := t.union.body.Property, t.tagsOf(v)
	_, declared := t.declared()
	f := fieldOf(v.Decl, property)
	if f == nil && declared && len(tags) > 0 {
		f = addDiscriminator(v.Decl, property)
	}
	switch {
	case f == nil, len(tags) == 0, !declared && (!f.Required || len(tags) > 1):
	case isText(f.Value):
		v.Defaults = append(v.Defaults, ir.TagDefault{Property: property, Literal: constraint.Quote(firstAccepted(v.Decl, property, tags))})
	case f.Required && !ir.IsNullable(f.Value) && (slices.Contains(tags, "0") || slices.Contains(tags, "false")): // an unset field has these values
	default:
		v.Defaults = append(v.Defaults, ir.TagDefault{Property: property, Literal: firstAccepted(v.Decl, property, tags)})
	}
}

// addDiscriminator gives an object a field for a discriminator that it does not
// declare: without it, receivers could not distinguish the variants. It returns nil
// if the variant is not a struct.
func addDiscriminator(d *ir.Decl, name string) *ir.Field {
	body, ok := d.Body.(*ir.Struct)
	if !ok {
		return nil
	}
	f := &ir.Field{Name: name, Value: ir.Value{Type: ir.String{}}, Doc: ir.Doc{Description: "Distinguishes the variants of a union; declared only by its discriminator."}}
	body.Fields = append(body.Fields, f)
	return f
}

// firstAccepted is the first of the tags that is a constant of the member, or else
// the first.
func firstAccepted(d *ir.Decl, property string, tags []string) string {
	constants, _ := constantsOf(d, property)
	if i := slices.IndexFunc(tags, func(tag string) bool { return slices.Contains(constants, tag) }); i >= 0 {
		return tags[i]
	}
	return tags[0]
}

// fieldOf returns the field for a member of an object, or nil.
func fieldOf(d *ir.Decl, name string) *ir.Field {
	if body, ok := d.Body.(*ir.Struct); ok {
		return body.Field(name)
	}
	return nil
}
