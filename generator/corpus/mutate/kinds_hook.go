package mutate

func hookKinds() []Kind {
	const hook = `{"post": {"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"added_id": {"type": "string"}}}}}}, "responses": {"204": {"description": "Added."}}}}`
	webhook := func(c *change, name string) bool {
		return c.version == openapi31 && name != "" && c.insert(child(c.root, "webhooks", "{}"), name, node(hook)) && c.at("/webhooks", name)
	}
	return []Kind{
		{"webhook/fresh", Additive, func(c *change) bool { return webhook(c, c.fresh("hook")) }},
		{"webhook/like-operation", Additive, func(c *change) bool {
			id, _ := pick(c, c.operationIDs(func(s string) string { return s }), nil)
			return webhook(c, id)
		}},
		{"webhook/like-schema", Additive, func(c *change) bool {
			name, _ := pick(c, c.componentNames(), nil)
			return webhook(c, name)
		}},
		{"webhook/alike", Additive, func(c *change) bool {
			name, ok := pick(c, c.root.Get("webhooks").Keys(), nil)
			return ok && webhook(c, c.respell(name))
		}},
		{"callback/first", Additive, func(c *change) bool {
			if c.version == swagger {
				return false
			}
			return try(c, c.operations(), func(op *operation) bool {
				if op.node.Has("callbacks") {
					return false
				}
				op.node.Set("callbacks", node(`{"added": {"{$request.query.url}": %s}}`, hook))
				return c.at(op.pointer, "callback")
			})
		}},
		{"server/last", Additive, func(c *change) bool {
			list := c.root.Get("servers")
			if len(list.Elements()) == 0 {
				return false
			}
			list.Items = append(list.Items, node(`{"url": "https://added.example.org/v9"}`))
			return c.at("/servers", "another server")
		}},
		{"server/first", Additive, func(c *change) bool {
			if c.version == swagger || c.root.Has("servers") {
				return false
			}
			c.root.Set("servers", node(`[{"url": "https://added.example.org"}]`))
			return c.at("/servers", "the first server")
		}},
		{"server/of-operation", Additive, func(c *change) bool {
			op, ok := pick(c, c.operations(), nil)
			if !ok || c.version == swagger || len(c.root.Get("servers").Elements()) == 0 || op.node.Has("servers") {
				return false
			}
			list := c.root.Get("servers").Clone()
			list.Items = append(list.Items, node(`{"url": "https://added.example.org/v9"}`))
			op.node.Set("servers", list)
			return c.at(op.pointer, "servers, the first as before")
		}},
	}
}
