package types

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
)

// tagging chooses the discriminator of a union, and the tags of each variant: the
// values of the discriminator that select it.
type tagging struct {
	b      *Builder
	union  *union
	named  []taggable
	nested []nestedTags
}

// taggable is a variant that is an alternative of the outer union.
type taggable struct {
	variant *ir.Variant
	member
}

// nestedTags has the tags of a variant that is an alternative of an inner union.
type nestedTags struct {
	variant  *ir.Variant
	property string
	literal  bool
	tags     []string
	implied  string // the default of its discriminator
}

func (t *tagging) add(v *ir.Variant, m member) { t.named = append(t.named, taggable{v, m}) }

func (t *tagging) addNested(v, inner *ir.Variant, union *ir.Union) {
	t.nested = append(t.nested, nestedTags{v, union.Property, union.Literal, inner.Tags, inner.Default})
}

// decide uses the discriminator of the document. Without one, it uses a member that
// is constant in every variant, or else the discriminator of inner unions.
func (t *tagging) decide() {
	property, ok := t.union.discriminator.Child("propertyName").Node.Str()
	switch {
	case ok:
		t.b.Ignore("discriminator", t.union.discriminator)
		t.union.body.Property = property
		t.byDiscriminator(property)
	case !t.byConstants():
		t.byNested()
	}
	for _, n := range t.nested {
		if n.property == t.union.body.Property && n.literal == t.union.body.Literal {
			if !ok && len(n.variant.Tags) == 0 {
				n.variant.Default = n.implied
			}
			for _, tag := range n.tags {
				if !t.isTag(tag) {
					n.variant.Tags = append(n.variant.Tags, tag)
				}
			}
		}
	}
}

func (t *tagging) isTag(tag string) bool {
	return slices.ContainsFunc(t.union.body.Variants, func(v *ir.Variant) bool { return slices.Contains(v.Tags, tag) })
}

// byDiscriminator takes the tags of a variant from the mapping and from the constants
// of its discriminator. A variant with neither has the name of its component as its
// tag. A tag that is not in the mapping and would select several variants selects
// none; a value with this tag is tried as each variant.
func (t *tagging) byDiscriminator(property string) {
	mapping := t.union.discriminator.Child("mapping")
	for _, m := range t.named {
		for tag, target := range mapping.AllMembers() {
			if t.b.Schemas.IsMappingTarget(target, m.cur, m.name) {
				m.variant.Tags = append(m.variant.Tags, tag)
			}
		}
	}
	unmapped := map[string][]*ir.Variant{}
	var order []string
	for _, m := range t.named {
		for _, tag := range t.unmappedTags(m, property) {
			if unmapped[tag] == nil {
				order = append(order, tag)
			}
			unmapped[tag] = append(unmapped[tag], m.variant)
		}
	}
	for _, tag := range order {
		if len(unmapped[tag]) == 1 && !t.isTag(tag) {
			unmapped[tag][0].Tags = append(unmapped[tag][0].Tags, tag)
		}
	}
}

// unmappedTags returns the tags of a variant that are not in the mapping. Constants
// that a variant has only inherited from its base schema do not distinguish it.
func (t *tagging) unmappedTags(m taggable, property string) []string {
	constants, literal := constantsOf(m.variant.Decl, property)
	common := t.b.Schemas.Intersection(t.union.base).Constants(property)
	if len(constants) > 0 && !literal && len(constants) != len(common) {
		return constants
	}
	if len(m.variant.Tags) > 0 || m.name == "" {
		return nil
	}
	for _, c := range constants { // [cat, dog] of Cat and Dog
		if schema.SameWord(c, m.name) {
			return []string{c}
		}
	}
	return []string{m.name}
}

// byNested uses the discriminator of the inner unions if all have the same one.
func (t *tagging) byNested() {
	for _, n := range t.nested {
		if n.property != t.nested[0].property || n.literal != t.nested[0].literal {
			return
		}
	}
	if len(t.nested) > 0 {
		t.union.body.Property, t.union.body.Literal = t.nested[0].property, t.nested[0].literal
	}
}

// decideDefaults decides which value is written for a variant whose discriminator is
// unset: the first of its tags that the schema of the member accepts. Without a
// discriminator in the document, an optional member stays absent, and a member with
// several constants has no default.
func (t *tagging) decideDefaults() {
	body := t.union.body
	_, declared := t.union.discriminator.Child("propertyName").Node.Str()
	for _, variant := range body.Variants {
		f := fieldOf(variant.Decl, body.Property)
		if f == nil && declared && len(variant.Tags) > 0 {
			f = addDiscriminator(variant.Decl, body.Property)
		}
		switch {
		case f == nil, len(variant.Tags) == 0, variant.Default != "":
		case !declared && (!f.Required || len(variant.Tags) > 1):
		case !body.Literal:
			variant.Default = constraint.Quote(t.firstAccepted(variant))
		case !slices.Contains(variant.Tags, "0") && !slices.Contains(variant.Tags, "false"): // an unset field has these values
			variant.Default = t.firstAccepted(variant)
		}
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

func (t *tagging) firstAccepted(variant *ir.Variant) string {
	constants, _ := constantsOf(variant.Decl, t.union.body.Property)
	if i := slices.IndexFunc(variant.Tags, func(tag string) bool { return slices.Contains(constants, tag) }); i >= 0 {
		return variant.Tags[i]
	}
	return variant.Tags[0]
}

// fieldOf returns the field for a member of an object, or nil.
func fieldOf(d *ir.Decl, name string) *ir.Field {
	if body, ok := d.Body.(*ir.Struct); ok {
		return body.Field(name)
	}
	return nil
}
