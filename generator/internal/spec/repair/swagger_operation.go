package repair

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

const (
	jsonMedia      = "application/json"
	binaryMedia    = "application/octet-stream"
	formMedia      = "application/x-www-form-urlencoded"
	multipartMedia = "multipart/form-data"
)

// pathItem converts the operations of a path item. A body among its parameters becomes the body
// of each operation that has none.
func (s *swagger) pathItem(n *source.Node) {
	if n.Kind != source.Object {
		return
	}
	shared := s.split(n.Get("parameters"))
	for _, member := range n.Members {
		switch member.Name {
		case "get", "put", "post", "delete", "options", "head", "patch":
			s.operation(member.Value, shared)
		}
	}
	if parameters := n.Get("parameters"); parameters != nil {
		parameters.Items = shared.others
	}
}

// parameters are the parameters of one object, grouped by what they become.
type parameters struct {
	body   *source.Node   // a body parameter or a reference to one
	form   []*source.Node // formData parameters, references followed
	others []*source.Node // converted
}

func (s *swagger) split(n *source.Node) (out parameters) {
	if n == nil {
		return out
	}
	for _, item := range n.Items {
		declared := s.follow(item)
		switch in, _ := declared.Get("in").Str(); in {
		case "body":
			out.body = item
		case "formData":
			out.form = append(out.form, declared)
		default:
			if item == declared {
				s.parameter(item)
			}
			out.others = append(out.others, item)
		}
	}
	return out
}

// follow returns the parameter of the document that n refers to; n if it is not a reference.
func (s *swagger) follow(n *source.Node) *source.Node {
	ref, _ := n.Get("$ref").Str()
	if name, ok := strings.CutPrefix(ref, "#/parameters/"); ok {
		if tokens := source.SplitPointer("/" + name); len(tokens) == 1 {
			if to, _ := step(objectAt(n, members(s.root.Get("parameters"))...), tokens[0]); to != nil {
				return to
			}
		}
	}
	return n
}

func (s *swagger) operation(n *source.Node, shared parameters) {
	if n.Kind != source.Object {
		return
	}
	consumes, produces := s.consumes, s.produces
	if n.Has("consumes") {
		consumes = strs(n.Get("consumes"))
	}
	if n.Has("produces") {
		produces = strs(n.Get("produces"))
	}
	own := s.split(n.Get("parameters"))
	if own.body == nil {
		own.form = append(inherited(shared.form, own.form), own.form...)
	}
	if own.body == nil && own.form == nil {
		own.body = shared.body
	}
	if parameters := n.Get("parameters"); parameters != nil && parameters.Kind == source.Array {
		parameters.Items = own.others
	}
	switch {
	case len(own.form) > 0:
		n.Set("requestBody", s.form(own.form, consumes))
	case own.body != nil:
		n.Set("requestBody", s.bodyOf(own.body, consumes))
	}
	for _, member := range members(n.Get("responses")) {
		s.response(member.Value, produces)
	}
	for _, name := range []string{"consumes", "produces", "schemes"} {
		n.Delete(name)
	}
}

// inherited returns the shared parameters that own ones do not override.
func inherited(shared, own []*source.Node) (out []*source.Node) {
	for _, s := range shared {
		name, _ := s.Get("name").Str()
		if !slices.ContainsFunc(own, func(o *source.Node) bool { n, _ := o.Get("name").Str(); return n == name }) {
			out = append(out, s)
		}
	}
	return out
}

// bodyOf returns the request body of a body parameter: a reference to that of the document if
// its media types are those of the document.
func (s *swagger) bodyOf(n *source.Node, consumes []string) *source.Node {
	declared := s.follow(n)
	if declared == n || !slices.Equal(consumes, s.consumes) {
		return s.body(declared.Clone(), consumes)
	}
	ref := n.Get("$ref")
	return objectAt(n, memberAt("$ref", stringAt(ref, strings.Replace(ref.Text, "#/parameters/", "#/components/requestBodies/", 1))))
}

// body converts a body parameter to a request body.
func (s *swagger) body(n *source.Node, consumes []string) *source.Node {
	var out []source.Member
	for _, member := range n.Members {
		if member.Name == "description" || member.Name == "required" || strings.HasPrefix(member.Name, "x-") {
			out = append(out, member)
		}
	}
	schema := n.Get("schema")
	if schema == nil { // type: string next to in: body
		schema = objectAt(n, schemaMembers(n)...)
	}
	return objectAt(n, append(out, s.content(n, schema, consumes, jsonMedia))...)
}

