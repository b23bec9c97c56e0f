package mutate

import (
	"github.com/peergen/peergen/generator/internal/naming"
	"github.com/peergen/peergen/generator/internal/source"
)

// extract makes an inline schema a component, and refers to it.
func (c *change) extract(name string, s *site) bool {
	schema := clone(s.node)
	if !isComponentName(name) || !c.insert(c.ensure("schemas"), name, schema) {
		return false
	}
	*s.node = *c.ref(name)
	return c.at(s.pointer, "extracted to component "+name)
}

// structureKinds write the same API in another way.
func structureKinds() []Kind {
	inline := func(conditions ...func(*site) bool) func(*change) []*site {
		return func(c *change) []*site { return c.where(append(conditions, isInline)...) }
	}
	objects, enums, results := inline(isObject), inline(isEnum), inline(isObject, func(s *site) bool { return s.role == result })
	bodies, elements := inline(isObject, func(s *site) bool { return s.role == body }), inline(func(s *site) bool { return s.role == item })
	var kinds []Kind
	for _, e := range []struct {
		kind  string
		sites func(*change) []*site
	}{{"object", objects}, {"enum", enums}, {"result", results}, {"body", bodies}, {"element", elements}} {
		kinds = append(kinds,
			Kind{"extract/" + e.kind, Neutral, func(c *change) bool {
				s, ok := pick(c, e.sites(c), nil)
				return ok && c.extract(c.fresh("Extracted"), s)
			}},
			Kind{"extract/" + e.kind + "-same-name", Neutral, func(c *change) bool {
				return try(c, e.sites(c), func(s *site) bool {
					name := naming.Exported(s.name)
					switch {
					case s.operation == nil:
					case s.role == result:
						name = naming.Exported(s.operation.id()) + "Response"
					case s.role == body:
						name = naming.Exported(s.operation.id()) + "Request"
					}
					return name != "" && c.extract(name, s)
				})
			}})
	}
	return append(kinds, []Kind{
		{"extract/equal-objects", Neutral, func(c *change) bool {
			sites := objects(c)
			return try(c, sites, func(s *site) bool {
				equal := []*site{}
				for _, other := range sites {
					if other.node != s.node && other.node.Equal(s.node) {
						equal = append(equal, other)
					}
				}
				name := c.fresh("Extracted")
				if len(equal) == 0 || !c.extract(name, s) {
					return false
				}
				for _, other := range equal {
					*other.node = *c.ref(name)
				}
				return true
			})
		}},
		{"extract/scalar", Neutral, func(c *change) bool {
			s, ok := pick(c, c.where(is("string", "integer"), without("enum", "default"), func(s *site) bool { return s.role == member }), nil)
			return ok && c.extract(c.fresh("Extracted"), s)
		}},
		{"structure/reference-to-equal", Neutral, func(c *change) bool {
			components := c.components(isObject)
			return try(c, objects(c), func(s *site) bool {
				for _, other := range components {
					if other.node.Equal(s.node) {
						*s.node = *c.ref(other.name)
						return c.at(s.pointer, "reference to the equal component "+other.name)
					}
				}
				return false
			})
		}},
		{"structure/inline-reference", Neutral, func(c *change) bool {
			return try(c, c.where(isObject), func(s *site) bool {
				return try(c, members(s.node.Get("properties")), func(m source.Member) bool {
					target := c.resolve(m.Value)
					if !isRef(m.Value) || target == nil || typeOf(target) != "string" {
						return false
					}
					*m.Value = *clone(target)
					return c.at(s.pointer, "member "+m.Name+" is inline")
				})
			})
		}},
		{"structure/all-of-around-reference", Neutral, func(c *change) bool {
			return try(c, c.where(isObject), func(s *site) bool {
				return try(c, members(s.node.Get("properties")), func(m source.Member) bool {
					if !isRef(m.Value) || len(m.Value.Members) > 1 {
						return false
					}
					*m.Value = *node(`{"description": "Added.", "allOf": [%s]}`, m.Value.JSON())
					return c.at(s.pointer, "allOf around the reference of "+m.Name)
				})
			})
		}},
		{"structure/base-of-all-of", Neutral, func(c *change) bool {
			return try(c, c.components(isObject), func(s *site) bool {
				properties := s.node.Get("properties")
				first := properties.Members[0]
				if s.node.Has("discriminator") || len(properties.Members) < 2 || hasText(s.node.Get("required"), first.Name) {
					return false
				}
				base, name := node(`{"type": "object", "properties": {}}`), c.fresh("Base")
				base.Get("properties").Set(first.Name, first.Value)
				properties.Delete(first.Name)
				*s.node = *node(`{"allOf": [%s, %s]}`, c.ref(name).JSON(), s.node.JSON())
				return c.insert(c.ensure("schemas"), name, base) && c.at(s.pointer, "a member moves to a base schema")
			})
		}},
		{"structure/parameter-component", Neutral, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				list := op.node.Get("parameters")
				for i, p := range list.Elements() {
					if isRef(p) || str(p.Get("in")) == "body" || str(p.Get("in")) == "formData" {
						continue
					}
					name := c.fresh("Param")
					c.ensure("parameters").Set(name, p)
					list.Items[i] = node(`{"$ref": %s}`, quote(c.prefix("parameters")+name))
					return c.at(op.pointer, "parameter "+str(p.Get("name"))+" is a component")
				}
				return false
			})
		}},
		{"structure/response-component", Neutral, func(c *change) bool {
			s, ok := pick(c, c.statuses(nil), nil)
			if !ok {
				return false
			}
			name := c.fresh("Response")
			c.ensure("responses").Set(name, s.node)
			s.op.node.Get("responses").Set(s.code, node(`{"$ref": %s}`, quote(c.prefix("responses")+name)))
			return c.at(s.pointer, "response is a component")
		}},
		{"structure/path-parameter-renamed", Neutral, renamePathParameter},
	}...)
}

// renamePathParameter renames a parameter in a path, which has no meaning in HTTP.
func renamePathParameter(c *change) bool {
	return try(c, c.operations(), func(op *operation) bool {
		if len(op.item.Members) != 1 {
			return false
		}
		for _, p := range op.node.Get("parameters").Elements() {
			name := str(p.Get("name"))
			if str(p.Get("in")) != "path" || name == "" {
				continue
			}
			path, ok := replaceOnce(op.path, "{"+name+"}", "{"+name+"Added}")
			if !ok {
				continue
			}
			p.Set("name", text(name+"Added"))
			members := append([]source.Member(nil), c.root.Get("paths").Members...)
			for i := range members {
				if members[i].Name == op.path {
					members[i].Name = path
				}
			}
			c.root.Get("paths").SetMembers(members)
			return c.at(op.pointer, "path parameter "+name+" has another name")
		}
		return false
	})
}
