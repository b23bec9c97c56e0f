package schema

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/spec"
)

// MeansOther reports whether a value of the discriminator of hierarchies means another
// one of their schemas than this: one that is called like it or that a mapping gives
// it, or, if it is not above or below this schema, one whose enumeration is shorter and
// has it.
//
//	Dog and Cat extend Animal, Puppy extends Dog, kind: {enum: [Dog, Cat]}: Cat means not Puppy
func (r *Reader) MeansOther(discriminator spec.Cursor, tag string, this spec.Cursor) bool {
	r.findSubtypes()
	this = r.doc.Follow(this)
	for _, base := range r.bases {
		h := r.Hierarchy(base)
		if h == nil || !slices.ContainsFunc(h.Discriminators, func(d spec.Cursor) bool { return d.Place() == discriminator.Place() }) {
			continue
		}
		property, _ := discriminator.Child("propertyName").Node.Str()
		constants := r.Constants(h.Base, property)
		at := slices.IndexFunc(constants, func(a Value) bool { return a.Text() == tag })
		if at < 0 {
			continue
		}
		all := append(slices.Clip(h.Subtypes), Subtype{Schema: h.Base, Name: r.ImpliedName(h.Base)})
		if slices.ContainsFunc(all, func(s Subtype) bool { return r.meansOther(h, constants[at], len(constants), s, this) }) {
			return true
		}
	}
	return false
}

// meansOther reports whether one of n constants means a schema of a hierarchy that is
// not this.
func (r *Reader) meansOther(h *Hierarchy, a Value, n int, s Subtype, this spec.Cursor) bool {
	at := r.doc.Follow(s.Schema)
	switch {
	case at.Place() == this.Place():
		return false
	case a.isCalled(s.Name), r.isMappedFrom(h, a, at, s.Name):
		return true
	case r.Intersection(this).Contains(at), r.Intersection(at).Contains(this):
		return false
	}
	property, _ := h.Discriminators[0].Child("propertyName").Node.Str()
	own := r.Constants(at, property)
	return len(own) < n && slices.ContainsFunc(own, func(b Value) bool { return b.Text() == a.Text() })
}

// isMappedFrom reports whether a mapping of a hierarchy gives a constant to a schema.
func (r *Reader) isMappedFrom(h *Hierarchy, a Value, cur spec.Cursor, name string) bool {
	for _, mapping := range h.mappings() {
		for key, target := range mapping.AllMembers() {
			if ExactNumber(key) == a.Text() && r.IsMappingTarget(target, cur, name) {
				return true
			}
		}
	}
	return false
}
