package mutate

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/source"
)

// status is a response of an operation.
type status struct {
	op      *operation
	code    string
	node    *source.Node
	pointer string
}

func (s status) isSuccess() bool { return s.code != "" && s.code[0] == '2' }

// statuses returns the responses that are not references.
func (d *Document) statuses(ok func(status) bool) []status {
	var found []status
	for _, op := range d.operations() {
		for _, m := range members(op.node.Get("responses")) {
			if s := (status{op, m.Name, m.Value, op.pointer + "/responses/" + m.Name}); m.Value.Kind == source.Object && !isRef(m.Value) && (ok == nil || ok(s)) {
				found = append(found, s)
			}
		}
	}
	return found
}

func hasContent(s status) bool { return hasAny(s.node, "content", "schema") }

// addResponse adds a response to an operation that satisfies a condition.
func (c *change) addResponse(code string, response *source.Node, ok func(*operation) bool) bool {
	return try(c, c.operations(), func(op *operation) bool {
		responses := op.node.Get("responses")
		return responses != nil && ok(op) && c.insert(responses, code, response) && c.at(op.pointer, "response "+code)
	})
}

func responseKinds() []Kind {
	kinds := headerKinds()
	all := func(*operation) bool { return true }
	success := func(body bool) func(*operation) bool {
		return func(op *operation) bool {
			return slices.ContainsFunc(members(op.node.Get("responses")), func(m source.Member) bool {
				return m.Name[0] == '2' && !isRef(m.Value) && hasAny(m.Value, "content", "schema") == body
			})
		}
	}
	errorsOnly := func(op *operation) bool {
		return !slices.ContainsFunc(members(op.node.Get("responses")), func(m source.Member) bool { return m.Name[0] == '2' })
	}
	for _, r := range []struct {
		kind, code string
		response   func(*Document) *source.Node
		ok         func(*operation) bool
	}{
		{"error-inline", "418", func(d *Document) *source.Node {
			return d.response(node(`{"type": "object", "properties": {"message": {"type": "string"}}}`))
		}, all},
		{"error-without-body", "418", func(*Document) *source.Node { return node(`{"description": "Added."}`) }, all},
		{"error-class", "4XX", func(d *Document) *source.Node { return d.response(node(newObject)) }, all},
		{"default-error", "default", func(d *Document) *source.Node { return d.response(node(newObject)) }, success(true)},
		{"default-for-errors", "default", func(d *Document) *source.Node { return d.response(node(newObject)) }, errorsOnly},
		{"success-first", "200", func(d *Document) *source.Node { return d.response(node(newObject)) }, errorsOnly},
		{"success-without-body", "205", func(*Document) *source.Node { return node(`{"description": "Added."}`) }, success(true)},
		{"success-next-to-204", "206", func(d *Document) *source.Node { return d.response(node(newObject)) }, success(false)},
		{"success-other-type", "206", func(d *Document) *source.Node {
			return d.response(node(`{"type": "array", "items": {"type": "integer"}}`))
		}, success(true)},
		{"success-lower-status", "200", func(d *Document) *source.Node { return d.response(node(newObject)) }, success(true)},
		{"redirect", "303", func(*Document) *source.Node { return node(`{"description": "Added."}`) }, all},
	} {
		kinds = append(kinds, Kind{"response/" + r.kind, Additive, func(c *change) bool {
			return (c.version != swagger || r.code != "4XX") && c.addResponse(r.code, r.response(c.Document), r.ok)
		}})
	}
	for _, t := range []struct{ kind, mediaType, schema string }{
		{"content-same-schema", "application/vnd.added+json", ""},
		{"content-text", "text/plain", `{"type": "string"}`},
		{"content-binary", "application/pdf", `{"type": "string", "format": "binary"}`},
		{"content-lines", "application/x-ndjson", newObject},
		{"content-other-schema", "application/added+json", newObject},
	} {
		kinds = append(kinds, Kind{"response/" + t.kind, Additive, func(c *change) bool {
			return try(c, c.statuses(status.isSuccess), func(s status) bool {
				types := s.node.Get("content")
				if types == nil || types.Get("application/json").Get("schema") == nil {
					return false
				}
				schema := node("%s", t.schema+emptyIf(t.schema == ""))
				if t.schema == "" {
					schema = clone(types.Get("application/json").Get("schema"))
				}
				return c.insert(types, t.mediaType, content("x", schema).Get("x")) && c.at(s.pointer, t.mediaType)
			})
		}})
	}
	return append(kinds, []Kind{
		{"response/error-component", Additive, func(c *change) bool {
			s, ok := pick(c, c.components(isObject), nil)
			return ok && c.addResponse("418", c.response(c.ref(s.name)), all)
		}},
		{"response/success-same-type", Additive, func(c *change) bool {
			return try(c, c.statuses(func(s status) bool { return s.isSuccess() && hasContent(s) }), func(s status) bool {
				return c.insert(s.op.node.Get("responses"), "203", clone(s.node)) && c.at(s.op.pointer, "response 203 like "+s.code)
			})
		}},
		{"response/lower-status-same-type", Additive, func(c *change) bool {
			return try(c, c.statuses(func(s status) bool { return s.isSuccess() && hasContent(s) && s.code > "200" }), func(s status) bool {
				return c.insert(s.op.node.Get("responses"), "200", clone(s.node)) && c.at(s.op.pointer, "response 200 like "+s.code)
			})
		}},
		{"response/equal-error", Additive, func(c *change) bool {
			return try(c, c.statuses(func(s status) bool { return !s.isSuccess() && hasContent(s) }), func(s status) bool {
				return c.insert(s.op.node.Get("responses"), "418", clone(s.node)) && c.at(s.op.pointer, "response 418 like "+s.code)
			})
		}},
		{"response/link", Additive, func(c *change) bool {
			ids := c.operationIDs(func(s string) string { return s })
			if c.version == swagger || len(ids) == 0 {
				return false
			}
			s, ok := pick(c, c.statuses(status.isSuccess), nil)
			return ok && c.insert(child(s.node, "links", "{}"), "added", node(`{"operationId": %s}`, quote(ids[0]))) && c.at(s.pointer, "link")
		}},
		{"response/member-of-inline", Additive, func(c *change) bool {
			s, ok := pick(c, c.where(isObject, func(s *site) bool { return s.role == result }), nil)
			return ok && c.insert(s.node.Get("properties"), "memberAdded", node(`{"type": "string"}`)) && c.at(s.pointer, "member of an inline response")
		}},
	}...)
}

