package mutate

import "github.com/peergen/peergen/generator/internal/source"

// addParameter adds an optional parameter to an operation that has none of this name there.
func (c *change) addParameter(op *operation, p *source.Node) bool {
	for _, list := range []*source.Node{op.node.Get("parameters"), op.item.Get("parameters")} {
		for _, other := range list.Elements() {
			if isRef(other) && c.version == swagger {
				continue
			}
			if str(other.Get("name")) == str(p.Get("name")) && str(other.Get("in")) == str(p.Get("in")) {
				return false
			}
		}
	}
	c.add(child(op.node, "parameters", "[]"), p)
	return c.at(op.pointer, str(p.Get("in"))+" parameter "+str(p.Get("name")))
}

func parameterKinds() []Kind {
	var kinds []Kind
	for _, s := range scalars {
		kinds = append(kinds, Kind{"parameter/" + s.kind, Additive, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				return c.addParameter(op, c.param("query", c.fresh("param"), node("%s", s.schema)))
			})
		}})
	}
	for _, in := range []string{"header", "cookie"} {
		kinds = append(kinds, Kind{"parameter/" + in, Additive, func(c *change) bool {
			return c.version != swagger && try(c, c.operations(), func(op *operation) bool {
				return c.addParameter(op, c.param(in, c.fresh("X-Param"), node(`{"type": "string"}`)))
			})
		}})
	}
	for _, n := range []struct {
		kind string
		name func(*change, string) string
		in   string
	}{
		{"alike", (*change).respell, ""},
		{"other-case", func(_ *change, s string) string { return swapCase(s) }, ""},
		{"other-place", func(_ *change, s string) string { return s }, "header"},
		{"other-place-query", func(_ *change, s string) string { return s }, "query"},
		{"like-body", func(c *change, _ string) string {
			return []string{"body", "bodyForm", "body_JSON", "Body"}[c.rand.IntN(4)]
		}, "query"},
		{"like-method", func(c *change, _ string) string {
			return []string{"validate", "ctx", "params", "string"}[c.rand.IntN(4)]
		}, "query"},
		{"suffixed", func(c *change, s string) string { return s + []string{"Query", "Header", "2"}[c.rand.IntN(3)] }, "query"},
	} {
		kinds = append(kinds, Kind{"parameter/" + n.kind, Additive, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				p, ok := pick(c, op.node.Get("parameters").Elements(), func(p *source.Node) bool { return !isRef(p) && str(p.Get("in")) != "body" })
				if !ok && n.in == "" {
					return false
				}
				name, in := n.name(c, str(p.Get("name"))), n.in
				if in == "" {
					if in = str(p.Get("in")); in == "path" {
						in = "query"
					}
				}
				return name != "" && c.addParameter(op, c.param(in, name, node(`{"type": "string"}`)))
			})
		}})
	}
	return append(kinds, []Kind{
		{"parameter/enum-equal-leaf", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(isEnum, func(s *site) bool { return s.name != "" && s.role != component }), nil)
			return ok && try(c, c.operations(), func(op *operation) bool {
				return c.addParameter(op, c.param("query", s.name, otherShape(s)))
			})
		}},
		{"parameter/enum-equal", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(isEnum, func(s *site) bool { return s.name != "" && s.role != component }), nil)
			return ok && try(c, c.operations(), func(op *operation) bool {
				return c.addParameter(op, c.param("query", s.name, node(`{"type": "string", "enum": %s}`, s.node.Get("enum").JSON())))
			})
		}},
		{"parameter/first", Additive, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				return !op.node.Has("parameters") && !op.item.Has("parameters") && !c.hasBody(op.node) && c.addParameter(op, c.param("query", "added", node(`{"type": "string"}`)))
			})
		}},
		{"parameter/object", Additive, func(c *change) bool {
			return c.version != swagger && try(c, c.operations(), func(op *operation) bool {
				p := c.param("query", c.fresh("filter"), node(newObject))
				p.Set("style", text("deepObject"))
				return c.addParameter(op, p)
			})
		}},
		{"parameter/content", Additive, func(c *change) bool {
			return c.version != swagger && try(c, c.operations(), func(op *operation) bool {
				p := node(`{"name": %s, "in": "query"}`, quote(c.fresh("filter")))
				p.Set("content", content("application/json", node(newObject)))
				return c.addParameter(op, p)
			})
		}},
		{"parameter/deprecated", Additive, func(c *change) bool {
			return c.version != swagger && try(c, c.operations(), func(op *operation) bool {
				p := c.param("query", c.fresh("param"), node(`{"type": "string"}`))
				p.Set("deprecated", node(`true`))
				return c.addParameter(op, p)
			})
		}},
		{"parameter/of-path", Additive, func(c *change) bool {
			op, ok := pick(c, c.operations(), nil)
			if !ok {
				return false
			}
			list := child(op.item, "parameters", "[]")
			c.add(list, c.param("query", c.fresh("param"), node(`{"type": "string"}`)))
			return c.at("/paths/"+escape(op.path), "query parameter of all operations")
		}},
		{"parameter/component", Additive, func(c *change) bool {
			name := c.fresh("Param")
			c.ensure("parameters").Set(name, c.param("query", c.fresh("param"), node(`{"type": "string"}`)))
			return try(c, c.operations(), func(op *operation) bool {
				c.add(child(op.node, "parameters", "[]"), node(`{"$ref": %s}`, quote(c.prefix("parameters")+name)))
				return c.at(op.pointer, "reference to parameter "+name)
			})
		}},
		{"parameter/enum-value", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(isEnum, func(s *site) bool { return s.role == parameter }), nil)
			if !ok {
				return false
			}
			c.add(s.node.Get("enum"), text("added_value"))
			return c.at(s.pointer, "value")
		}},
	}...)
}

