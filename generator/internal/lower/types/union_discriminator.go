package types

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// choice is an alternative of a union: a variant, or a union inside whose variants
// are also variants of the outer union.
type choice struct {
	member
	variant *ir.Variant // nil for a union
	inner   *union
}

// tagging chooses the discriminator of a union, and its tags: the values of the
// discriminator that select a variant, or a union inside.
type tagging struct {
	b         *Builder
	union     *union
	inside    []*union // at any depth, each after those that contain it
	innerTags map[*union][]string
	given     map[string]bool // the tags of all variants and unions inside; nil until needed
}

func newTagging(b *Builder, u *union) *tagging {
	t := &tagging{b: b, union: u, innerTags: map[*union][]string{}}
	var collect func(*union)
	collect = func(u *union) {
		for _, c := range u.choices {
			if c.inner != nil && !slices.Contains(t.inside, c.inner) {
				t.inside = append(t.inside, c.inner)
				collect(c.inner)
			}
		}
	}
	collect(u)
	return t
}

// decide uses the discriminator of the document. Without one, it uses a member that
// is constant in every variant, or else the discriminator of the unions inside.
func (t *tagging) decide() {
	if property, ok := t.declared(); ok {
		t.b.Ignore("discriminator", t.union.discriminators[0])
		t.union.body.Property = property
		t.byDiscriminator(property)
	} else if !t.byConstants() {
		t.byInner()
	}
	t.adopt(true)
	t.decideDefaults()
	t.addNames()
	t.keepInner()
}

// declared is the property of the discriminator in the document.
func (t *tagging) declared() (property string, ok bool) {
	if len(t.union.discriminators) == 0 {
		return "", false
	}
	return t.union.discriminators[0].Child("propertyName").Node.Str()
}

// byDiscriminator takes tags from the mapping. Other alternatives have, in this order,
// a constant that no other has, the value that is called like their schema, or the
// values of an enumeration that no other has. Values with other tags are tried as the
// alternatives without a tag.
func (t *tagging) byDiscriminator(property string) {
	unused := t.byMapping()
	t.adopt(false)
	t.giveConstants(t.constants(property, false))
	for _, c := range t.union.choices {
		t.giveName(c, property, unused)
	}
	t.giveConstants(t.constants(property, true))
	t.adopt(true)
	t.giveRest(property)
}

// giveName gives an alternative without a tag its name. A union without a name
// has the names of its alternatives.
func (t *tagging) giveName(c choice, property string, unused []taggedEntry) {
	if c.inner != nil && c.name == "" {
		for _, inner := range c.inner.choices {
			t.giveName(t.own(inner), property, unused)
		}
	}
	if t.isTagged(c) {
		return
	}
	if tag, ok := calledLike(c, unused); ok {
		t.give(c, tag)
	} else if name := t.implied(c, property); name != "" {
		t.give(c, name)
	}
}

// own is an alternative of a union inside as one of the outer union.
func (t *tagging) own(c choice) choice {
	if c.variant != nil {
		c.variant = variantOf(t.union.body, c.variant.Decl)
	}
	return c
}

// give adds a tag of an alternative, unless it selects another one. If the alternative
// is a union with the same discriminator, the tag is that of what it selects there.
func (t *tagging) give(c choice, tag string) {
	if t.isTag(tag) {
		return
	}
	t.given[tag] = true
	switch {
	case c.variant != nil:
		c.variant.Tags = append(c.variant.Tags, tag)
	default:
		for _, v := range t.variantsOf(c) {
			if of := c.inner.body.Variant(v.Decl); c.inner.body.Property == t.union.body.Property && slices.Contains(of.Tags, tag) {
				v.Tags = append(v.Tags, tag)
				return
			}
		}
		t.innerTags[c.inner] = append(t.innerTags[c.inner], tag)
	}
}

func (t *tagging) isTag(tag string) bool {
	if t.given == nil {
		t.given = map[string]bool{}
		for _, v := range t.union.body.Variants {
			for _, tag := range v.Tags {
				t.given[tag] = true
			}
		}
	}
	return t.given[tag]
}

// isTagged reports whether a tag selects an alternative, or something in it.
func (t *tagging) isTagged(c choice) bool {
	if c.inner != nil && len(t.innerTags[c.inner]) > 0 {
		return true
	}
	return slices.ContainsFunc(t.variantsOf(c), func(v *ir.Variant) bool { return len(t.tagsOf(v)) > 0 })
}

// tagsOf are the tags that select a variant, or else those of the smallest union
// inside that has any.
func (t *tagging) tagsOf(v *ir.Variant) []string {
	if len(v.Tags) > 0 {
		return v.Tags
	}
	for _, u := range slices.Backward(t.inside) {
		if len(t.innerTags[u]) > 0 && u.body.Has(v.Decl) {
			return t.innerTags[u]
		}
	}
	return nil
}