func headerKinds() []Kind {
	var kinds []Kind
	for _, h := range []struct {
		kind  string
		first bool
		name  func(*change, string) string
	}{
		{"first", true, func(*change, string) string { return "X-Added" }},
		{"second", false, func(*change, string) string { return "X-Added" }},
		{"alike", false, (*change).respell},
		{"like-method", false, func(c *change, _ string) string { return []string{"read", "write", "Read"}[c.rand.IntN(3)] }},
	} {
		kinds = append(kinds, Kind{"header/" + h.kind, Additive, func(c *change) bool {
			return try(c, c.statuses(nil), func(s status) bool {
				if s.node.Has("headers") == h.first {
					return false
				}
				headers := child(s.node, "headers", "{}")
				existing, _ := pick(c, headers.Keys(), nil)
				name := h.name(c, existing)
				return name != "" && c.insert(headers, name, c.headers("x").Get("x")) && c.at(s.pointer, "header "+name)
			})
		}})
	}
	return append(kinds, Kind{"header/required", Additive, func(c *change) bool {
		s, ok := pick(c, c.statuses(status.isSuccess), nil)
		if !ok || c.version == swagger {
			return false
		}
		return c.insert(child(s.node, "headers", "{}"), "X-Added", node(`{"required": true, "schema": {"type": "integer"}}`)) && c.at(s.pointer, "required header")
	}}, Kind{"header/enum", Additive, func(c *change) bool {
		e, ok := pick(c, c.where(isInline, isEnum), nil)
		s, found := pick(c, c.statuses(status.isSuccess), nil)
		if !ok || !found || c.version == swagger || e.name == "" {
			return false
		}
		h := node(`{}`)
		h.Set("schema", otherShape(e))
		return c.insert(child(s.node, "headers", "{}"), e.name, h) && c.at(s.pointer, "header with an enum called like another")
	}})
}
