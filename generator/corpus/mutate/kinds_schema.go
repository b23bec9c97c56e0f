package mutate

import "github.com/peergen/peergen/generator/internal/source"

const newObject = `{"type": "object", "properties": {"added_id": {"type": "string"}}}`

func schemaKinds() []Kind {
	var kinds []Kind
	for _, s := range []struct{ kind, schema string }{
		{"object", newObject},
		{"enum", `{"type": "string", "enum": ["added_one", "added_two"]}`},
		{"scalar", `{"type": "string", "format": "uuid"}`},
		{"list", `{"type": "array", "items": {"type": "integer"}}`},
		{"map", `{"type": "object", "additionalProperties": {"type": "integer"}}`},
		{"nested", `{"type": "object", "properties": {"data": {"type": "object", "properties": {"items": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}}}}}}`},
	} {
		kinds = append(kinds, Kind{"schema/" + s.kind, Additive, func(c *change) bool {
			return c.addSchema(c.fresh("Schema"), node("%s", s.schema))
		}}, Kind{"schema/" + s.kind + "-used", Additive, func(c *change) bool {
			name := c.fresh("Schema")
			return c.addSchema(name, node("%s", s.schema)) && c.addMember(c.fresh("member"), func(*site) *source.Node { return c.ref(name) })
		}})
	}
	for _, d := range derivedNames {
		add := func(c *change, used bool) bool {
			return try(c, d.names(c), func(name string) bool {
				if !isComponentName(name) || !c.addSchema(name, node(newObject)) {
					return false
				}
				place := c.place
				if used && !c.addMember(c.fresh("member"), func(*site) *source.Node { return c.ref(name) }) {
					return false
				}
				c.place = place
				return true
			})
		}
		kinds = append(kinds,
			Kind{"schema/like-" + d.kind, Additive, func(c *change) bool { return add(c, false) }},
			Kind{"schema/like-" + d.kind + "-used", Additive, func(c *change) bool { return add(c, true) }})
	}
	return append(kinds,
		Kind{"schema/equal", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(isInline), nil)
			return ok && c.addSchema(c.fresh("Schema"), clone(s.node))
		}},
		Kind{"schema/leaf-inside", Additive, func(c *change) bool {
			s, ok := c.inlineMember(func(*site) bool { return true })
			return ok && c.addSchema(c.fresh("Schema"), node(`{"type": "object", "properties": {%s: %s}}`, quote(s.name), otherShape(s).JSON()))
		}},
	)
}

// isComponentName reports whether OpenAPI allows the name of a component.
func isComponentName(name string) bool {
	for _, r := range name {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '-', r == '_', r == '.':
		default:
			return false
		}
	}
	return name != ""
}
