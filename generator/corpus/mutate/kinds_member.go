package mutate

import "github.com/peergen/peergen/generator/internal/source"

// scalars are schemas of new members and parameters, by kind.
var scalars = []struct{ kind, schema string }{
	{"string", `{"type": "string"}`},
	{"integer", `{"type": "integer", "format": "int32", "minimum": 1}`},
	{"boolean", `{"type": "boolean"}`},
	{"date-time", `{"type": "string", "format": "date-time"}`},
	{"enum", `{"type": "string", "enum": ["added_one", "added_two"]}`},
	{"list", `{"type": "array", "items": {"type": "string"}}`},
	{"enum-list", `{"type": "array", "items": {"type": "string", "enum": ["added_one", "added_two"]}}`},
	{"default", `{"type": "string", "default": "added"}`},
}

func memberKinds() []Kind {
	kinds := []Kind{
		{"member/nullable", Additive, func(c *change) bool {
			return c.addMember(c.fresh("member"), func(*site) *source.Node { return c.nullable("string") })
		}},
		{"member/reference", Additive, func(c *change) bool {
			name, ok := pick(c, c.componentNames(), nil)
			return ok && c.addMember(c.fresh("member"), func(*site) *source.Node { return c.ref(name) })
		}},
		{"member/itself", Additive, func(c *change) bool {
			s, ok := pick(c, c.components(isObject), nil)
			return ok && c.insert(s.node.Get("properties"), "parentAdded", c.ref(s.name)) && c.at(s.pointer, "member of the same type")
		}},
		{"member/union", Additive, func(c *change) bool {
			objects := c.components(isObject)
			if c.version == swagger || len(objects) < 2 {
				return false
			}
			return c.addMember(c.fresh("member"), func(*site) *source.Node {
				return node(`{"oneOf": [%s, %s]}`, c.ref(objects[0].name).JSON(), c.ref(objects[1].name).JSON())
			})
		}},
		{"member/next-to-map", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(is("object"), func(s *site) bool {
				return len(members(s.node.Get("properties"))) == 0 && s.node.Get("additionalProperties") != nil && s.node.Get("additionalProperties").Text != "false"
			}), nil)
			return ok && c.insert(child(s.node, "properties", "{}"), "memberAdded", clone(valueOf(s.node.Get("additionalProperties")))) && c.at(s.pointer, "a member next to a map")
		}},
		{"member/first", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(is("object"), func(s *site) bool {
				return len(members(s.node.Get("properties"))) == 0 && !s.node.Has("additionalProperties")
			}), nil)
			return ok && c.insert(child(s.node, "properties", "{}"), "memberAdded", node(`{"type": "string"}`)) && c.at(s.pointer, "a first member")
		}},
		{"member/in-all-of", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(isObject, func(s *site) bool { return s.role == part }), nil)
			return ok && c.insert(s.node.Get("properties"), "memberAdded", node(`{"type": "integer"}`)) && c.at(s.pointer, "a member of a part of allOf")
		}},
		{"member/in-variant", Additive, func(c *change) bool {
			s, ok := pick(c, c.variants(), nil)
			return ok && c.insert(s.Get("properties"), "memberAdded", node(`{"type": "integer"}`)) && c.at("a variant", "member")
		}},
		{"member/shared-by-variants", Additive, func(c *change) bool {
			done := false
			for _, s := range c.variants() {
				done = c.insert(s.Get("properties"), "memberAdded", node(`{"type": "integer"}`)) || done
			}
			return done && c.at("all variants", "the same member")
		}},
		{"member/of-equal-inlines", Additive, func(c *change) bool { return c.growEqual(isObject) }},
	}
	kinds = append(kinds, memberConflictKinds()...)
	for _, s := range scalars {
		kinds = append(kinds, Kind{"member/" + s.kind, Additive, func(c *change) bool {
			return c.addMember(c.fresh("member"), func(*site) *source.Node { return node("%s", s.schema) })
		}})
	}
	for _, s := range []struct{ kind, schema string }{
		{"object", `{"type": "object", "properties": {"added_id": {"type": "string"}}}`},
		{"objects", `{"type": "array", "items": {"type": "object", "properties": {"added_id": {"type": "string"}}}}`},
		{"map", `{"type": "object", "additionalProperties": {"type": "integer"}}`},
		{"free-form", `{}`},
		{"read-only", `{"type": "string", "readOnly": true}`},
		{"write-only", `{"type": "string", "writeOnly": true}`},
		{"bytes", `{"type": "string", "format": "byte"}`},
		{"deprecated", `{"type": "string", "deprecated": true}`},
		{"constrained", `{"type": "string", "minLength": 1, "maxLength": 9, "pattern": "^a"}`},
	} {
		kinds = append(kinds, Kind{"member/" + s.kind, Additive, func(c *change) bool {
			return c.addMember(c.fresh("member"), func(*site) *source.Node { return node("%s", s.schema) })
		}})
	}
	for _, n := range []struct {
		kind string
		name func(c *change, existing string) string
	}{
		{"alike", (*change).respell},
		{"other-case", func(_ *change, s string) string { return swapCase(s) }},
		{"like-getter", func(_ *change, s string) string { return "get_" + s }},
		{"like-additional-properties", func(*change, string) string { return "additional_properties" }},
		{"like-method", func(c *change, _ string) string {
			return []string{"validate", "MarshalJSON", "unmarshal_json", "Validate", "is_zero", "string", "Error"}[c.rand.IntN(7)]
		}},
		{"digits", func(_ *change, s string) string { return s + "2" }},
	} {
		kinds = append(kinds, Kind{"member/" + n.kind, Additive, func(c *change) bool {
			return try(c, c.where(isObject), func(s *site) bool {
				properties := s.node.Get("properties")
				existing, _ := pick(c, properties.Keys(), nil)
				name, like := n.name(c, existing), node(`{"type": "string"}`)
				if c.rand.IntN(2) == 0 && len(existing) > 0 && !isRef(properties.Get(existing)) {
					like = clone(properties.Get(existing))
				}
				return c.insert(properties, name, like) && c.at(s.pointer, "member "+name)
			})
		}})
	}
	return kinds
}

