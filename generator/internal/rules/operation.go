package rules

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

func (c *checker) operation(cur spec.Cursor) {
	if c.minor == 0 {
		c.require(cur, "the operation", "responses", "responses: {default: {description: ...}}")
	}
	c.uniqueParameters(cur)
}

func (c *checker) responses(cur spec.Cursor) {
	for range cur.Members() {
		return
	}
	c.violation(cur, "an operation has at least one response", "write default: {description: ...}")
}

// uniqueParameters reports a parameter that a list has twice.
func (c *checker) uniqueParameters(owner spec.Cursor) {
	seen := map[string]bool{}
	for _, item := range owner.Child("parameters").Elements() {
		p := c.doc.Follow(item)
		name, in := p.Text("name"), p.Text("in")
		key := in + " " + name
		if in == "header" {
			key = strings.ToLower(key)
		}
		if seen[key] && name != "" {
			c.violation(item, "the "+in+" parameter "+name+" is in the list twice: the first one is used", "remove one of the two")
		}
		seen[key] = true
	}
}

func (c *checker) parameter(cur spec.Cursor) {
	name, in := cur.Text("name"), cur.Text("in")
	if name == "" {
		c.violation(cur.Child("name"), "the name of the parameter is empty", "write a name")
	}
	if required := cur.Child("required"); in == "path" && !required.IsTrue() {
		at := cur
		if required.Node != nil {
			at = required
		}
		c.violation(at, "the path parameter "+name+" is not required, but a path has all its parameters", "write required: true")
	}
	if in == "header" && name != "" && !isToken(name) {
		c.violation(cur.Child("name"), "the header name "+quoted(name)+" has characters that no header name may have: it is ignored", "write letters, digits and hyphens")
	}
	c.content(cur, in+" parameter "+name)
	c.valueExamples(cur)
}

func (c *checker) header(cur spec.Cursor) {
	c.content(cur, "header")
	c.valueExamples(cur)
}

// content checks content in the place of a schema.
func (c *checker) content(cur spec.Cursor, what string) {
	content := cur.Child("content")
	if content.Node == nil {
		return
	}
	if n := len(content.Node.Keys()); n != 1 {
		c.violation(content, "the content of the "+what+" needs exactly one media type", "keep one of them")
	}
	for _, name := range []string{"style", "explode", "allowReserved"} {
		if cur.Has(name) {
			c.violation(cur.Child(name), name+" has no effect next to content, whose media type decides how the value is written", "remove it, or write schema instead of content")
		}
	}
}

// headers checks the names of headers.
func (c *checker) headers(cur spec.Cursor) {
	first := map[string]string{}
	for name, header := range cur.AllMembers() {
		lower := strings.ToLower(name)
		switch {
		case !isToken(name):
			c.violation(header, "the header name "+quoted(name)+" has characters that no header name may have: it is ignored", "write letters, digits and hyphens")
		case first[lower] != "":
			c.violation(header, "the headers "+first[lower]+" and "+name+" are the same, because the names of headers ignore case: this one is ignored", "remove one of the two")
		default:
			first[lower] = name
		}
	}
}

// isToken reports whether a text is a token of RFC 9110.
func isToken(text string) bool {
	other := func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r) }
	return text != "" && !strings.ContainsFunc(text, other)
}

func quoted(text string) string {
	return string((&source.Node{Kind: source.String, Text: text}).JSON())
}

func (c *checker) requestBody(cur spec.Cursor) {
	c.require(cur, "the request body", "content", "content: {application/json: {schema: ...}}")
}

func (c *checker) response(cur spec.Cursor) {
	tokens := source.SplitPointer(cur.Pointer())
	if c.minor < 2 && len(tokens) > 0 {
		c.require(cur, "the response "+tokens[len(tokens)-1], "description", `description: ...`)
	}
}

// requirementsOf are the members that a type of security scheme requires.
var requirementsOf = map[string][]string{
	"apiKey": {"name", "in"}, "http": {"scheme"}, "oauth2": {"flows"}, "openIdConnect": {"openIdConnectUrl"}, "mutualTLS": nil,
}

func (c *checker) securityScheme(cur spec.Cursor) {
	kind := cur.Text("type")
	names, known := requirementsOf[kind]
	if !known {
		return // reported by the lowering
	}
	if kind == "mutualTLS" && c.minor == 0 {
		c.violation(cur.Child("type"), "mutualTLS is a type of security schemes since OpenAPI 3.1", writeVersion(1))
	}
	for _, name := range names {
		c.require(cur, "the security scheme of type "+kind, name, name+": ...")
	}
	for flow, cur := range cur.Child("flows").Members() {
		c.flow(flow, cur)
	}
}

func (c *checker) flow(name string, cur spec.Cursor) {
	needs := map[string][]string{
		"implicit": {"authorizationUrl"}, "password": {"tokenUrl"}, "clientCredentials": {"tokenUrl"},
		"authorizationCode": {"authorizationUrl", "tokenUrl"}, "deviceAuthorization": {"deviceAuthorizationUrl", "tokenUrl"},
	}
	for _, member := range append(needs[name], "scopes") {
		c.require(cur, "the OAuth flow "+name, member, member+": ...")
	}
}