// content returns the member content, with the schema under each media type; fallback is used
// if there are no media types. The schema may be nil.
func (s *swagger) content(at, schema *source.Node, types []string, fallback string) source.Member {
	if len(types) == 0 {
		types = []string{fallback}
	}
	var media []source.Member
	for i, name := range types {
		if slices.Contains(types[:i], name) {
			continue
		}
		one := objectAt(at)
		if schema != nil {
			copied := schema
			if i > 0 {
				copied = schema.Clone()
			}
			one = objectAt(at, memberAt("schema", copied))
		}
		media = append(media, memberAt(name, one))
	}
	return memberAt("content", objectAt(at, media...))
}

// form converts formData parameters to a request body: an object with a property for each. It
// is multipart/form-data if one is a file or no other media type is accepted.
func (s *swagger) form(params []*source.Node, consumes []string) *source.Node {
	at := params[0]
	var properties, encoding []source.Member
	var required []*source.Node
	file := false
	for _, p := range params {
		name, ok := p.Get("name").Str()
		if !ok {
			continue
		}
		p = p.Clone()
		kind, _ := p.Get("type").Str()
		file = file || kind == "file"
		schema := objectAt(p, schemaMembers(p)...)
		s.items(schema)
		if d := p.Member("description"); d != nil {
			schema.SetMembers(append(schema.Members, *d))
		}
		properties = append(properties, memberAt(name, schema))
		if p.Get("required") != nil && p.Get("required").Text == "true" {
			required = append(required, stringAt(p, name))
		}
		if kind == "array" {
			encoding = append(encoding, memberAt(name, objectAt(p, s.style(p, "query")...)))
		}
	}
	schema := []source.Member{memberAt("type", stringAt(at, "object")), memberAt("properties", objectAt(at, properties...))}
	if len(required) > 0 {
		schema = append(schema, memberAt("required", arrayAt(at, required...)))
	}
	types := slices.DeleteFunc(slices.Clone(consumes), func(t string) bool { return t != multipartMedia && (file || t != formMedia) })
	fallback := formMedia
	if file {
		fallback = multipartMedia
	}
	content := s.content(at, objectAt(at, schema...), types, fallback)
	if media := content.Value.Get(formMedia); media != nil && len(encoding) > 0 {
		media.Set("encoding", objectAt(at, encoding...))
	}
	out := []source.Member{content}
	if len(required) > 0 {
		out = append(out, memberAt("required", boolAt(at, true)))
	}
	return objectAt(at, out...)
}

// parameter moves the schema keywords of a parameter or header into a schema.
func (s *swagger) parameter(n *source.Node) {
	if n.Kind != source.Object || n.Has("$ref") || n.Has("schema") {
		return
	}
	in, named := n.Get("in").Str()
	if !named {
		in = "header"
	}
	style := s.style(n, in)
	schema := objectAt(n, schemaMembers(n)...)
	s.items(schema)
	var out []source.Member
	for _, member := range n.Members {
		if member.Name != "collectionFormat" && !schema.Has(member.Name) {
			out = append(out, member)
		}
	}
	out = append(out, style...)
	n.SetMembers(append(out, memberAt("schema", schema)))
}

// items removes the collectionFormat of nested arrays, which has no equivalent: they are
// serialized like the outer array.
func (s *swagger) items(n *source.Node) {
	for ; n != nil; n = n.Get("items") {
		n.Delete("collectionFormat")
	}
}

// style returns the members style and explode for a collectionFormat, whose default is csv. tsv
// has no equivalent: tabDelimited is an extension that the lowering knows.
func (s *swagger) style(n *source.Node, in string) []source.Member {
	if kind, _ := n.Get("type").Str(); kind != "array" {
		return nil
	}
	format, at := "csv", n
	if f := n.Get("collectionFormat"); f != nil {
		format, at = f.Text, f
	}
	style := map[string]string{"ssv": "spaceDelimited", "pipes": "pipeDelimited", "tsv": "tabDelimited"}[format]
	switch {
	case style != "":
	case in == "query" || in == "formData":
		style = "form"
	default:
		style = "simple"
	}
	return []source.Member{memberAt("style", stringAt(at, style)), memberAt("explode", boolAt(at, format == "multi"))}
}

// response moves the schema and the examples of a response under media types.
func (s *swagger) response(n *source.Node, produces []string) {
	if n.Kind != source.Object || n.Has("$ref") {
		return
	}
	schema, examples := n.Get("schema"), n.Get("examples")
	for _, member := range members(n.Get("headers")) {
		s.parameter(member.Value)
	}
	n.Delete("schema")
	n.Delete("examples")
	if schema == nil {
		return
	}
	fallback := jsonMedia
	if kind, _ := schema.Get("type").Str(); kind == "file" {
		fallback = binaryMedia
	}
	content := s.content(schema, schema, produces, fallback)
	for _, example := range members(examples) {
		if media := content.Value.Get(example.Name); media != nil {
			media.SetMembers(append(media.Members, source.Member{Name: "example", Line: example.Line, Column: example.Column, Value: example.Value}))
		}
	}
	n.Set("content", content.Value)
}