func bodyKinds() []Kind {
	var kinds []Kind
	for _, b := range []struct {
		kind, mediaType, schema string // a schema "" is that of the existing content
	}{
		{"same-schema", "application/vnd.added+json", ""},
		{"form", "application/x-www-form-urlencoded", newObject},
		{"form-same-schema", "application/x-www-form-urlencoded", ""},
		{"multipart", "multipart/form-data", `{"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}`},
		{"text", "text/plain", `{"type": "string"}`},
		{"binary", "application/octet-stream", `{"type": "string", "format": "binary"}`},
		{"other-schema", "application/added+json", newObject},
	} {
		kinds = append(kinds, Kind{"body/" + b.kind, Additive, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				types := op.node.Get("requestBody").Get("content")
				if types == nil || types.Has(b.mediaType) {
					return false
				}
				schema := node("%s", b.schema+emptyIf(b.schema == ""))
				if b.schema == "" {
					json := types.Get("application/json").Get("schema")
					if json == nil {
						return false
					}
					schema = clone(json)
				}
				return c.insert(types, b.mediaType, content("x", schema).Get("x")) && c.at(op.pointer+"/requestBody", b.mediaType)
			})
		}})
	}
	return append(kinds, []Kind{
		{"body/first-optional", Additive, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				if c.hasBody(op.node) || op.method == "get" || op.method == "head" || op.method == "delete" {
					return false
				}
				c.setBody(op.node, node(newObject), false)
				return c.at(op.pointer, "first body")
			})
		}},
		{"body/not-required", Relaxing, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				b := op.node.Get("requestBody")
				if !b.Get("required").IsTrue() {
					return false
				}
				b.Delete("required")
				return c.at(op.pointer+"/requestBody", "no longer required")
			})
		}},
		{"body/member-of-one-content", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(isObject, func(s *site) bool { return s.role == body }), nil)
			return ok && c.insert(s.node.Get("properties"), "memberAdded", node(`{"type": "string"}`)) && c.at(s.pointer, "member of an inline body")
		}},
	}...)
}

func emptyIf(empty bool) string {
	if empty {
		return "{}"
	}
	return ""
}
