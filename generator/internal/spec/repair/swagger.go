package repair

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

func isSwagger(f *source.File) bool { return f.Root.Has("swagger") }

// IsOfSwagger reports whether the schemas of a file are those of Swagger 2.0: it is a Swagger
// document, or a part of one in another file.
func (s *Set) IsOfSwagger(f *source.File) bool {
	return isSwagger(f) || isSwagger(s.Root) && !f.Root.Has("openapi")
}

// sections are the pointers of referable objects: in Swagger 2.0, and in OpenAPI 3.
var sections = [][2]string{
	{"/definitions", "/components/schemas"}, {"/parameters", "/components/parameters"}, {"/responses", "/components/responses"},
}

// renamed returns the pointer, in the converted document, of what a pointer refers to in a
// Swagger document.
func renamed(f *source.File, pointer string) string {
	for _, s := range sections {
		if rest, ok := strings.CutPrefix(pointer, s[0]+"/"); ok && isSwagger(f) {
			return s[1] + "/" + rest
		}
	}
	return pointer
}

// asWrittenInSwagger returns a hint with the pointers of the Swagger document.
func asWrittenInSwagger(f *source.File, hint string) string {
	for _, s := range sections {
		if isSwagger(f) {
			hint = strings.Replace(hint, "#"+s[1], "#"+s[0], 1)
		}
	}
	return hint
}

// swagger converts a Swagger 2.0 document to OpenAPI 3.0, in its tree. It expects no shapes: the
// repairer comes after it. The member swagger stays, because the repairer converts schemas by
// it.
type swagger struct {
	root               *source.Node
	consumes, produces []string
}

// convertSwagger converts the tree of a Swagger 2.0 document and returns it. New nodes have
// positions of the original.
func convertSwagger(root *source.Node) *source.Node {
	s := &swagger{root: root, consumes: strs(root.Get("consumes")), produces: strs(root.Get("produces"))}
	version := *root.Get("swagger")
	version.Kind, version.Text = source.String, "3.0.3"
	out := []source.Member{memberAt("openapi", &version)}
	for _, member := range root.Members {
		switch member.Name {
		case "host", "basePath", "schemes", "consumes", "produces", "definitions", "parameters", "responses", "securityDefinitions":
		case "paths":
			for _, item := range member.Value.Members {
				s.pathItem(item.Value)
			}
			out = append(out, member)
		default:
			out = append(out, member)
		}
	}
	if servers := s.servers(); servers != nil {
		out = append(out, *servers)
	}
	out = append(out, memberAt("components", objectAt(root, s.components()...)))
	root.SetMembers(out)
	return root
}

// servers returns one server for each scheme, https first.
func (s *swagger) servers() *source.Member {
	host, path := s.root.Member("host"), s.root.Member("basePath")
	at := host
	if at == nil {
		at = path
	}
	if at == nil {
		return nil
	}
	base := ""
	if path != nil {
		base = "/" + strings.Trim(path.Value.Text, "/")
	}
	var items []*source.Node
	add := func(url string) {
		items = append(items, objectAt(at.Value, memberAt("url", stringAt(at.Value, url))))
	}
	if host == nil || host.Value.Text == "" {
		add(base)
	} else {
		schemes := strs(s.root.Get("schemes"))
		if len(schemes) == 0 {
			schemes = []string{"https"}
		}
		slices.SortStableFunc(schemes, func(a, b string) int {
			return rank(a) - rank(b)
		})
		for _, scheme := range schemes {
			add(scheme + "://" + strings.TrimSuffix(host.Value.Text, "/") + strings.TrimSuffix(base, "/"))
		}
	}
	return &source.Member{Name: "servers", Line: at.Line, Column: at.Column, Value: arrayAt(at.Value, items...)}
}

func (s *swagger) components() []source.Member {
	var parameters, bodies []source.Member
	for _, member := range members(s.root.Get("parameters")) {
		switch in, _ := member.Value.Get("in").Str(); in {
		case "body":
			member.Value = s.body(member.Value, s.consumes)
			bodies = append(bodies, member)
		case "formData": // becomes part of the bodies that refer to it
		default:
			s.parameter(member.Value)
			parameters = append(parameters, member)
		}
	}
	responses := members(s.root.Get("responses"))
	for _, member := range responses {
		s.response(member.Value, s.produces)
	}
	schemes := members(s.root.Get("securityDefinitions"))
	for _, member := range schemes {
		s.securityScheme(member.Value)
	}
	var out []source.Member
	for _, section := range []struct {
		from, to string
		members  []source.Member
	}{
		{"definitions", "schemas", members(s.root.Get("definitions"))},
		{"parameters", "parameters", parameters},
		{"parameters", "requestBodies", bodies},
		{"responses", "responses", responses},
		{"securityDefinitions", "securitySchemes", schemes},
	} {
		if len(section.members) > 0 {
			at := s.root.Member(section.from)
			out = append(out, source.Member{Name: section.to, Line: at.Line, Column: at.Column, Value: objectAt(at.Value, section.members...)})
		}
	}
	return out
}

// securityScheme converts type basic, and the flow of type oauth2.
func (s *swagger) securityScheme(n *source.Node) {
	kind := n.Get("type")
	if kind == nil || n.Has("$ref") {
		return
	}
	switch kind.Text {
	case "basic":
		n.Set("type", stringAt(kind, "http"))
		n.Set("scheme", stringAt(kind, "basic"))
	case "oauth2":
		names := map[string]string{
			"implicit": "implicit", "password": "password", "application": "clientCredentials", "accessCode": "authorizationCode",
		}
		flow, _ := n.Get("flow").Str()
		if names[flow] == "" {
			return
		}
		var parts []source.Member
		for _, name := range []string{"authorizationUrl", "tokenUrl", "scopes"} {
			if member := n.Member(name); member != nil {
				parts = append(parts, *member)
			}
		}
		if !n.Has("scopes") {
			parts = append(parts, memberAt("scopes", objectAt(n)))
		}
		for _, name := range []string{"authorizationUrl", "tokenUrl", "scopes", "flow"} {
			n.Delete(name)
		}
		n.Set("flows", objectAt(n, memberAt(names[flow], objectAt(n, parts...))))
	}
}

func rank(scheme string) int {
	if scheme == "https" {
		return 0
	}
	return 1
}

// swaggerSchema converts the keywords of a schema that differ in Swagger 2.0.
func swaggerSchema(r *repairer, n *source.Node) {
	if d := n.Get("discriminator"); d != nil && d.Kind == source.String {
		toDiscriminator(r, d, nil)
	}
	if t, _ := n.Get("type").Str(); t == "file" {
		n.Set("type", stringAt(n.Get("type"), "string"))
		n.Set("format", stringAt(n.Get("type"), "binary"))
	}
	if x := n.Get("x-nullable"); x != nil && !n.Has("nullable") {
		n.Set("nullable", x.Clone())
	}
}
