package mutate

import "github.com/peergen/peergen/generator/internal/source"

func enumKinds() []Kind {
	kinds := []Kind{
		{"enum/value-of-equal-inlines", Additive, func(c *change) bool { return c.growEqual(isEnum) }},
		{"enum/integer", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(is("integer"), func(s *site) bool { return len(s.node.Get("enum").Elements()) > 0 }), nil)
			if !ok {
				return false
			}
			c.add(s.node.Get("enum"), node(`%d`, 100000+c.rand.IntN(1000)))
			return c.at(s.pointer, "integer value")
		}},
	}
	for _, n := range []struct {
		kind string
		name func(c *change, existing string) string
	}{
		{"value", func(c *change, _ string) string { return c.fresh("value") }},
		{"alike", (*change).respell},
		{"other-case", func(_ *change, s string) string { return swapCase(s) }},
		{"empty", func(*change, string) string { return "" }},
		{"symbol", func(*change, string) string { return "+1" }},
		{"digits", func(*change, string) string { return "2" }},
		{"like-values", func(c *change, _ string) string {
			return []string{"values", "known", "string", "Known"}[c.rand.IntN(4)]
		}},
		{"unicode", func(*change, string) string { return "größer" }},
	} {
		kinds = append(kinds, Kind{"enum/" + n.kind, Additive, func(c *change) bool {
			return try(c, c.where(isEnum), func(s *site) bool {
				values := s.node.Get("enum")
				existing, _ := pick(c, values.Items, nil)
				name := n.name(c, existing.Text)
				if hasText(values, name) || s.node.Has("x-enum-varnames") || s.node.Has("x-enumNames") {
					return false
				}
				c.add(values, text(name))
				return c.at(s.pointer, "value "+name)
			})
		}})
	}
	return append(kinds, Kind{"enum/like-other-constant", Additive, func(c *change) bool {
		// Of enums Status and StatusOpen, the value "open" of the first can spell as the second.
		return try(c, c.components(isEnum), func(s *site) bool {
			name, ok := pick(c, c.componentNames(), func(name string) bool {
				return len(name) > len(s.name) && name[:len(s.name)] == s.name
			})
			if !ok || hasText(s.node.Get("enum"), name[len(s.name):]) {
				return false
			}
			c.add(s.node.Get("enum"), text(name[len(s.name):]))
			return c.at(s.pointer, "a value whose constant is called like schema "+name)
		})
	}})
}

// unions returns the schemas with oneOf or anyOf, and the keyword.
func (d *Document) unions() (sites []*site) {
	return d.where(func(s *site) bool { return len(alternatives(s.node)) > 0 })
}

func alternatives(n *source.Node) []*source.Node {
	if list := n.Get("oneOf").Elements(); len(list) > 0 {
		return list
	}
	return n.Get("anyOf").Elements()
}

func keywordOf(n *source.Node) *source.Node {
	if len(n.Get("oneOf").Elements()) > 0 {
		return n.Get("oneOf")
	}
	return n.Get("anyOf")
}

func unionKinds() []Kind {
	inline := func(schema string) func(*change, *site) bool {
		return func(c *change, s *site) bool {
			c.add(keywordOf(s.node), node("%s", schema))
			return true
		}
	}
	var kinds []Kind
	for _, v := range []struct {
		kind          string
		discriminated bool
		add           func(*change, *site) bool
	}{
		{"reference", false, func(c *change, s *site) bool {
			name := c.fresh("Variant")
			c.ensure("schemas").Set(name, node(`{"type": "object", "required": ["added_id"], "properties": {"added_id": {"type": "string"}}}`))
			c.add(keywordOf(s.node), c.ref(name))
			return true
		}},
		{"existing", false, func(c *change, s *site) bool {
			other, ok := pick(c, c.components(isObject), func(other *site) bool { return !hasReference(keywordOf(s.node), c.prefix("schemas")+other.name) })
			if ok {
				c.add(keywordOf(s.node), c.ref(other.name))
			}
			return ok
		}},
		{"inline-object", false, inline(`{"type": "object", "required": ["added_id"], "properties": {"added_id": {"type": "string"}}}`)},
		{"inline-titled", false, inline(`{"title": "Added variant", "type": "object", "required": ["added_id"], "properties": {"added_id": {"type": "string"}}}`)},
		{"string", false, inline(`{"type": "string"}`)},
		{"list", false, inline(`{"type": "array", "items": {"type": "string"}}`)},
		{"boolean", false, inline(`{"type": "boolean"}`)},
		{"discriminated", true, func(c *change, s *site) bool {
			name, property := c.fresh("Variant"), str(s.node.Get("discriminator").Get("propertyName"))
			c.ensure("schemas").Set(name, node(`{"type": "object", "required": [%[1]s], "properties": {%[1]s: {"type": "string"}, "added_id": {"type": "string"}}}`, quote(property)))
			c.add(keywordOf(s.node), c.ref(name))
			if mapping := s.node.Get("discriminator").Get("mapping"); mapping != nil {
				c.insert(mapping, "added", text(c.prefix("schemas")+name))
			}
			return true
		}},
	} {
		kinds = append(kinds, Kind{"union/" + v.kind, Additive, func(c *change) bool {
			return try(c, c.unions(), func(s *site) bool {
				return s.node.Has("discriminator") == v.discriminated && v.add(c, s) && c.at(s.pointer, "variant")
			})
		}})
	}
	return append(kinds, Kind{"union/second-variant", Additive, func(c *change) bool {
		return try(c, c.unions(), func(s *site) bool {
			if len(alternatives(s.node)) != 1 || s.node.Has("discriminator") {
				return false
			}
			c.add(keywordOf(s.node), node(`{"type": "object", "required": ["added_id"], "properties": {"added_id": {"type": "string"}}}`))
			return c.at(s.pointer, "second variant")
		})
	}}, Kind{"union/of-subtypes", Additive, func(c *change) bool {
		s, ok := pick(c, c.components(isObject), func(s *site) bool { return s.node.Has("discriminator") })
		return ok && c.addSchema(c.fresh("Subtype"), node(`{"allOf": [%s, %s]}`, c.ref(s.name).JSON(), newObject))
	}})
}

func hasReference(list *source.Node, ref string) bool {
	for _, n := range list.Elements() {
		if str(n.Get("$ref")) == ref {
			return true
		}
	}
	return false
}
