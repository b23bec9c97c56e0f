package mutate

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// results are results of new operations.
func results() []struct {
	kind   string
	result func(*change) (*source.Node, bool)
} {
	fixed := func(schema string) func(*change) (*source.Node, bool) {
		return func(*change) (*source.Node, bool) { return node("%s", schema), true }
	}
	return []struct {
		kind   string
		result func(*change) (*source.Node, bool)
	}{
		{"scalar", fixed(`{"type": "string"}`)},
		{"object", fixed(newObject)},
		{"list", fixed(`{"type": "array", "items": {"type": "object", "properties": {"added_id": {"type": "string"}}}}`)},
		{"ordinary", fixed(`{"type": "object", "properties": {"data": {"type": "object", "properties": {"added_id": {"type": "string"}}},
			"items": {"type": "array", "items": {"type": "object", "properties": {"added_id": {"type": "string"}}}},
			"meta": {"type": "object", "properties": {"added_total": {"type": "integer"}}}, "status": {"type": "string", "enum": ["added_one", "added_two"]}}}`)},
		{"component", func(c *change) (*source.Node, bool) {
			name, ok := pick(c, c.componentNames(), nil)
			return c.ref(name), ok
		}},
		{"leaf", func(c *change) (*source.Node, bool) {
			s, ok := c.inlineMember(func(*site) bool { return true })
			if !ok {
				return nil, false
			}
			return node(`{"type": "object", "properties": {%s: %s}}`, quote(s.name), otherShape(s).JSON()), true
		}},
		{"leaves", func(c *change) (*source.Node, bool) {
			sites := c.where(isInline, func(s *site) bool { return s.role == member })
			properties := node(`{}`)
			for range 5 {
				if s, ok := pick(c, sites, nil); ok && s.name != "" {
					properties.Set(s.name, otherShape(s))
				}
			}
			if len(properties.Members) == 0 {
				return nil, false
			}
			return node(`{"type": "object", "properties": %s}`, properties.JSON()), true
		}},
		{"equal-inline", func(c *change) (*source.Node, bool) {
			s, ok := c.inlineMember(isObject)
			if !ok {
				return nil, false
			}
			return node(`{"type": "object", "properties": {%s: %s}}`, quote(s.name), s.node.JSON()), true
		}},
		{"equal-result", func(c *change) (*source.Node, bool) {
			s, ok := pick(c, c.where(isObject, func(s *site) bool { return s.role == result }), nil)
			if !ok {
				return nil, false
			}
			return clone(s.node), true
		}},
	}
}

