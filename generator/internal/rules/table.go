package rules

import (
	"maps"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/spec"
)

// object is an object of OpenAPI: its members, and the rule for all of them together.
type object struct {
	name       string // with its article
	members    map[string]member
	free       *object // the object that each further member is, if their names are free
	extensible bool    // members that begin with x- are extensions
	referable  bool    // a $ref can be in its place
	check      func(c *checker, cur spec.Cursor)
}

// member is a member with a fixed name.
type member struct {
	since  int // the minor version of OpenAPI 3 that has it first
	form   form
	object *object // nil for values that have no members to check

	boolean bool // a boolean is allowed in all versions
}

// form is how a member contains objects.
type form int

const (
	one form = iota
	list
	dict
)

func versionOf(minor int) string { return "3." + strconv.Itoa(minor) }

// writeVersion is a hint for what a later version has.
func writeVersion(minor int) string {
	return "write openapi: " + versionOf(minor) + ".0 if the document is of that version"
}

// suggest returns a hint for a name that is not a member.
func (o *object) suggest(name string) string {
	if best := diag.Nearest(name, slices.Sorted(maps.Keys(o.members))); best != "" {
		return "did you mean " + best + "?"
	}
	return "remove it, or begin its name with x-"
}

// plain are members whose values have no members to check.
func plain(since int, names ...string) map[string]member {
	out := map[string]member{}
	for _, name := range names {
		out[name] = member{since: since}
	}
	return out
}

func join(parts ...map[string]member) map[string]member {
	out := map[string]member{}
	for _, part := range parts {
		maps.Copy(out, part)
	}
	return out
}

// objects are those of the table that the rules distinguish.
type objects struct{ document, pathItem, schema *object }

