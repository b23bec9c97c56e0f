package types

import (
	"cmp"
	"fmt"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// mappings are the entries of the mappings of discriminators, in their order. Several
// unions use one mapping: that of a base schema is also that of its subtypes which
// have subtypes.
type mappings struct {
	order   []*mappingEntry
	byPlace map[spec.Place]*mappingEntry
}

type mappingEntry struct {
	cur     spec.Cursor
	isUsed  bool   // it means an alternative of a union
	ofBase  bool   // the alternatives are subtypes
	instead string // the alternative that is called like the value
}

// mapping is the entry at a place.
func (b *Builder) mapping(u *union, cur spec.Cursor) *mappingEntry {
	entry := b.mappings.byPlace[cur.Place()]
	if entry == nil {
		entry = &mappingEntry{cur: cur, ofBase: u.base.Node != nil}
		b.mappings.byPlace[cur.Place()] = entry
		b.mappings.order = append(b.mappings.order, entry)
	}
	return entry
}

// reportMappings reports the entries that mean no alternative.
func (b *Builder) reportMappings() {
	for _, entry := range b.mappings.order {
		if entry.isUsed {
			continue
		}
		text, _ := entry.cur.Node.Str()
		message, hint := text+" is not an alternative of this union", "list it under oneOf, or write the name of an alternative or a reference to it"
		if entry.ofBase {
			message, hint = text+" does not extend this schema", "write an allOf with a reference to this schema there, or the name of a subtype here"
		}
		consequence := "this value of the discriminator selects nothing"
		if entry.instead != "" {
			consequence = "this value of the discriminator selects " + entry.instead
		}
		b.Report(diag.UnresolvedMapping, entry.cur, fmt.Sprintf("%s: %s", message, consequence), hint)
	}
}

// calledLike returns the value, of entries that mean no alternative, that is called like
// an alternative without a tag:
//
//	oneOf: [{$ref: '#/components/schemas/Dog'}], discriminator: {mapping: {dog: Hound}}
func calledLike(c choice, unused []taggedEntry) (tag string, ok bool) {
	for _, entry := range unused {
		if c.name != "" && schema.SameWord(entry.tag, c.name) {
			entry.instead = cmp.Or(entry.instead, c.name)
			return entry.tag, true
		}
	}
	return "", false
}

// taggedEntry is an entry with its key.
type taggedEntry struct {
	*mappingEntry
	tag string
}

// byMapping takes tags from the mapping. It returns the entries that mean no
// alternative.
func (t *tagging) byMapping() (unused []taggedEntry) {
	for _, discriminator := range t.union.discriminators {
		for tag, target := range discriminator.Child("mapping").AllMembers() {
			entry := t.b.mapping(t.union, target)
			if c, ok := t.meant(target); ok {
				entry.isUsed = true
				t.give(c, t.asValue(c, tag))
			} else {
				unused = append(unused, taggedEntry{entry, tag})
			}
		}
	}
	return unused
}

// meant is the alternative that an entry of the mapping means, of the union or else
// of a union inside.
func (t *tagging) meant(target spec.Cursor) (choice, bool) {
	for _, u := range append([]*union{t.union}, t.inside...) {
		for _, c := range u.choices {
			if t.b.Schemas.IsMappingTarget(target, c.meant, c.name) {
				return t.own(c), true
			}
		}
	}
	return choice{}, false
}

// asValue is a key of the mapping as the member of the alternative has it: 1 for the
// key "1.0", if it is a number.
func (t *tagging) asValue(c choice, tag string) string {
	for _, v := range t.variantsOf(c) {
		if f := fieldOf(v.Decl, t.union.body.Property); f != nil && isNumber(f.Value) && schema.IsNumber(tag) {
			return schema.ExactNumber(tag)
		}
	}
	return tag
}
