package rules

import (
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// members checks an object.
func (v *validator) members(value, cur spec.Cursor, isPart bool) *problem {
	if value.Node.Kind != source.Object {
		return nil
	}
	if words := outside(cur, "minProperties", "maxProperties", "members", len(value.Node.Keys())); words != "" {
		return &problem{value, words}
	}
	properties := cur.Child("properties")
	for _, item := range cur.Child("required").Elements() {
		name, ok := item.Node.Str()
		if !v.spend(1) {
			return nil
		}
		if ok && !value.Has(name) && !v.hasDirection(properties.Child(name)) {
			return &problem{value, "the required member " + name + " is missing"}
		}
	}
	additional := cur.Child("additionalProperties")
	for name, member := range value.AllMembers() {
		of, known := properties.Child(name), properties.Has(name)
		for expr, schema := range cur.Child("patternProperties").AllMembers() {
			if !v.spend(1) {
				return nil
			}
			if !v.expressions.match(expr, name) {
				continue
			}
			if found := v.against(member, schema, false); found != nil {
				return found
			}
			known = true
		}
		if !known && additional.IsFalse() && !isPart && !cur.Has("allOf") && !cur.Has("oneOf") && !cur.Has("anyOf") {
			return &problem{member, "there is no member " + name}
		}
		if !known && !additional.IsFalse() {
			of = additional
		}
		if found := v.against(member, of, false); found != nil {
			return found
		}
	}
	return nil
}

// hasDirection reports whether a property is in requests or responses only, so that examples of
// the other direction lack it.
func (v *validator) hasDirection(property spec.Cursor) bool {
	to := v.doc.Follow(property)
	for _, keyword := range []string{"readOnly", "writeOnly"} {
		if property.Child(keyword).IsTrue() || to.Child(keyword).IsTrue() {
			return true
		}
	}
	return false
}
