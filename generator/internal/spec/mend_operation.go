package spec

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// mendDocument gives a document what no reader can do without.
func mendDocument(m *mender, n *source.Node) {
	if n != m.doc.Root.Root {
		return
	}
	for _, name := range []string{"info", "paths"} {
		if v := n.Get(name); v == nil || v.Kind == source.Null {
			if name == "info" {
				m.mended(n, "there is no member info", `info: {title: ..., version: "1"}`)
			}
			n.Set(name, objectAt(n))
		}
	}
}

// mendPaths gives every path its slash. In other files paths are but names that
// references use.
func mendPaths(m *mender, n *source.Node) {
	if m.file != m.doc.Root {
		return
	}
	changed := false
	for i := range n.Members {
		member := &n.Members[i]
		if strings.HasPrefix(member.Name, "/") || strings.HasPrefix(member.Name, "x-") || member.Name == "$ref" {
			continue
		}
		m.mended(&source.Node{Line: member.Line, Column: member.Column}, "the path "+member.Name+" has no slash at its start", "/"+member.Name)
		if n.Has("/" + member.Name) {
			continue
		}
		m.rename(n, member, "/"+member.Name)
		changed = true
	}
	if changed {
		n.SetMembers(n.Members)
	}
}

// mendOperation understands bodies among the parameters, as Swagger 2.0 has
// them, and tags that are objects or lists.
func mendOperation(m *mender, n *source.Node) {
	m.bodyParameters(n)
	tags := n.Get("tags")
	if tags == nil || tags.Kind != source.Array {
		return
	}
	var flat []*source.Node
	for _, tag := range tags.Items {
		switch {
		case tag.Kind == source.Array:
			m.mended(tag, "a tag is due here, not an array: its items are taken", "the tags in one list")
			flat = append(flat, tag.Items...)
		case tag.Kind == source.Object && tag.Has("name"):
			m.mended(tag, "a tag is due here, not an object: its name is taken", "the name alone")
			flat = append(flat, tag.Get("name"))
		default:
			flat = append(flat, tag)
		}
	}
	tags.Items = flat
}

func (m *mender) bodyParameters(n *source.Node) {
	list, found := n.Get("parameters"), false
	if list == nil || list.Kind != source.Array {
		return
	}
	for i, item := range list.Items {
		if ref, ok := item.Get("$ref").Str(); ok { // Swagger's are moved already, but for those of other files
			to, _, _ := m.resolve(m.file, ref)
			if in, _ := to.node.Get("in").Str(); in == "body" || in == "formData" {
				item = m.clone(to, item.Get("$ref"))
				list.Items[i] = item
			}
		}
		if in, _ := item.Get("in").Str(); in == "body" || in == "formData" {
			if found = true; isSwagger(m.doc.Root) {
				continue
			}
			m.mended(item.Get("in"), "there is no place "+in+" in OpenAPI 3: this is read as the request body", "requestBody: {content: {application/json: {schema: ...}}}")
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

// mendResponses understands keys such as 4xx, "200 OK" and success.
func mendResponses(m *mender, n *source.Node) {
	changed := false
	for i := range n.Members {
		member := &n.Members[i]
		if strings.HasPrefix(member.Name, "x-") || member.Name == "$ref" {
			continue
		}
		key := statusKey(member.Name)
		if key == member.Name {
			continue
		}
		at := &source.Node{Line: member.Line, Column: member.Column}
		if key == "" || n.Has(key) {
			m.mended(at, member.Name+" is no status: the response is ignored", "a status such as 200, a range such as 4XX, or default")
			key = "x-" + member.Name
		} else {
			m.mended(at, member.Name+" is no status", key)
		}
		m.rename(n, member, key)
		changed = true
	}
	if changed {
		n.SetMembers(n.Members)
	}
}

// mendResponse understands a schema without a media type, as Swagger 2.0 has it.
func mendResponse(m *mender, n *source.Node) {
	if m.doc.since32() && !n.Has("$ref") { // where it is optional, which kin-openapi does not know
		m.describe(n, m.table.response)
	}
	if schema := n.Get("schema"); schema != nil && !n.Has("content") && !n.Has("$ref") {
		m.mended(schema, "a response has its schema under a media type: it is read as that of "+jsonMedia, "content: {"+jsonMedia+": {schema: ...}}")
		(&swagger{root: objectAt(n)}).response(n, nil)
	}
}

// statusKey is the status that a key of responses means; "" if none.
func statusKey(key string) string {
	upper := strings.ToUpper(strings.TrimSpace(key))
	if len(upper) > 3 && upper[3] == ' ' { // 200 OK
		upper = upper[:3]
	}
	switch {
	case upper == "DEFAULT" || upper == "ERROR":
		return "default"
	case upper == "SUCCESS" || upper == "OK":
		return "200"
	case len(upper) == 3 && '1' <= upper[0] && upper[0] <= '9':
		rest := upper[1:]
		if rest == "XX" || strings.Trim(rest, "0123456789") == "" {
			return upper
		}
		if strings.Trim(rest, "X0123456789*") == "" {
			return upper[:1] + "XX"
		}
	}
	return ""
}

// mendRequirement understands a scheme without scopes: {key: } or {key: {}}.
func mendRequirement(m *mender, n *source.Node) {
	for i := range n.Members {
		member := &n.Members[i]
		if v := member.Value; v.Kind == source.Null || v.Kind == source.Object {
			m.mended(v, "the list of scopes is due here, not "+article(v), member.Name+": []")
			member.Value = arrayAt(v)
		}
	}
}

// mendParameter understands a parameter as Swagger 2.0 writes it, and refuses
// one that is nowhere.
func mendParameter(m *mender, n *source.Node) {
	if n.Has("$ref") {
		return
	}
	places := []string{"path", "query", "header", "cookie", "querystring"}
	if in := n.Get("in"); in == nil || !slices.Contains(places, in.Text) {
		at, said, meant := n, "", ""
		if in != nil {
			at, said = in, in.Text
		}
		if lower := strings.ToLower(said); slices.Contains(places, lower) {
			meant = lower
		} else if name, ok := n.Get("name").Str(); ok && slices.ContainsFunc(m.path, func(t string) bool { return strings.Contains(t, "{"+name+"}") }) {
			meant = "path"
		}
		if meant == "" {
			n.Delete("in")
		} else {
			m.mended(at, "a parameter is in one of "+strings.Join(places, ", ")+", not in \""+said+"\"", "in: "+meant)
			n.Set("in", stringAt(at, meant))
		}
	}
	mendHeader(m, n)
}

// mendHeader gives a parameter or header without a schema the one that its own
// members make, and one of two ways to say what travels the preference.
func mendHeader(m *mender, n *source.Node) {
	if content := n.Get("content"); content != nil && !n.Has("$ref") {
		if schema := n.Get("schema"); schema != nil {
			m.mended(content, "schema and content exclude each other: content is ignored", "one of the two")
			n.Delete("content")
		}
		return
	}
	if n.Has("$ref") {
		return
	}
	if s := n.Get("schema"); s != nil && s.Kind != source.Null {
		return
	}
	members := schemaMembers(n)
	if len(members) == 0 {
		m.mended(n, "there is neither schema nor content: it is read as a string", "schema: {type: string}")
		members = []source.Member{memberAt("type", stringAt(n, "string"))}
	} else {
		m.mended(n, "there is no schema: one is made of the members beside it", "schema: {type: ...}")
	}
	for _, member := range members {
		n.Delete(member.Name)
	}
	n.Set("schema", objectAt(n, members...))
}

// schemaKeywords are what a parameter or header of Swagger 2.0 has itself.
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
