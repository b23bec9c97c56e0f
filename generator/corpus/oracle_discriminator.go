package main

import (
	"maps"
	"path"
	"slices"
)

// tag sets the discriminator of a value of a union to the value for its
// variant: the mapped one, or the name of the schema.
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

// derived returns a value of a schema with a discriminator that other schemas
// extend by allOf. If there is a mapping, it is a value of the first mapped
// schema, else a value of the schema itself.
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

// isBase reports whether the discriminator of a schema distinguishes schemas
// that extend it, not its alternatives.
func isBase(n object) bool {
	return n["discriminator"] != nil && n["oneOf"] == nil && n["anyOf"] == nil
}

// discriminator returns the property name of the discriminator of a schema, ""
// without one, and the mapping from values to schemas.
func discriminator(schema object) (property string, mapping object) {
	d, _ := schema["discriminator"].(object)
	property, _ = d["propertyName"].(string)
	mapping, _ = d["mapping"].(object)
	return property, mapping
}