func operationKinds() []Kind {
	var kinds []Kind
	for _, r := range results() {
		kinds = append(kinds, Kind{"operation/" + r.kind, Additive, func(c *change) bool {
			schema, ok := r.result(c)
			return ok && c.addOperation("/"+c.fresh("things"), "get", c.newOperation(c.fresh("get"), schema))
		}})
	}
	for _, n := range []struct {
		kind string
		ids  func(*change) []string
	}{
		{"alike", func(c *change) []string {
			return c.operationIDs(c.respell)
		}},
		{"other-case", func(c *change) []string { return c.operationIDs(swapCase) }},
		{"suffixed", func(c *change) []string { return c.operationIDs(func(s string) string { return s + "Operation" }) }},
		{"params-of-other", func(c *change) []string { return c.operationIDs(func(s string) string { return s + "Params" }) }},
		{"params-like-schema", func(c *change) []string {
			var ids []string
			for _, name := range c.componentNames() {
				for _, suffix := range []string{"Params", "Result", "Headers", "Request", "Response"} {
					if id, ok := strings.CutSuffix(name, suffix); ok && id != "" {
						ids = append(ids, id)
					}
				}
			}
			return ids
		}},
		{"like-schema", func(c *change) []string { return c.componentNames() }},
		{"like-runtime", func(*change) []string {
			return []string{"do", "with", "newClient", "client", "API", "unimplementedAPI", "validate", "withCall"}
		}},
	} {
		kinds = append(kinds, Kind{"operation/" + n.kind, Additive, func(c *change) bool {
			known := map[string]bool{}
			for _, op := range c.operations() {
				known[op.id()] = true
			}
			return try(c, n.ids(c), func(id string) bool {
				return !known[id] && c.addOperation("/"+c.fresh("things"), "post", c.newOperation(id, node(`{"type": "string"}`)))
			})
		}})
	}
	return append(kinds, []Kind{
		{"operation/method", Additive, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				if strings.Contains(op.path, "{") {
					return false
				}
				return c.addOperation(op.path, "patch", c.newOperation(c.fresh("patch"), node(newObject)))
			})
		}},
		{"operation/anonymous", Additive, func(c *change) bool {
			return c.addOperation("/"+c.fresh("things"), "get", c.newOperation("", node(newObject)))
		}},
		{"operation/anonymous-alike", Additive, func(c *change) bool {
			return try(c, c.operations(), func(op *operation) bool {
				if strings.Contains(op.path, "{") || len(op.path) < 3 {
					return false
				}
				return c.addOperation("/"+c.respell(op.path[1:]), op.method, c.newOperation("", node(newObject)))
			})
		}},
		{"operation/anonymous-like-id", Additive, func(c *change) bool {
			return try(c, c.operationIDs(func(id string) string { return id }), func(id string) bool {
				for _, method := range methods {
					if rest, ok := strings.CutPrefix(strings.ToLower(id), method); ok && rest != "" {
						return c.addOperation("/"+rest, method, c.newOperation("", node(newObject)))
					}
				}
				return false
			})
		}},
		{"operation/path-parameter", Additive, func(c *change) bool {
			op := c.newOperation(c.fresh("get"), node(newObject))
			p := c.param("path", "id", node(`{"type": "string"}`))
			p.Set("required", node(`true`))
			op.Set("parameters", &source.Node{Kind: source.Array, Items: []*source.Node{p}})
			return c.addOperation("/"+c.fresh("things")+"/{id}", "get", op)
		}},
		{"operation/body", Additive, func(c *change) bool {
			op := c.newOperation(c.fresh("create"), node(newObject))
			c.setBody(op, node(`{"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "status": {"type": "string", "enum": ["added_one"]}}}`), true)
			return c.addOperation("/"+c.fresh("things"), "post", op)
		}},
		{"operation/body-leaf", Additive, func(c *change) bool {
			s, ok := c.inlineMember(func(*site) bool { return true })
			if !ok {
				return false
			}
			op := c.newOperation(c.fresh("create"), node(newObject))
			c.setBody(op, node(`{"type": "object", "properties": {%s: %s}}`, quote(s.name), otherShape(s).JSON()), true)
			return c.addOperation("/"+c.fresh("things"), "post", op)
		}},
		{"operation/enum-parameter-leaf", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(func(s *site) bool { return s.role == parameter && len(s.node.Get("enum").Elements()) > 0 }), nil)
			if !ok {
				return false
			}
			op := c.newOperation(c.fresh("list"), node(newObject))
			op.Set("parameters", &source.Node{Kind: source.Array, Items: []*source.Node{c.param("query", s.name, node(`{"type": "string", "enum": ["added_one", "added_two"]}`))}})
			return c.addOperation("/"+c.fresh("things"), "get", op)
		}},
		{"operation/deprecated", Additive, func(c *change) bool {
			op := c.newOperation(c.fresh("get"), node(newObject))
			op.Set("deprecated", node(`true`))
			return c.addOperation("/"+c.fresh("things"), "get", op)
		}},
		{"operation/download", Additive, func(c *change) bool {
			op := c.newOperation(c.fresh("get"), node(newObject))
			if c.version == swagger {
				return false
			}
			op.Get("responses").Get("200").Set("content", content("application/octet-stream", node(`{"type": "string", "format": "binary"}`)))
			return c.addOperation("/"+c.fresh("files"), "get", op)
		}},
		{"operation/upload", Additive, func(c *change) bool {
			if c.version == swagger {
				return false
			}
			op := c.newOperation(c.fresh("upload"), node(newObject))
			op.Set("requestBody", node(`{"content": {"multipart/form-data": {"schema": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}, "name": {"type": "string"}}}}}}`))
			return c.addOperation("/"+c.fresh("files"), "post", op)
		}},
		{"operation/errors", Additive, func(c *change) bool {
			name, ok := pick(c, c.components(isObject), nil)
			if !ok {
				return false
			}
			op := c.newOperation(c.fresh("get"), node(newObject))
			op.Get("responses").Set("404", c.response(c.ref(name.name)))
			op.Get("responses").Set("default", c.response(node(`{"type": "object", "properties": {"message": {"type": "string"}}}`)))
			return c.addOperation("/"+c.fresh("things"), "get", op)
		}},
		{"operation/headers", Additive, func(c *change) bool {
			op := c.newOperation(c.fresh("get"), node(newObject))
			op.Get("responses").Get("200").Set("headers", c.headers("X-Added"))
			return c.addOperation("/"+c.fresh("things"), "get", op)
		}},
		{"operation/tagged", Additive, func(c *change) bool {
			op := c.newOperation(c.fresh("get"), node(newObject))
			op.Set("tags", node(`["added"]`))
			return c.addOperation("/"+c.fresh("things"), "get", op)
		}},
		{"operation/public", Additive, func(c *change) bool {
			op := c.newOperation(c.fresh("get"), node(newObject))
			op.Set("security", node(`[]`))
			return c.addOperation("/"+c.fresh("things"), "get", op)
		}},
	}...)
}

func (d *Document) operationIDs(rename func(string) string) []string {
	var ids []string
	for _, op := range d.operations() {
		if id := op.id(); id != "" {
			ids = append(ids, rename(id))
		}
	}
	return ids
}

// headers returns headers of a response, all of them strings.
func (d *Document) headers(names ...string) *source.Node {
	all := node(`{}`)
	for _, name := range names {
		h := node(`{"schema": {"type": "string"}}`)
		if d.version == swagger {
			h = node(`{"type": "string"}`)
		}
		all.Set(name, h)
	}
	return all
}
