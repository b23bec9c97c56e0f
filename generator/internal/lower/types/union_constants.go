package types

import (
	"fmt"
	"maps"
	"slices"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/ir"
)

// byConstants finds a member whose constants distinguish variants, or unions inside:
// each value is in one of them only, and variants without such values do not declare
// it. Of several such members it uses the one that most variants have, and of these
// one that needs no further member.
func (t *tagging) byConstants() bool {
	objects := objectVariants(t.union.body)
	if len(objects) < 2 {
		return false
	}
	best, bestRank := "", 0
	var names []string
	declaring := map[string][]objectVariant{}
	for _, o := range objects {
		for _, f := range o.body.Fields {
			if declaring[f.Name] == nil {
				names = append(names, f.Name)
			}
			declaring[f.Name] = append(declaring[f.Name], o)
		}
	}
	for _, name := range names {
		if rank := t.distinguishes(declaring[name], name); rank > bestRank {
			best, bestRank = name, rank
		}
	}
	if bestRank == 0 {
		return false
	}
	t.union.body.Property = best
	for _, constant := range collectConstants(objects, best) {
		c, _ := t.smallest(constant.variants)
		t.give(c, constant.tag)
	}
	return true
}

// distinguishes ranks a member, which only these objects declare, by the number of variants that it distinguishes; 0 if
// a value is in several alternatives, or if a variant declares the member and has no
// constant for it.
func (t *tagging) distinguishes(objects []objectVariant, name string) int {
	n := 0
	for _, o := range objects {
		if _, ok := constantsOf(o.variant.Decl, name); ok {
			n += 2
		} else if o.body.Field(name) != nil {
			return 0
		}
	}
	selected := map[any]bool{}
	needsInner := 0
	for _, constant := range collectConstants(objects, name) {
		c, ok := t.smallest(constant.variants)
		switch {
		case !ok:
			return 0
		case c.variant != nil:
			selected[c.variant] = true
		default:
			selected[c.inner], needsInner = true, 1
		}
	}
	if needsInner > 0 && len(selected) < 2 {
		return 0
	}
	return n - needsInner
}

// tagged is a value of a discriminator with the variants that it can be of.
type tagged struct {
	tag      string
	variants []*ir.Variant
}

// collectConstants returns the constants of a member, in the order of the variants.
func collectConstants(objects []objectVariant, name string) []tagged {
	var out []tagged
	at := map[string]int{}
	for _, o := range objects {
		constants, _ := constantsOf(o.variant.Decl, name)
		for _, tag := range constants {
			i, ok := at[tag]
			if !ok {
				i = len(out)
				at[tag], out = i, append(out, tagged{tag: tag})
			}
			out[i].variants = append(out[i].variants, o.variant)
		}
	}
	return out
}

// constants are the constants of a discriminator that distinguish alternatives: those
// of one value, or those of several. An enumeration of several values does not
// distinguish them if it is that of the base schema, or if several alternatives have it.
func (t *tagging) constants(property string, several bool) []tagged {
	objects := objectVariants(t.union.body)
	bySet := map[string][]*ir.Variant{}
	key := func(o objectVariant) string {
		constants, _ := constantsOf(o.variant.Decl, property)
		return fmt.Sprintf("%q", slices.Sorted(slices.Values(constants)))
	}
	for _, o := range objects {
		bySet[key(o)] = append(bySet[key(o)], o.variant)
	}
	shared := map[string]bool{}
	if t.union.base.Node != nil {
		var texts []string
		for _, a := range t.b.Schemas.Constants(t.union.base, property) {
			texts = append(texts, a.Text())
		}
		slices.Sort(texts)
		shared[fmt.Sprintf("%q", texts)] = true
	}
	return collectConstants(slices.DeleteFunc(objects, func(o objectVariant) bool {
		constants, _ := constantsOf(o.variant.Decl, property)
		if !several || len(constants) < 2 {
			return several || len(constants) > 1
		}
		_, inOne := t.smallest(bySet[key(o)])
		return !inOne || shared[key(o)]
	}), property)
}

// objectVariant is a variant that is a struct.
type objectVariant struct {
	variant *ir.Variant
	body    *ir.Struct
}

// objectVariants are the variants that are structs.
func objectVariants(body *ir.Union) (objects []objectVariant) {
	for _, variant := range body.Variants {
		if b, ok := variant.Decl.Body.(*ir.Struct); ok {
			objects = append(objects, objectVariant{variant, b})
		}
	}
	return objects
}

