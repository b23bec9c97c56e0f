package mutate

import "github.com/peergen/peergen/generator/internal/source"

// annotate sets a keyword of a schema that satisfies conditions and does not have it.
func annotate(name, keyword, value string, effect Effect, conditions ...func(*site) bool) Kind {
	return Kind{name, effect, func(c *change) bool {
		return try(c, c.where(conditions...), func(s *site) bool {
			if s.node.Has(keyword) {
				return false
			}
			s.node.Set(keyword, node("%s", value))
			return c.at(s.pointer, keyword+" "+value)
		})
	}}
}

func without(names ...string) func(*site) bool {
	return func(s *site) bool { return !hasAny(s.node, names...) }
}

func has(name string) func(*site) bool { return func(s *site) bool { return s.node.Has(name) } }

func annotationKinds() []Kind {
	plain := without("enum", "const", "format", "default")
	var kinds []Kind
	for _, format := range []string{"date-time", "date", "uuid", "byte", "binary", "uri", "email", "duration", "ipv4", "decimal", "added-format"} {
		kinds = append(kinds, annotate("format/"+format, "format", quote(format), Annotated, is("string"), plain))
	}
	for _, format := range []string{"int32", "int64", "uint64", "uint8"} {
		kinds = append(kinds, annotate("format/"+format, "format", quote(format), Annotated, is("integer"), plain))
	}
	return append(kinds, []Kind{
		annotate("format/float", "format", `"float"`, Annotated, is("number"), plain),
		annotate("bound/min-length", "minLength", `1`, Annotated, is("string"), plain),
		annotate("bound/max-length", "maxLength", `100`, Annotated, is("string"), plain),
		annotate("bound/pattern", "pattern", `"^[a-z]"`, Annotated, is("string"), plain),
		annotate("bound/minimum", "minimum", `0`, Annotated, is("integer", "number")),
		annotate("bound/beyond-int64", "maximum", `18446744073709551615`, Annotated, is("integer")),
		annotate("bound/beyond-uint64", "maximum", `36893488147419103232`, Annotated, is("integer")),
		annotate("bound/max-items", "maxItems", `100`, Annotated, is("array")),
		annotate("bound/unique", "uniqueItems", `true`, Annotated, is("array")),
		annotate("bound/max-properties", "maxProperties", `100`, Annotated, is("object")),
		annotate("bound/first-of-all", "minLength", `1`, Annotated, is("string"), plain, func(s *site) bool { return s.role == component }),
		annotate("annotation/enum", "enum", `["added_one", "added_two"]`, Annotated, is("string"), plain, func(s *site) bool { return s.role == member }),
		annotate("annotation/read-only", "readOnly", `true`, Annotated, func(s *site) bool { return s.role == member }),
		annotate("annotation/default", "default", `"added"`, Annotated, is("string"), plain, func(s *site) bool { return s.role == member || s.role == parameter }),
		annotate("annotation/default-integer", "default", `1`, Annotated, is("integer"), plain),
		annotate("annotation/default-boolean", "default", `true`, Annotated, is("boolean"), plain),
		annotate("annotation/closed", "additionalProperties", `false`, Annotated, is("object"), has("properties")),
		annotate("annotation/open", "additionalProperties", `true`, Annotated, is("object"), has("properties")),
		annotate("annotation/typed-rest", "additionalProperties", `{"type": "string"}`, Annotated, is("object"), has("properties")),
		annotate("annotation/map", "additionalProperties", `{"type": "string"}`, Annotated, is("object"), without("properties")),
		annotate("annotation/xml-name", "xml", `{"name": "added"}`, Annotated, is("object")),
		{"annotation/type", Annotated, func(c *change) bool {
			s, ok := pick(c, c.where(func(s *site) bool {
				return s.role == member && !hasAny(s.node, "type", "oneOf", "anyOf", "allOf", "enum", "const", "properties")
			}), nil)
			if !ok {
				return false
			}
			s.node.Set("type", text("string"))
			return c.at(s.pointer, "a type")
		}},
		{"annotation/items", Annotated, func(c *change) bool {
			s, ok := pick(c, c.where(is("array"), func(s *site) bool { return len(members(s.node.Get("items"))) == 0 }), nil)
			if !ok {
				return false
			}
			s.node.Set("items", node(`{"type": "string"}`))
			return c.at(s.pointer, "items")
		}},
		{"annotation/required", Annotated, func(c *change) bool {
			s, ok := pick(c, c.where(isObject, func(s *site) bool { return s.response }), nil)
			if !ok {
				return false
			}
			return try(c, s.node.Get("properties").Keys(), func(name string) bool {
				list := child(s.node, "required", "[]")
				if hasText(list, name) {
					return false
				}
				c.add(list, text(name))
				return c.at(s.pointer, "required "+name)
			})
		}},
	}...)
}