// variantsOf are the variants of the outer union that an alternative consists of.
func (t *tagging) variantsOf(c choice) []*ir.Variant {
	if c.variant != nil {
		return []*ir.Variant{c.variant}
	}
	var out []*ir.Variant
	for _, v := range c.inner.body.Variants {
		out = append(out, variantOf(t.union.body, v.Decl))
	}
	return out
}

// implied is the tag of an alternative that is in no mapping: that of an extension, the
// value of an enumeration that is called like its schema, or else the name of the
// schema, if the discriminator can have this value; "" for none.
func (t *tagging) implied(c choice, property string) string {
	for _, extension := range []string{"x-ms-discriminator-value", "x-discriminator-value"} {
		if tag := c.meant.Text(extension); tag != "" {
			return tag
		}
	}
	if c.name == "" {
		return ""
	}
	for _, v := range t.variantsOf(c) {
		f := fieldOf(v.Decl, property)
		if f == nil {
			continue
		}
		enum := ir.AsEnum(ir.Underlying(f.Value))
		if enum == nil {
			if !isText(f.Value) {
				return ""
			}
			continue
		}
		for _, value := range enum.Values {
			if tag := textOf(enum, value); schema.SameWord(tag, c.name) || schema.SameWord(value.Given, c.name) {
				return tag
			}
		}
		if !enum.Open {
			return ""
		}
	}
	return c.name
}

// addNames also accepts the names of alternatives of unions inside, unless there is a
// mapping:
//
//	Event (type) -> UserEvent (action) -> UserCreated: {type: UserEvent, action: UserCreated} or {type: UserCreated, ...}
func (t *tagging) addNames() {
	property, ok := t.declared()
	if !ok || slices.ContainsFunc(t.union.discriminators, func(d spec.Cursor) bool { return d.Has("mapping") }) {
		return
	}
	for _, u := range append([]*union{t.union}, t.inside...) {
		for _, c := range u.choices {
			if c = t.own(c); c.variant == nil || len(c.variant.Tags) > 0 {
				continue
			}
			if name := t.implied(c, property); name != "" {
				t.give(c, name)
			}
		}
	}
}

// byInner uses the discriminator of the unions inside, if all have the same one and
// no tag selects something in two of them.
func (t *tagging) byInner() {
	property := ""
	seen := map[string]*ir.Decl{}
	for _, c := range t.union.choices {
		if c.inner == nil {
			continue
		}
		if property == "" {
			property = c.inner.body.Property
		}
		if c.inner.body.Property == "" || c.inner.body.Property != property {
			return
		}
		for _, v := range c.inner.body.Variants {
			for _, tag := range v.Tags {
				if seen[tag] != nil && seen[tag] != v.Decl {
					return
				}
				seen[tag] = v.Decl
			}
		}
	}
	t.union.body.Property = property
}

// adopt adds the tags of unions inside that have the same discriminator, with or
// without those that are only left for an alternative there.
func (t *tagging) adopt(withRest bool) {
	for _, c := range t.union.choices {
		if c.inner == nil || c.inner.body.Property != t.union.body.Property {
			continue
		}
		for _, v := range c.inner.body.Variants {
			for _, tag := range v.Tags {
				if withRest || !c.inner.isRest(tag) {
					t.give(choice{variant: variantOf(t.union.body, v.Decl)}, tag)
				}
			}
		}
		for _, in := range c.inner.body.Inner {
			at := slices.IndexFunc(t.inside, func(u *union) bool { return u.decl == in.Decl })
			for _, tag := range in.Tags {
				if withRest || !c.inner.isRest(tag) {
					t.give(choice{inner: t.inside[at]}, tag)
				}
			}
		}
	}
}

// keepInner keeps the unions inside that have tags, and those that distinguish their
// variants by another member, for values without a tag.
func (t *tagging) keepInner() {
	body := t.union.body
	apart := map[*union]bool{}
	var find func(*union)
	find = func(u *union) {
		for _, c := range u.choices {
			switch {
			case c.inner == nil, !slices.ContainsFunc(t.variantsOf(c), func(v *ir.Variant) bool { return len(v.Tags) == 0 }):
			case c.inner.body.Property != "" && c.inner.body.Property != body.Property:
				apart[c.inner] = true
			default:
				find(c.inner)
			}
		}
	}
	find(t.union)
	for _, u := range t.inside {
		if tags := t.innerTags[u]; len(tags) > 0 || apart[u] {
			body.Inner = append(body.Inner, &ir.InnerUnion{Decl: u.decl, Tags: tags})
		}
	}
}
