package mutate

import (
	"fmt"

	"github.com/peergen/peergen/generator/internal/source"
)

// clone copies a schema that occurs elsewhere in the document.
func clone(n *source.Node) *source.Node { return n.Clone() }

// response returns a response with a JSON body.
func (d *Document) response(schema *source.Node) *source.Node {
	r := node(`{"description": "Added."}`)
	if d.version == swagger {
		r.Set("schema", schema)
		return r
	}
	r.Set("content", content("application/json", schema))
	return r
}

// content returns a map of one content type.
func content(mediaType string, schema *source.Node) *source.Node {
	media := node(`{}`)
	media.Set("schema", schema)
	types := node(`{}`)
	types.Set(mediaType, media)
	return types
}

// param returns an optional parameter. In Swagger 2.0 the schema must be a scalar, or a list
// of them.
func (d *Document) param(in, name string, schema *source.Node) *source.Node {
	p := node(`{"name": %s, "in": %q}`, quote(name), in)
	if d.version != swagger {
		p.Set("schema", schema)
		return p
	}
	for _, m := range schema.Members {
		p.Set(m.Name, m.Value)
	}
	return p
}

// newOperation returns an operation with a result. If id is empty, it has none.
func (d *Document) newOperation(id string, result *source.Node) *source.Node {
	op := node(`{"responses": {}}`)
	if id != "" {
		op.Set("operationId", text(id))
	}
	if d.version == swagger {
		op.Set("produces", node(`["application/json"]`))
	}
	op.Get("responses").Set("200", d.response(result))
	return op
}

// setBody gives an operation a request body.
func (d *Document) setBody(op, schema *source.Node, required bool) {
	if d.version == swagger {
		p := node(`{"name": "body", "in": "body", "required": %t}`, required)
		p.Set("schema", schema)
		list := child(op, "parameters", "[]")
		list.Items = append(list.Items, p)
		return
	}
	b := node(`{"required": %t}`, required)
	b.Set("content", content("application/json", schema))
	op.Set("requestBody", b)
}

// hasBody reports whether an operation declares a request body.
func (d *Document) hasBody(op *source.Node) bool {
	if op.Has("requestBody") {
		return true
	}
	for _, p := range op.Get("parameters").Elements() {
		if in := str(p.Get("in")); isRef(p) || in == "body" || in == "formData" {
			return true
		}
	}
	return false
}

// addOperation adds a path with an operation, or an operation to a path that has no such
// method.
func (c *change) addOperation(path, method string, op *source.Node) bool {
	paths := c.root.Get("paths")
	if paths == nil {
		return false
	}
	item := paths.Get(path)
	if item == nil {
		item = node(`{}`)
		c.insert(paths, path, item)
	}
	if isRef(item) || !c.insert(item, method, op) {
		return false
	}
	return c.at("/paths/"+escape(path)+"/"+method, "operation "+str(op.Get("operationId")))
}

// fresh returns a name that the document does not have.
func (c *change) fresh(word string) string {
	return fmt.Sprintf("%sAdded%d", word, 100+c.rand.IntN(900))
}

// addSchema adds a component.
func (c *change) addSchema(name string, schema *source.Node) bool {
	if !c.insert(c.ensure("schemas"), name, schema) {
		return false
	}
	return c.at("/"+c.prefix("schemas")[2:]+escape(name), "schema")
}

// addMember adds an optional property to a random object.
func (c *change) addMember(name string, schema func(*site) *source.Node) bool {
	return try(c, c.where(isObject), func(s *site) bool {
		value := schema(s)
		return value != nil && c.insert(s.node.Get("properties"), name, value) && c.at(s.pointer, "member "+name)
	})
}

// nullable returns a schema of a type and null.
func (d *Document) nullable(kind string) *source.Node {
	switch d.version {
	case swagger:
		return node(`{"type": %q, "x-nullable": true}`, kind)
	case openapi30:
		return node(`{"type": %q, "nullable": true}`, kind)
	}
	return node(`{"type": [%q, "null"]}`, kind)
}
