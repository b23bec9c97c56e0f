package mutate

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// site is a schema that is not a reference.
type site struct {
	node      *source.Node
	pointer   string
	name      string // of the member, parameter or component that it is the schema of
	role      role
	operation *operation // nil in components
	response  bool       // in a response; the opposite is unknown for components
}

type role int

const (
	component role = iota
	member
	item
	additional
	alternative // of oneOf or anyOf
	part        // of allOf
	parameter
	body
	result
	header
)

// operation is an operation of a path.
type operation struct {
	node, item   *source.Node
	path, method string
	pointer      string
}

func (o *operation) id() string { return str(o.node.Get("operationId")) }

var methods = []string{"get", "put", "post", "delete", "options", "head", "patch"}

// operations returns the operations of paths in the order of the document.
func (d *Document) operations() []*operation {
	var found []*operation
	for _, p := range members(d.root.Get("paths")) {
		if isRef(p.Value) {
			continue
		}
		for _, m := range members(p.Value) {
			if slices.Contains(methods, m.Name) && m.Value.Kind == source.Object {
				found = append(found, &operation{m.Value, p.Value, p.Name, m.Name, "/paths/" + escape(p.Name) + "/" + m.Name})
			}
		}
	}
	return found
}

func members(n *source.Node) []source.Member {
	if n == nil {
		return nil
	}
	return n.Members
}

// container returns a kind of components: "schemas", "parameters", ...
func (d *Document) container(kind string) *source.Node {
	if d.version == swagger {
		return d.root.Get(map[string]string{"schemas": "definitions", "securitySchemes": "securityDefinitions"}[kind] + map[string]string{"parameters": "parameters", "responses": "responses"}[kind])
	}
	return d.root.Get("components").Get(kind)
}

// ensure is container, which is made if it is missing.
func (d *Document) ensure(kind string) *source.Node {
	if d.version == swagger {
		name := map[string]string{"schemas": "definitions", "securitySchemes": "securityDefinitions"}[kind]
		if name == "" {
			name = kind
		}
		return child(d.root, name, "{}")
	}
	return child(child(d.root, "components", "{}"), kind, "{}")
}

// prefix returns what a reference to a component begins with.
func (d *Document) prefix(kind string) string {
	if d.version != swagger {
		return "#/components/" + kind + "/"
	}
	if kind == "schemas" {
		return "#/definitions/"
	}
	return "#/" + kind + "/"
}

func (d *Document) ref(name string) *source.Node {
	return node(`{"$ref": %s}`, quote(d.prefix("schemas")+escape(name)))
}

// resolve returns the schema of a component that is referred to, or the schema itself.
func (d *Document) resolve(schema *source.Node) *source.Node {
	for range 10 {
		ref, ok := schema.Get("$ref").Str()
		if !ok {
			return schema
		}
		name, ok := strings.CutPrefix(ref, d.prefix("schemas"))
		if !ok {
			return nil
		}
		schema = d.container("schemas").Get(strings.NewReplacer("~1", "/", "~0", "~").Replace(name))
	}
	return nil
}

// sites returns the schemas that are not references, in the order of the document.
func (d *Document) sites() []*site {
	w := &walk{d: d}
	for _, m := range members(d.container("schemas")) {
		w.schema(&site{node: m.Value, pointer: strings.TrimPrefix(d.prefix("schemas"), "#") + escape(m.Name), name: m.Name, role: component})
	}
	for _, op := range d.operations() {
		w.operation(op)
	}
	return w.found
}

type walk struct {
	d     *Document
	found []*site
}

func (w *walk) operation(op *operation) {
	for _, p := range op.node.Get("parameters").Elements() {
		s := &site{node: p.Get("schema"), pointer: op.pointer + "/parameters/" + str(p.Get("name")), name: str(p.Get("name")), role: parameter, operation: op}
		if w.d.version == swagger && str(p.Get("in")) == "body" {
			s.role = body
		}
		w.schema(s)
	}
	for _, m := range members(op.node.Get("requestBody").Get("content")) {
		w.schema(&site{node: m.Value.Get("schema"), pointer: op.pointer + "/requestBody/content/" + escape(m.Name), role: body, operation: op})
	}
	for _, r := range members(op.node.Get("responses")) {
		pointer := op.pointer + "/responses/" + r.Name
		w.schema(&site{node: r.Value.Get("schema"), pointer: pointer, role: result, operation: op, response: true})
		for _, m := range members(r.Value.Get("content")) {
			w.schema(&site{node: m.Value.Get("schema"), pointer: pointer + "/content/" + escape(m.Name), role: result, operation: op, response: true})
		}
		for _, h := range members(r.Value.Get("headers")) {
			w.schema(&site{node: h.Value.Get("schema"), pointer: pointer + "/headers/" + escape(h.Name), name: h.Name, role: header, operation: op, response: true})
		}
	}
}

func (w *walk) schema(s *site) {
	if s.node == nil || s.node.Kind != source.Object || isRef(s.node) {
		return
	}
	w.found = append(w.found, s)
	inside := func(n *source.Node, step, name string, r role) {
		w.schema(&site{node: n, pointer: s.pointer + "/" + step, name: name, role: r, operation: s.operation, response: s.response})
	}
	for _, m := range members(s.node.Get("properties")) {
		inside(m.Value, "properties/"+escape(m.Name), m.Name, member)
	}
	inside(s.node.Get("items"), "items", s.name, item)
	inside(s.node.Get("additionalProperties"), "additionalProperties", s.name, additional)
	for _, keyword := range []string{"oneOf", "anyOf", "allOf"} {
		r := alternative
		if keyword == "allOf" {
			r = part
		}
		for _, n := range s.node.Get(keyword).Elements() {
			inside(n, keyword, s.name, r)
		}
	}
}

// is returns a condition: a schema with one of the types.
func is(types ...string) func(*site) bool {
	return func(s *site) bool {
		return slices.Contains(types, typeOf(s.node)) && !hasAny(s.node, "allOf", "oneOf", "anyOf")
	}
}

// isObject reports whether a schema is an object with members, and without others that
// have a type.
func isObject(s *site) bool {
	return typeOf(s.node) == "object" && len(members(s.node.Get("properties"))) > 0 && !hasAny(s.node, "patternProperties") &&
		(s.node.Get("additionalProperties") == nil || s.node.Get("additionalProperties").Kind == source.Bool && !s.node.Get("additionalProperties").IsTrue())
}

func isEnum(s *site) bool {
	values := s.node.Get("enum").Elements()
	return typeOf(s.node) == "string" && len(values) > 0 && !slices.ContainsFunc(values, func(v *source.Node) bool { return v.Kind != source.String })
}

// isInline reports whether a schema has a Go type that is named after its place.
func isInline(s *site) bool {
	return s.role != component && s.role != part && (isObject(s) || isEnum(s))
}

// where returns the sites that satisfy all conditions.
func (d *Document) where(conditions ...func(*site) bool) []*site {
	var found []*site
	for _, s := range d.sites() {
		if !slices.ContainsFunc(conditions, func(ok func(*site) bool) bool { return !ok(s) }) {
			found = append(found, s)
		}
	}
	return found
}

// componentNames returns the names of the component schemas.
func (d *Document) componentNames() []string { return d.container("schemas").Keys() }

// components returns the component schemas that satisfy a condition.
func (d *Document) components(ok func(*site) bool) []*site {
	return d.where(func(s *site) bool { return s.role == component }, ok)
}
