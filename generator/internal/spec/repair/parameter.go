package repair

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// Locations are the values of the member in of parameters.
var Locations = []string{"path", "query", "header", "cookie", "querystring"}

// repairParameter handles a parameter whose location is missing or misspelled, or that is
// written as in Swagger 2.0. Without a location the caller ignores it.
func repairParameter(r *repairer, n *source.Node) {
	if n.Has("$ref") {
		return
	}
	if in := n.Get("in"); in == nil || !slices.Contains(Locations, in.Text) {
		at, found, meant := n, "", ""
		if in != nil {
			at, found = in, in.Text
		}
		if lower := strings.ToLower(found); slices.Contains(Locations, lower) {
			meant = lower
		} else if name, ok := n.Get("name").Str(); ok && slices.ContainsFunc(r.path, func(t string) bool { return strings.Contains(t, "{"+name+"}") }) {
			meant = "path"
		}
		if meant == "" {
			n.Delete("in")
		} else {
			r.repaired(at, "expected in to be one of "+strings.Join(Locations, ", ")+", found \""+found+"\"", "in: "+meant)
			n.Set("in", stringAt(at, meant))
		}
	}
	repairHeader(r, n)
}

// repairHeader gives a parameter or header without a schema a schema made of its members,
// as in Swagger 2.0, and keeps schema if there is content, too.
func repairHeader(r *repairer, n *source.Node) {
	if content := n.Get("content"); content != nil && !n.Has("$ref") {
		if schema := n.Get("schema"); schema != nil {
			r.repaired(content, "schema and content exclude each other: content is ignored", "one of the two")
			n.Delete("content")
		}
		return
	}
	if n.Has("$ref") || r.set.Unresolved[n] {
		return
	}
	if s := n.Get("schema"); s != nil && s.Kind != source.Null {
		return
	}
	members := schemaMembers(n)
	if len(members) == 0 {
		r.repaired(n, "schema or content is required: it is read as a string", "schema: {type: string}")
		members = []source.Member{memberAt("type", stringAt(n, "string"))}
	} else {
		r.repaired(n, "schema is required: it is made of the members next to it", "schema: {type: ...}")
	}
	for _, member := range members {
		n.Delete(member.Name)
	}
	n.Set("schema", objectAt(n, members...))
}

// schemaKeywords are the keywords that a parameter or header of Swagger 2.0 has itself.
var schemaKeywords = []string{
	"type", "format", "items", "default", "enum", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
	"minLength", "pattern", "maxItems", "minItems", "uniqueItems", "multipleOf", "x-nullable", "nullable",
	"oneOf", "anyOf", "allOf", "properties", "additionalProperties",
}

func schemaMembers(n *source.Node) []source.Member {
	var members []source.Member
	for _, member := range n.Members {
		if slices.Contains(schemaKeywords, member.Name) {
			members = append(members, member)
		}
	}
	return members
}

func (r *repairer) bodyParameters(n *source.Node) {
	list, found := n.Get("parameters"), false
	if list == nil || list.Kind != source.Array {
		return
	}
	for i, item := range list.Items {
		if ref, ok := item.Get("$ref").Str(); ok { // those of a Swagger document are moved already, except from other files
			to, _, _ := r.resolve(r.file, ref)
			if in, _ := to.node.Get("in").Str(); in == "body" || in == "formData" {
				item = r.copyOf(to, item.Get("$ref"))
				list.Items[i] = item
			}
		}
		if in, _ := item.Get("in").Str(); in == "body" || in == "formData" {
			if found = true; isSwagger(r.set.Root) {
				continue
			}
			r.repaired(item.Get("in"), "OpenAPI 3 has no parameters in: "+in+": this is read as the request body", "requestBody: {content: {application/json: {schema: ...}}}")
		}
	}
	if !found {
		return
	}
	s := &swagger{root: objectAt(n)}
	params := s.split(list)
	list.Items = params.others
	switch {
	case n.Has("requestBody"):
	case len(params.form) > 0:
		n.Set("requestBody", s.form(params.form, nil))
	default:
		n.Set("requestBody", s.body(params.body, nil))
	}
}