// constantsOf are the values that a member of a struct can have, as text, if they
// are those of a closed enumeration. ok is false if there are none.
func constantsOf(d *ir.Decl, property string) (out []string, ok bool) {
	f := fieldOf(d, property)
	if f == nil {
		return nil, false
	}
	enum := ir.AsEnum(ir.Underlying(f.Value))
	if enum == nil || enum.Open {
		return nil, false
	}
	for _, v := range enum.Values {
		if text := textOf(enum, v); text != "" {
			out = append(out, text)
		}
	}
	return out, len(out) > 0
}

// textOf is a value of an enumeration as text.
func textOf(enum *ir.Enum, v *ir.EnumValue) string {
	if _, isString := enum.Base.(ir.String); isString {
		return constraint.Unquote(v.Literal)
	}
	return v.Literal
}

// isText reports whether a value is a string in JSON.
func isText(v ir.Value) bool {
	_, ok := ir.Wire(ir.Base(ir.Underlying(v))).(ir.String)
	return ok
}

// isNumber reports whether a value is a number in JSON.
func isNumber(v ir.Value) bool {
	switch ir.Base(ir.Underlying(v)).(type) {
	case ir.Integer, ir.Number, ir.Decimal:
		return true
	}
	return false
}

// findUniqueMembers finds for variants without tags a member that they require and no
// other variant declares.
func findUniqueMembers(body *ir.Union) {
	objects := objectVariants(body)
	inside := func(d *ir.Decl) bool {
		return slices.ContainsFunc(body.Inner, func(u *ir.InnerUnion) bool { return u.Body().Has(d) })
	}
	declaredBy := map[string]int{}
	for _, o := range objects {
		for _, f := range o.body.Fields {
			declaredBy[f.Name]++
		}
	}
	for _, o := range objects {
		for _, f := range o.body.Fields {
			if f.Required && declaredBy[f.Name] == 1 && len(o.variant.Tags) == 0 && !inside(o.variant.Decl) {
				o.variant.Member = f.Name
				break
			}
		}
	}
}

func (t *tagging) giveConstants(constants []tagged) {
	for _, constant := range constants {
		if c, ok := t.smallest(constant.variants); ok {
			t.give(c, constant.tag)
		}
	}
}

// giveRest gives the only alternative without a tag the constants that select no
// other, here or in the hierarchy around:
//
//	kind: {enum: [Dog, Cat, small]}; Dog and Cat extend Animal, Puppy extends Dog: Puppy has small
func (t *tagging) giveRest(property string) {
	var untagged []choice
	for _, c := range t.union.choices {
		if !t.isTagged(c) {
			untagged = append(untagged, c)
		}
	}
	if len(untagged) != 1 {
		return
	}
	for _, v := range t.variantsOf(untagged[0]) {
		constants, _ := constantsOf(v.Decl, property)
		for _, tag := range constants {
			if !t.isTag(tag) && !t.b.Schemas.MeansOther(t.union.discriminators[0], tag, untagged[0].meant) {
				t.give(untagged[0], tag)
				t.union.rest = append(t.union.rest, tag)
			}
		}
	}
}

// isRest reports whether a tag is only left for an alternative, at any depth.
func (u *union) isRest(tag string) bool {
	if u.allRest == nil {
		u.collectRest()
	}
	return u.allRest[tag]
}

// collectRest collects the tags of isRest of a union that is decided.
func (u *union) collectRest() {
	u.allRest = map[string]bool{}
	for _, tag := range u.rest {
		u.allRest[tag] = true
	}
	for _, c := range u.choices {
		if c.inner != nil {
			c.inner.isRest("")
			maps.Copy(u.allRest, c.inner.allRest)
		}
	}
}

// smallest is the variant itself if there is one, or else the smallest union inside
// that has all of them.
func (t *tagging) smallest(variants []*ir.Variant) (c choice, ok bool) {
	if len(variants) == 1 {
		return choice{variant: variants[0]}, true
	}
	for _, u := range t.inside {
		hasAll := !slices.ContainsFunc(variants, func(v *ir.Variant) bool { return !u.body.Has(v.Decl) })
		if hasAll && (c.inner == nil || len(u.body.Variants) < len(c.inner.body.Variants)) {
			c.inner, ok = u, true
		}
	}
	return c, ok
}
