package repair

import (
	"maps"

	"github.com/peergen/peergen/generator/internal/source"
)

// objects is the table of OpenAPI's objects: the members of each, with the shape that the
// specification requires. A member that is not in the table may have any value.
type objects struct {
	document, pathItem, operation, parameter, header, requestBody, responses, response, mediaType *shape
	schema, example, link, callback, securityScheme, discriminator                                *shape
}

// newObjects makes the table. Most objects contain one another, so they are made first and
// their members are filled in afterwards.
func newObjects() *objects {
	referable := func(name string, orEmpty bool) *shape {
		return &shape{name: name, kind: source.Object, ref: true, orEmpty: orEmpty, coerce: toObject}
	}
	o := &objects{
		pathItem: referable("a path item", true), parameter: referable("a parameter", false), header: referable("a header", true),
		requestBody: referable("a request body", true), response: referable("a response", true), schema: referable("a schema", true),
		example: referable("an example", false), link: referable("a link", false), callback: referable("a callback", false),
		securityScheme: referable("a security scheme", false),
	}
	externalDocs := object("external documentation", map[string]*shape{"url": text, "description": text})
	o.schemaFields(externalDocs)
	server := o.server()
	o.contentFields()
	o.operation = object("an operation", map[string]*shape{
		"tags": list(text), "summary": text, "description": text, "operationId": text, "deprecated": flag,
		"parameters": list(o.parameter), "requestBody": o.requestBody, "responses": o.responses,
		"callbacks": mapOf(o.callback), "security": requirements(), "servers": list(server), "externalDocs": externalDocs,
	})
	o.operation.orEmpty, o.operation.repair = true, repairOperation
	item := map[string]*shape{
		"summary": text, "description": text, "servers": list(server), "parameters": list(o.parameter),
		"additionalOperations": mapOf(o.operation),
	}
	for _, method := range []string{"get", "put", "post", "delete", "options", "head", "patch", "trace", "query", "connect"} {
		item[method] = o.operation
	}
	fill(o.pathItem, item)
	paths := mapOf(o.pathItem)
	paths.extensible, paths.repair = true, repairPaths
	o.callback.rest, o.callback.extensible = o.pathItem, true
	o.document = object("a document", map[string]*shape{
		"openapi": text, "jsonSchemaDialect": text, "info": info(), "servers": list(server), "paths": paths,
		"webhooks": mapOf(o.pathItem), "components": o.components(), "security": requirements(), "externalDocs": externalDocs,
		"tags": list(object("a tag", map[string]*shape{"name": text, "description": text, "externalDocs": externalDocs})),
	})
	o.document.repair = repairDocument
	return o
}

func info() *shape {
	return &shape{name: "an info object", kind: source.Object, orEmpty: true, coerce: toObject, fields: map[string]*shape{
		"title": text, "summary": text, "description": text, "termsOfService": text, "version": text,
		"contact": object("a contact", map[string]*shape{"name": text, "url": text, "email": text}),
		"license": object("a license", map[string]*shape{"name": text, "url": text, "identifier": text}),
	}}
}

func (o *objects) server() *shape {
	variable := object("a server variable", map[string]*shape{"enum": list(text), "default": text, "description": text})
	server := object("a server", map[string]*shape{"url": text, "description": text, "variables": mapOf(variable)})
	server.coerce = toServer
	return server
}

func requirements() *shape {
	requirement := mapOf(list(text))
	requirement.repair = repairRequirement
	return list(requirement)
}

func (o *objects) components() *shape {
	return object("components", map[string]*shape{
		"schemas": mapOf(o.schema), "responses": mapOf(o.response), "parameters": mapOf(o.parameter), "examples": mapOf(o.example),
		"requestBodies": mapOf(o.requestBody), "headers": mapOf(o.header), "securitySchemes": mapOf(o.securityScheme),
		"links": mapOf(o.link), "callbacks": mapOf(o.callback), "pathItems": mapOf(o.pathItem), "mediaTypes": mapOf(o.mediaType),
	})
}

// contentFields fills in parameters, headers, request bodies, responses and what they contain,
// links and security schemes.
func (o *objects) contentFields() {
	o.mediaType = &shape{name: "a media type", kind: source.Object, orEmpty: true, coerce: toObject}
	content, examples := mapOf(o.mediaType), mapOf(o.example)
	content.repair, examples.coerce = repairContent, toExamples
	o.example.coerce, o.example.repair = toExample, repairExample
	fill(o.example, map[string]*shape{"summary": text, "description": text, "externalValue": text})
	encoding := object("an encoding", map[string]*shape{
		"contentType": text, "headers": mapOf(o.header), "style": text, "explode": flag, "allowReserved": flag,
	})
	fill(o.mediaType, map[string]*shape{
		"schema": o.schema, "itemSchema": o.schema, "examples": examples,
		"encoding": mapOf(encoding), "itemEncoding": encoding, "prefixEncoding": list(encoding),
	})
	header := map[string]*shape{
		"description": text, "required": flag, "deprecated": flag, "allowEmptyValue": flag, "style": text, "explode": flag,
		"allowReserved": flag, "schema": o.schema, "examples": examples, "content": content,
	}
	parameter := map[string]*shape{"name": text, "in": text}
	maps.Copy(parameter, header)
	fill(o.header, header)
	fill(o.parameter, parameter)
	o.parameter.required = []string{"name", "in"}
	o.header.repair, o.parameter.repair = repairHeader, repairParameter
	fill(o.requestBody, map[string]*shape{"description": text, "required": flag, "content": content})
	fill(o.response, map[string]*shape{
		"description": text, "headers": mapOf(o.header), "content": content, "links": mapOf(o.link),
	})
	o.response.coerce, o.response.repair = toResponse, repairResponse
	o.responses = mapOf(o.response)
	o.responses.extensible, o.responses.repair = true, repairResponses
	fill(o.link, map[string]*shape{
		"operationRef": text, "operationId": text, "description": text, "parameters": mapOf(anything), "server": o.server(),
	})
	flow := object("an OAuth flow", map[string]*shape{
		"authorizationUrl": text, "tokenUrl": text, "refreshUrl": text, "scopes": scopes(),
	})
	fill(o.securityScheme, map[string]*shape{
		"type": text, "description": text, "name": text, "in": text, "scheme": text, "bearerFormat": text, "openIdConnectUrl": text,
		"flows": object("OAuth flows", map[string]*shape{
			"implicit": flow, "password": flow, "clientCredentials": flow, "authorizationCode": flow,
		}),
	})
}