func relaxationKinds() []Kind {
	remove := func(name, keyword string, conditions ...func(*site) bool) Kind {
		return Kind{name, Relaxing, func(c *change) bool {
			s, ok := pick(c, c.where(append(conditions, has(keyword))...), nil)
			if !ok {
				return false
			}
			s.node.Delete(keyword)
			return c.at(s.pointer, "without "+keyword)
		}}
	}
	return []Kind{
		remove("relax/max-length", "maxLength"), remove("relax/min-length", "minLength"), remove("relax/pattern", "pattern"),
		remove("relax/minimum", "minimum"), remove("relax/maximum", "maximum"), remove("relax/max-items", "maxItems"),
		remove("relax/unique", "uniqueItems"), remove("relax/enum", "enum", is("string"), without("const")),
		remove("relax/format", "format", is("string"), without("enum", "default")), remove("relax/integer-format", "format", is("integer")),
		remove("relax/closed", "additionalProperties", isObject), remove("relax/read-only", "readOnly"),
		{"relax/nullable", Relaxing, func(c *change) bool {
			s, ok := pick(c, c.where(is("string", "integer", "boolean", "object", "array"), without("nullable", "x-nullable", "enum", "const"), func(s *site) bool { return s.role == member }), nil)
			if !ok || c.version == openapi31 && s.node.Get("type").Kind != source.String {
				return false
			}
			switch c.version {
			case swagger:
				s.node.Set("x-nullable", node(`true`))
			case openapi30:
				s.node.Set("nullable", node(`true`))
			default:
				s.node.Set("type", node(`[%q, "null"]`, typeOf(s.node)))
			}
			return c.at(s.pointer, "nullable")
		}},
		{"relax/required-member", Relaxing, func(c *change) bool {
			return try(c, c.where(isObject), func(s *site) bool {
				list := s.node.Get("required")
				if list == nil || len(list.Items) == 0 {
					return false
				}
				i := c.rand.IntN(len(list.Items))
				name := list.Items[i].Text
				list.Items = append(append([]*source.Node(nil), list.Items[:i]...), list.Items[i+1:]...)
				if len(list.Items) == 0 {
					s.node.Delete("required")
				}
				return c.at(s.pointer, name+" no longer required")
			})
		}},
		{"relax/required-parameter", Relaxing, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				p, ok := pick(c, op.node.Get("parameters").Elements(), func(p *source.Node) bool {
					return p.Get("required").IsTrue() && str(p.Get("in")) != "path"
				})
				if !ok {
					return false
				}
				p.Delete("required")
				return c.at(op.pointer, str(p.Get("name"))+" no longer required")
			})
		}},
		{"relax/number", Relaxing, func(c *change) bool {
			s, ok := pick(c, c.where(is("integer"), without("enum", "format"), func(s *site) bool { return s.node.Get("type").Kind == source.String }), nil)
			if !ok {
				return false
			}
			s.node.Set("type", text("number"))
			return c.at(s.pointer, "integer becomes number")
		}},
	}
}