// newObjects makes the table. Most objects contain one another, so they are made first and
// their members are filled in afterwards.
func newObjects() objects {
	document := &object{name: "a document", extensible: true, check: (*checker).document}
	info := &object{name: "an info object", extensible: true, check: (*checker).info}
	contact := &object{name: "a contact", extensible: true}
	license := &object{name: "a license", extensible: true, check: (*checker).license}
	server := &object{name: "a server", extensible: true, check: (*checker).server}
	variable := &object{name: "a server variable", extensible: true, check: (*checker).variable}
	tag := &object{name: "a tag", extensible: true, check: (*checker).tag}
	docs := &object{name: "external documentation", extensible: true, check: (*checker).externalDocs}
	components := &object{name: "components", extensible: true, check: (*checker).components}
	paths := &object{name: "paths", extensible: true, check: (*checker).paths}
	pathItem := &object{name: "a path item", extensible: true, referable: true, check: (*checker).pathItem}
	operation := &object{name: "an operation", extensible: true, check: (*checker).operation}
	responses := &object{name: "responses", extensible: true, check: (*checker).responses}
	callback := &object{name: "a callback", extensible: true, referable: true}
	parameter := &object{name: "a parameter", extensible: true, referable: true, check: (*checker).parameter}
	header := &object{name: "a header", extensible: true, referable: true, check: (*checker).header}
	headers := &object{name: "headers", check: (*checker).headers}
	requestBody := &object{name: "a request body", extensible: true, referable: true, check: (*checker).requestBody}
	response := &object{name: "a response", extensible: true, referable: true, check: (*checker).response}
	mediaType := &object{name: "a media type", extensible: true, referable: true, check: (*checker).mediaType}
	content := &object{name: "content"}
	encoding := &object{name: "an encoding", extensible: true}
	example := &object{name: "an example", extensible: true, referable: true, check: (*checker).example}
	link := &object{name: "a link", extensible: true, referable: true, check: (*checker).link}
	schema := &object{name: "a schema", extensible: true, referable: true, check: (*checker).schema}
	discriminator := &object{name: "a discriminator", extensible: true, check: (*checker).discriminator}
	xml := &object{name: "an XML object", extensible: true}
	securityScheme := &object{name: "a security scheme", extensible: true, referable: true, check: (*checker).securityScheme}
	flows := &object{name: "OAuth flows", extensible: true}
	flow := &object{name: "an OAuth flow", extensible: true}

	of := func(o *object) member { return member{object: o} }
	listOf := func(o *object) member { return member{object: o, form: list} }
	dictOf := func(o *object) member { return member{object: o, form: dict} }
	since := func(minor int, m member) member { m.since = minor; return m }

	document.members = join(plain(0, "openapi", "swagger", "security"), plain(1, "jsonSchemaDialect"), plain(2, "$self"), map[string]member{
		"info": of(info), "servers": listOf(server), "paths": of(paths), "webhooks": since(1, dictOf(pathItem)),
		"components": of(components), "tags": listOf(tag), "externalDocs": of(docs),
	})
	info.members = join(plain(0, "title", "description", "termsOfService", "version"), plain(1, "summary"),
		map[string]member{"contact": of(contact), "license": of(license)})
	contact.members = plain(0, "name", "url", "email")
	license.members = join(plain(0, "name", "url"), plain(1, "identifier"))
	server.members = join(plain(0, "url", "description"), plain(2, "name"), map[string]member{"variables": dictOf(variable)})
	variable.members = plain(0, "enum", "default", "description")
	tag.members = join(plain(0, "name", "description"), plain(2, "summary", "parent", "kind"), map[string]member{"externalDocs": of(docs)})
	docs.members = plain(0, "description", "url")
	components.members = map[string]member{
		"schemas": dictOf(schema), "responses": dictOf(response), "parameters": dictOf(parameter),
		"examples": dictOf(example), "requestBodies": dictOf(requestBody), "headers": dictOf(header),
		"securitySchemes": dictOf(securityScheme), "links": dictOf(link), "callbacks": dictOf(callback),
		"pathItems": since(1, dictOf(pathItem)), "mediaTypes": since(2, dictOf(mediaType)),
	}
	paths.free, callback.free, responses.free = pathItem, pathItem, response
	headers.free, content.free = header, mediaType
	pathItem.members = join(plain(0, "summary", "description"), map[string]member{
		"servers": listOf(server), "parameters": listOf(parameter),
		"query": since(2, of(operation)), "additionalOperations": since(2, dictOf(operation)),
	})
	for _, method := range []string{"get", "put", "post", "delete", "options", "head", "patch", "trace", "connect"} {
		pathItem.members[method] = of(operation)
	}
	operation.members = join(plain(0, "tags", "summary", "description", "operationId", "deprecated", "security"), map[string]member{
		"externalDocs": of(docs), "parameters": listOf(parameter), "requestBody": of(requestBody),
		"responses": of(responses), "callbacks": dictOf(callback), "servers": listOf(server),
	})
	header.members = join(plain(0, "description", "required", "deprecated", "style", "explode", "example"), map[string]member{
		"schema": of(schema), "examples": dictOf(example), "content": of(content),
	})
	parameter.members = join(header.members, plain(0, "name", "in", "allowEmptyValue", "allowReserved"))
	requestBody.members = join(plain(0, "description", "required"), map[string]member{"content": of(content)})
	response.members = join(plain(0, "description"), plain(2, "summary"), map[string]member{
		"headers": of(headers), "content": of(content), "links": dictOf(link),
	})
	mediaType.members = join(plain(0, "example"), map[string]member{
		"schema": of(schema), "examples": dictOf(example), "encoding": dictOf(encoding),
		"itemSchema": since(2, of(schema)), "itemEncoding": since(2, of(encoding)), "prefixEncoding": since(2, listOf(encoding)),
	})
	encoding.members = join(plain(0, "contentType", "style", "explode", "allowReserved"), map[string]member{
		"headers": of(headers), "encoding": since(2, dictOf(encoding)),
		"itemEncoding": since(2, of(encoding)), "prefixEncoding": since(2, listOf(encoding)),
	})
	example.members = join(plain(0, "summary", "description", "value", "externalValue"), plain(2, "dataValue", "serializedValue"))
	link.members = join(plain(0, "operationRef", "operationId", "parameters", "requestBody", "description"), map[string]member{"server": of(server)})
	discriminator.members = join(plain(0, "propertyName", "mapping"), plain(2, "defaultMapping"))
	xml.members = join(plain(0, "name", "namespace", "prefix", "attribute", "wrapped"), plain(2, "nodeType"))
	securityScheme.members = join(plain(0, "type", "description", "name", "in", "scheme", "bearerFormat", "openIdConnectUrl"),
		plain(2, "oauth2MetadataUrl", "deprecated"), map[string]member{"flows": of(flows)})
	flows.members = map[string]member{
		"implicit": of(flow), "password": of(flow), "clientCredentials": of(flow), "authorizationCode": of(flow),
		"deviceAuthorization": since(2, of(flow)),
	}
	flow.members = join(plain(0, "authorizationUrl", "tokenUrl", "refreshUrl", "scopes"), plain(2, "deviceAuthorizationUrl"))
	schema.members = join(
		plain(0, "title", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern",
			"maxItems", "minItems", "uniqueItems", "maxProperties", "minProperties", "required", "enum", "type", "description", "format",
			"default", "nullable", "readOnly", "writeOnly", "deprecated", "example", "$schema"),
		plain(1, "const", "examples", "maxContains", "minContains", "dependentRequired", "contentEncoding", "contentMediaType",
			"$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$comment"),
		map[string]member{
			"allOf": listOf(schema), "oneOf": listOf(schema), "anyOf": listOf(schema), "not": of(schema),
			"items": of(schema), "properties": dictOf(schema), "additionalProperties": {object: schema, boolean: true},
			"discriminator": of(discriminator), "xml": of(xml), "externalDocs": of(docs),
			"$defs": since(1, dictOf(schema)), "prefixItems": since(1, listOf(schema)), "contains": since(1, of(schema)),
			"patternProperties": since(1, dictOf(schema)), "propertyNames": since(1, of(schema)),
			"dependentSchemas": since(1, dictOf(schema)), "unevaluatedProperties": since(1, of(schema)),
			"unevaluatedItems": since(1, of(schema)), "contentSchema": since(1, of(schema)),
			"if": since(1, of(schema)), "then": since(1, of(schema)), "else": since(1, of(schema)),
		})
	return objects{document, pathItem, schema}
}
