package mutate

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/source"
)

// proseKinds change what only people read. The conflict is in names that are made of
// titles and descriptions.
func proseKinds() []Kind {
	kinds := []Kind{
		annotate("prose/description", "description", `"Added.\nSecond line."`, Neutral, func(*site) bool { return true }),
		annotate("prose/inline-description", "description", `"Added."`, Neutral, isInline),
		annotate("prose/inline-title", "title", `"Added title"`, Neutral, isInline),
		annotate("prose/component-title", "title", `"Added title"`, Neutral, func(s *site) bool { return s.role == component }),
		annotate("prose/variant-title", "title", `"Added title"`, Neutral, func(s *site) bool { return s.role == alternative }),
		annotate("prose/example", "example", `"added"`, Neutral, is("string")),
		annotate("prose/external-docs", "externalDocs", `{"url": "https://example.org"}`, Neutral, is("object")),
		annotate("prose/extension", "x-added", `{"a": 1}`, Neutral, func(*site) bool { return true }),
		annotate("deprecated/member", "deprecated", `true`, Neutral, func(s *site) bool { return s.role == member }),
		annotate("deprecated/schema", "deprecated", `true`, Neutral, func(s *site) bool { return s.role == component }),
		{"deprecated/parameter", Neutral, func(c *change) bool {
			op, ok := pick(c, c.operations(), func(op *operation) bool { return len(op.node.Get("parameters").Elements()) > 0 })
			if !ok || c.version == swagger || isRef(op.node.Get("parameters").Items[0]) {
				return false
			}
			op.node.Get("parameters").Items[0].Set("deprecated", node(`true`))
			return c.at(op.pointer, "deprecated parameter")
		}},
		{"prose/title-of-inline-like-component", Neutral, func(c *change) bool {
			name, ok := pick(c, c.componentNames(), nil)
			s, found := pick(c, c.where(isInline, without("title")), nil)
			if !ok || !found {
				return false
			}
			s.node.Set("title", text(name))
			return c.at(s.pointer, "title "+name)
		}},
	}
	for _, k := range []struct{ kind, keyword, value string }{
		{"prose/operation-summary", "summary", `"Added summary"`},
		{"prose/operation-description", "description", `"Added description"`},
		{"prose/operation-tags", "tags", `["added"]`},
		{"deprecated/operation", "deprecated", `true`},
	} {
		kinds = append(kinds, Kind{k.kind, Neutral, func(c *change) bool {
			op, ok := pick(c, c.operations(), nil)
			if !ok {
				return false
			}
			op.node.Set(k.keyword, node("%s", k.value))
			return c.at(op.pointer, k.keyword)
		}})
	}
	return append(kinds, Kind{"prose/info", Neutral, func(c *change) bool {
		info := c.root.Get("info")
		if info == nil {
			return false
		}
		info.Set("version", text("99.1"))
		info.Set("description", text("Added."))
		return c.at("/info", "version and description")
	}}, Kind{"prose/tags", Neutral, func(c *change) bool {
		c.add(child(c.root, "tags", "[]"), node(`{"name": "added", "description": "Added."}`))
		return c.at("/tags", "tag")
	}})
}

// orderKinds change the order of members and lists, which has no meaning.
func orderKinds() []Kind {
	reverse := func(n *source.Node) bool {
		if n == nil || len(n.Members)+len(n.Items) < 2 {
			return false
		}
		members, items := make([]source.Member, 0, len(n.Members)), make([]*source.Node, 0, len(n.Items))
		for _, member := range slices.Backward(n.Members) {
			members = append(members, member)
		}
		for _, item := range slices.Backward(n.Items) {
			items = append(items, item)
		}
		if n.Kind == source.Object {
			n.SetMembers(members)
			return true
		}
		n.Items = items
		return true
	}
	inSites := func(keyword string) func(c *change) bool {
		return func(c *change) bool {
			return try(c, c.where(has(keyword)), func(s *site) bool {
				return reverse(s.node.Get(keyword)) && c.at(s.pointer, keyword+" in another order")
			})
		}
	}
	inOperations := func(keyword string) func(c *change) bool {
		return func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				return reverse(op.node.Get(keyword)) && c.at(op.pointer, keyword+" in another order")
			})
		}
	}
	return []Kind{
		{"order/properties", Neutral, inSites("properties")},
		{"order/required", Neutral, inSites("required")},
		{"order/enum", Neutral, inSites("enum")},
		{"order/one-of", Neutral, inSites("oneOf")},
		{"order/any-of", Neutral, inSites("anyOf")},
		{"order/all-of", Neutral, inSites("allOf")},
		{"order/parameters", Neutral, inOperations("parameters")},
		{"order/responses", Neutral, inOperations("responses")},
		{"order/all-properties", Neutral, func(c *change) bool {
			done := false
			for _, s := range c.sites() {
				done = reverse(s.node.Get("properties")) || done
			}
			return done && c.at("all schemas", "properties in another order")
		}},
		{"order/paths", Neutral, func(c *change) bool { return reverse(c.root.Get("paths")) && c.at("/paths", "in another order") }},
		{"order/schemas", Neutral, func(c *change) bool {
			return reverse(c.container("schemas")) && c.at("schemas", "in another order")
		}},
		{"order/security-schemes", Neutral, func(c *change) bool {
			return reverse(c.container("securitySchemes")) && c.at("securitySchemes", "in another order")
		}},
		{"order/methods", Neutral, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				return reverse(op.item) && c.at("/paths/"+escape(op.path), "in another order")
			})
		}},
		{"order/root", Neutral, func(c *change) bool { return reverse(c.root) && c.at("", "in another order") }},
		{"order/contents", Neutral, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				if reverse(op.node.Get("requestBody").Get("content")) {
					return c.at(op.pointer+"/requestBody", "content types in another order")
				}
				for _, m := range members(op.node.Get("responses")) {
					if reverse(m.Value.Get("content")) {
						return c.at(op.pointer+"/responses/"+m.Name, "content types in another order")
					}
				}
				return false
			})
		}},
	}
}
