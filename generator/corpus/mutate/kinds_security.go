package mutate

import "github.com/peergen/peergen/generator/internal/source"

// addScheme adds a security scheme, which operations need not use.
func (c *change) addScheme(name string, scheme *source.Node) bool {
	return name != "" && c.insert(c.ensure("securitySchemes"), name, scheme) && c.at("securitySchemes", name)
}

func securityKinds() []Kind {
	var kinds []Kind
	for _, s := range []struct{ kind, v2, v3 string }{
		{"api-key", `{"type": "apiKey", "in": "header", "name": "X-Added-Key"}`, `{"type": "apiKey", "in": "header", "name": "X-Added-Key"}`},
		{"query-key", `{"type": "apiKey", "in": "query", "name": "added_key"}`, `{"type": "apiKey", "in": "query", "name": "added_key"}`},
		{"basic", `{"type": "basic"}`, `{"type": "http", "scheme": "basic"}`},
		{"bearer", "", `{"type": "http", "scheme": "bearer"}`},
		{"oauth2", `{"type": "oauth2", "flow": "application", "tokenUrl": "https://example.org/token", "scopes": {}}`, `{"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://example.org/token", "scopes": {}}}}`},
		{"openid", "", `{"type": "openIdConnect", "openIdConnectUrl": "https://example.org/id"}`},
	} {
		scheme := func(c *change) *source.Node {
			if c.version == swagger && s.v2 == "" {
				return node("%s", s.v3) // invalid there, and not used
			}
			if c.version == swagger {
				return node("%s", s.v2)
			}
			return node("%s", s.v3)
		}
		possible := func(c *change) bool { return c.version != swagger || s.v2 != "" }
		kinds = append(kinds,
			Kind{"security/" + s.kind, Additive, func(c *change) bool { return possible(c) && c.addScheme(c.fresh("scheme"), scheme(c)) }},
			Kind{"security/" + s.kind + "-alike", Additive, func(c *change) bool {
				name, ok := pick(c, c.container("securitySchemes").Keys(), nil)
				return ok && possible(c) && c.addScheme(c.respell(name), scheme(c))
			}})
	}
	return append(kinds, []Kind{
		{"security/copy-alike", Additive, func(c *change) bool {
			name, ok := pick(c, c.container("securitySchemes").Keys(), nil)
			return ok && c.addScheme(c.respell(name), clone(c.container("securitySchemes").Get(name)))
		}},
		{"security/like-option", Additive, func(c *change) bool {
			name := []string{"base_url", "http_client", "header", "user_agent", "configure_server", "call", "max_body"}[c.rand.IntN(7)]
			return c.addScheme(name, node(`{"type": "apiKey", "in": "header", "name": "X-Added-Key"}`))
		}},
		{"security/like-token-option", Additive, func(c *change) bool {
			name, ok := pick(c, c.container("securitySchemes").Keys(), nil)
			return ok && c.addScheme(name+[]string{"_source", "_client_credentials", "_password"}[c.rand.IntN(3)], node(`{"type": "apiKey", "in": "header", "name": "X-Added-Key"}`))
		}},
		{"security/like-schema", Additive, func(c *change) bool {
			name, ok := pick(c, c.componentNames(), nil)
			return ok && c.addScheme(name, node(`{"type": "apiKey", "in": "header", "name": "X-Added-Key"}`))
		}},
		{"security/alternative", Additive, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				list := op.node.Get("security")
				name := c.fresh("scheme")
				if len(list.Elements()) == 0 || !c.addScheme(name, node(`{"type": "apiKey", "in": "header", "name": "X-Added-Key"}`)) {
					return false
				}
				c.add(list, node(`{%q: []}`, name))
				return c.at(op.pointer, "another way to authenticate")
			})
		}},
		{"security/optional", Relaxing, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				list := op.node.Get("security")
				if len(list.Elements()) == 0 {
					return false
				}
				list.Items = append(list.Items, node(`{}`))
				return c.at(op.pointer, "no credentials needed")
			})
		}},
		{"security/scope", Additive, func(c *change) bool {
			for _, m := range members(c.container("securitySchemes")) {
				for _, flow := range members(m.Value.Get("flows")) {
					if flow.Value.Has("scopes") {
						return c.insert(flow.Value.Get("scopes"), "added", text("Added.")) && c.at("securitySchemes/"+m.Name, "scope")
					}
				}
			}
			return false
		}},
		{"security/flow", Additive, func(c *change) bool {
			for _, m := range members(c.container("securitySchemes")) {
				if flows := m.Value.Get("flows"); flows != nil {
					flow := node(`{"tokenUrl": "https://example.org/token", "scopes": {}}`)
					return (c.insert(flows, "clientCredentials", flow) || c.insert(flows, "password", flow)) && c.at("securitySchemes/"+m.Name, "flow")
				}
			}
			return false
		}},
		{"security/first-optional", Additive, func(c *change) bool {
			if c.root.Has("security") || len(c.container("securitySchemes").Keys()) > 0 {
				return false
			}
			c.root.Set("security", node(`[{"added": []}, {}]`))
			return c.addScheme("added", node(`{"type": "apiKey", "in": "header", "name": "X-Added-Key"}`))
		}},
	}...)
}