// memberConflictKinds add members whose names conflict with those of other schemas.
func memberConflictKinds() []Kind {
	return []Kind{
		{"member/equal-leaf", Additive, func(c *change) bool {
			s, ok := c.inlineMember(isObject)
			return ok && c.addMember(s.name, func(*site) *source.Node { return otherShape(s) })
		}},
		{"member/enum-equal-leaf", Additive, func(c *change) bool {
			s, ok := c.inlineMember(isEnum)
			return ok && c.addMember(s.name, func(*site) *source.Node { return otherShape(s) })
		}},
		{"member/element-equal-leaf", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(isInline, func(s *site) bool { return s.role == item && s.name != "" }), nil)
			return ok && c.addMember(s.name, func(*site) *source.Node { return node(`{"type": "array", "items": %s}`, otherShape(s).JSON()) })
		}},
		{"member/equal-inline", Additive, func(c *change) bool {
			s, ok := c.inlineMember(func(*site) bool { return true })
			return ok && c.addMember(s.name, func(*site) *source.Node { return clone(s.node) })
		}},
		{"member/equal-inline-fresh-name", Additive, func(c *change) bool {
			s, ok := c.inlineMember(func(*site) bool { return true })
			return ok && c.addMember(c.fresh("member"), func(*site) *source.Node { return clone(s.node) })
		}},
		{"member/like-component", Additive, func(c *change) bool {
			s, ok := pick(c, c.components(isObject), nil)
			return ok && c.addMember(s.name, func(*site) *source.Node { return otherShape(s) })
		}},
		{"member/nested-leaf", Additive, func(c *change) bool {
			s, ok := c.inlineMember(isObject)
			return ok && c.addMember(c.fresh("member"), func(*site) *source.Node {
				return node(`{"type": "object", "properties": {%s: %s}}`, quote(s.name), otherShape(s).JSON())
			})
		}},
	}
}

// valueOf returns the schema of additional properties, which can be true.
func valueOf(n *source.Node) *source.Node {
	if n.Kind == source.Bool {
		return node(`{}`)
	}
	return n
}

// variants returns the objects that are alternatives of a union.
func (d *Document) variants() []*source.Node {
	var found []*source.Node
	for _, s := range d.sites() {
		for _, keyword := range []string{"oneOf", "anyOf"} {
			for _, n := range s.node.Get(keyword).Elements() {
				if n = d.resolve(n); n != nil && len(members(n.Get("properties"))) > 0 {
					found = append(found, n)
				}
			}
		}
	}
	return found
}

// growEqual adds a member, or a value, to one of several equal inline schemas.
func (c *change) growEqual(kind func(*site) bool) bool {
	sites := c.where(isInline, kind)
	return try(c, sites, func(s *site) bool {
		for _, other := range sites {
			if other.node == s.node || !other.node.Equal(s.node) {
				continue
			}
			if isEnum(s) {
				c.add(s.node.Get("enum"), text("added_value"))
			} else {
				c.insert(s.node.Get("properties"), "memberAdded", node(`{"type": "string"}`))
			}
			return c.at(s.pointer, "one of several equal inline schemas grows")
		}
		return false
	})
}