func scopes() *shape {
	s := mapOf(text)
	s.coerce = toScopes
	return s
}

func (o *objects) schemaFields(externalDocs *shape) {
	one, some, named := o.schema, list(o.schema), mapOf(o.schema)
	one.orKind, one.coerce, one.repair = source.Bool, toSchema, repairSchema
	discriminator := object("a discriminator", map[string]*shape{"propertyName": text, "mapping": mapOf(text)})
	discriminator.coerce = toDiscriminator
	o.discriminator = discriminator
	xml := object("an XML object", map[string]*shape{"name": text, "namespace": text, "prefix": text, "attribute": flag, "wrapped": flag})
	types := &shape{name: "a type", kind: source.String, orKind: source.Array, item: text}
	fill(one, map[string]*shape{
		"type": types, "title": text, "format": text, "description": text, "enum": list(anything), "examples": list(anything),
		"uniqueItems": flag, "nullable": flag, "readOnly": flag, "writeOnly": flag, "deprecated": flag, "allowEmptyValue": flag,
		"minimum": number, "maximum": number, "exclusiveMinimum": bound, "exclusiveMaximum": bound, "multipleOf": number,
		"minLength": count, "maxLength": count, "pattern": text, "minItems": count, "maxItems": count,
		"minProperties": count, "maxProperties": count, "minContains": count, "maxContains": count,
		"required": list(text), "properties": named, "patternProperties": named, "dependentSchemas": named, "$defs": named,
		"definitions": named, "additionalProperties": one, "unevaluatedProperties": one, "unevaluatedItems": one, "propertyNames": one,
		"items": one, "prefixItems": some, "contains": one, "oneOf": some, "anyOf": some, "allOf": some, "not": one,
		"if": one, "then": one, "else": one, "contentSchema": one, "dependentRequired": mapOf(list(text)),
		"discriminator": discriminator, "xml": xml, "externalDocs": externalDocs, "contentMediaType": text, "contentEncoding": text,
		"$schema": text, "$comment": text, "$id": text, "$anchor": text, "$dynamicRef": text, "$dynamicAnchor": text,
	})
}

// shape is what a value of a document must be, as far as kin-openapi's decoder and the
// lowering rely on it.
type shape struct {
	name   string // as in "a string", "a schema"
	kind   source.Kind
	orKind source.Kind // another kind that is allowed; Null for none
	any    bool        // every kind is allowed

	item       *shape            // of an array
	fields     map[string]*shape // of an object: the members with fixed names
	rest       *shape            // of an object: the members with free names
	extensible bool              // names in rest that begin with x- are extensions

	count bool // of a number: an integer that is not negative

	required []string // of an object: the members without which it is ignored

	ref     bool // may be a reference
	orEmpty bool // a value that cannot be repaired becomes {} instead of being ignored

	// coerce converts a value of another kind to what it most likely means and returns what
	// to write instead; "" if it cannot.
	coerce func(r *repairer, n *source.Node, s *shape) string
	// repair changes an object before its members are repaired.
	repair func(r *repairer, n *source.Node)
}

func (s *shape) fits(n *source.Node) bool {
	return s.any || n.Kind == s.kind || s.orKind != source.Null && n.Kind == s.orKind
}

// child returns the shape of a member or item; nil if any value is allowed.
func (s *shape) child(token string) *shape {
	if s == nil {
		return nil
	}
	if f := s.fields[token]; f != nil {
		return f
	}
	if s.rest != nil {
		return s.rest
	}
	return s.item
}

var (
	anything = &shape{name: "a value", any: true}
	text     = &shape{name: "a string", kind: source.String, coerce: toText}
	flag     = &shape{name: "a boolean", kind: source.Bool, coerce: toBool}
	number   = &shape{name: "a number", kind: source.Number, coerce: toNumber}
	count    = &shape{name: "a whole number", kind: source.Number, count: true, coerce: toNumber}
	bound    = &shape{name: "a number or a boolean", kind: source.Number, orKind: source.Bool, coerce: toBound}
)

func list(item *shape) *shape {
	return &shape{name: "an array", kind: source.Array, item: item, coerce: toArray}
}

func mapOf(rest *shape) *shape {
	return &shape{name: "an object", kind: source.Object, rest: rest, coerce: toObject}
}

func object(name string, fields map[string]*shape) *shape {
	return &shape{name: name, kind: source.Object, fields: fields, coerce: toObject}
}

func fill(s *shape, fields map[string]*shape) { s.fields = fields }
