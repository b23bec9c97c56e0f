package main

import (
	"maps"
	"path"
	"slices"
)

// tag has a value of a union say which of its parts it is of, as the discriminator
// wants it; a mapping has names for some parts, and the others their own.
func tag(union object, part, value any) {
	name, mapping := discriminator(union)
	members, _ := value.(object)
	p, _ := part.(object)
	ref, _ := p["$ref"].(string)
	if name == "" || members == nil || ref == "" {
		return
	}
	said, _ := members[name].(string)
	if to, ok := mapping[said].(string); ok && path.Base(to) == path.Base(ref) {
		return
	}
	members[name] = path.Base(ref)
	for _, key := range slices.Sorted(maps.Keys(mapping)) {
		if to, _ := mapping[key].(string); path.Base(to) == path.Base(ref) {
			members[name] = key
			return
		}
	}
}

// derived is a value of a schema that others are made of with allOf, and whose
// mapping names those: it is one of the first that the value may be of. Without a
// mapping it stays what it is.
//
//	Vehicle: {properties: {source: {type: string}}, discriminator: {propertyName: source, mapping: {gas: "#/.../Car"}}}
//	Car: {allOf: [{$ref: "#/.../Vehicle"}, {properties: {tank: {type: integer}}}]}
func (s *sampler) derived(base object, own any) any {
	name, mapping := discriminator(base)
	members, _ := own.(object)
	if name == "" || members == nil || len(mapping) == 0 {
		return own
	}
	key, _ := members[name].(string)
	if mapping[key] == nil {
		key = slices.Sorted(maps.Keys(mapping))[0]
	}
	ref, _ := mapping[key].(string)
	whole, _ := joined(own, s.value(object{"$ref": ref})).(object)
	if whole == nil {
		return own
	}
	whole[name] = key
	return whole
}

// isBase says whether a schema tells those made of it apart, rather than its parts.
func isBase(n object) bool {
	return n["discriminator"] != nil && n["oneOf"] == nil && n["anyOf"] == nil
}

// discriminator is the property of a schema that tells, "" without one, and what
// its values stand for.
func discriminator(schema object) (property string, mapping object) {
	d, _ := schema["discriminator"].(object)
	property, _ = d["propertyName"].(string)
	mapping, _ = d["mapping"].(object)
	return property, mapping
}
