package lower

import (
	"slices"
	"strings"
	"unicode"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// tagging finds which value of a member means which variant of a union.
type tagging struct {
	*lowering
	plan   *unionPlan
	named  []taggable
	nested []nestedTags
}

// taggable is a variant that is an alternative of the union itself.
type taggable struct {
	variant *ir.Variant
	planned
}

// nestedTags are the tags that a variant has in a union within the union.
type nestedTags struct {
	variant  *ir.Variant
	property string
	literal  bool
	tags     []string
	sent     string
}

func (t *tagging) add(v *ir.Variant, member planned) { t.named = append(t.named, taggable{v, member}) }

func (t *tagging) addNested(v, inner *ir.Variant, union *ir.Union) {
	t.nested = append(t.nested, nestedTags{v, union.Property, union.Literal, inner.Tags, inner.Sent})
}

// decide takes the discriminator of the document, else a member that has a
// constant in every variant, else what tells apart the variants of unions within.
func (t *tagging) decide() {
	property, ok := t.plan.discriminator.Child("propertyName").Node.Str()
	switch {
	case ok:
		t.ignore("discriminator", t.plan.discriminator)
		t.plan.body.Property = property
		t.byDiscriminator(property)
	case !t.bySharedConstant():
		t.byNested()
	}
	for _, n := range t.nested {
		if n.property == t.plan.body.Property && n.literal == t.plan.body.Literal {
			if !ok && len(n.variant.Tags) == 0 {
				n.variant.Sent = n.sent
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
	return slices.ContainsFunc(t.plan.body.Variants, func(v *ir.Variant) bool { return slices.Contains(v.Tags, tag) })
}

// byDiscriminator reads the mapping first. Variants may have constants that are
// not in it; one with neither goes by the name of its component. A tag that two
// claim in these ways means neither: they are tried in turn.
func (t *tagging) byDiscriminator(property string) {
	mapping := t.plan.discriminator.Child("mapping")
	for _, member := range t.named {
		for tag, target := range mapping.AllMembers() {
			if text, ok := target.Node.Str(); ok && t.targets(target, text, member.cur, member.name) {
				member.variant.Tags = append(member.variant.Tags, tag)
			}
		}
	}
	further := map[string][]*ir.Variant{}
	var order []string
	for _, member := range t.named {
		for _, tag := range t.unmapped(member, property) {
			if further[tag] == nil {
				order = append(order, tag)
			}
			further[tag] = append(further[tag], member.variant)
		}
	}
	for _, tag := range order {
		if len(further[tag]) == 1 && !t.isTag(tag) {
			further[tag][0].Tags = append(further[tag][0].Tags, tag)
		}
	}
}

// targets reports whether a target of a mapping is a schema: a reference to it,
// its bare name, or a path that ends in its name.
func (l *lowering) targets(at spec.Cursor, target string, cur spec.Cursor, name string) bool {
	if name != "" && (target == name || lastSegment(target) == name) {
		return true
	}
	to := l.resolve(at, target)
	return to.Node != nil && place(to) == place(l.doc.Follow(cur))
}

// resolve follows a reference that is written as bare text.
func (l *lowering) resolve(at spec.Cursor, target string) spec.Cursor {
	at.Node = (&source.Node{Kind: source.Object}).With("$ref", &source.Node{Kind: source.String, Text: target})
	to := l.doc.Follow(at)
	if to.Node == at.Node { // it leads nowhere
		to.Node = nil
	}
	return to
}

// unmapped are the tags that a variant has beside the mapping. Constants that
// are those of the schema it extends say nothing about it.
func (t *tagging) unmapped(member taggable, property string) []string {
	constants, literal := constantsOf(member.variant.Decl, property)
	common, _ := view(t.flatten(t.plan.base)).constants(property)
	if len(constants) > 0 && !literal && len(constants) != len(common) {
		return constants
	}
	if len(member.variant.Tags) > 0 || member.name == "" {
		return nil
	}
	for _, c := range constants { // [cat, dog] of Cat and Dog
		if sameWord(c, member.name) {
			return []string{c}
		}
	}
	return []string{member.name}
}

// sameWord compares letters and digits, case aside.
func sameWord(a, b string) bool {
	plain := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}
	return strings.Map(plain, a) == strings.Map(plain, b)
}

// constants are the strings that a property of a view may be.
func (v view) constants(property string) (out []string, ok bool) {
	for _, properties := range v.with("properties") {
		for _, a := range (view{properties.Child(property)}).allowed() {
			if text, ok := a.Node.Str(); ok {
				out = append(out, text)
			}
		}
	}
	return out, len(out) > 0
}

func lastSegment(ref string) string {
	name := ref[strings.LastIndexAny(ref, "/#")+1:]
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, ".yaml"), ".yml"), ".json")
}

// constantsOf are the values that a member of a struct may have, if these are of
// an enumeration: strings, or the JSON texts of other scalars.
func constantsOf(d *ir.Decl, property string) (out []string, literal bool) {
	body, ok := d.Body.(*ir.Struct)
	if !ok {
		return nil, false
	}
	for _, f := range body.Fields {
		ref, ok := ir.Underlying(f.Value).Type.(ir.Ref)
		if f.Name != property || !ok {
			continue
		}
		if enum, ok := ref.Decl.Body.(*ir.Enum); ok && !enum.Open {
			for _, v := range enum.Values {
				text := unquoted(v.Literal)
				if _, isString := enum.Base.(ir.String); !isString {
					text, literal = v.Literal, true
				}
				if text != "" {
					out = append(out, text)
				}
			}
		}
	}
	return out, literal
}
