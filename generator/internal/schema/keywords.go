package schema

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/spec"
)

// Class is what a keyword of a schema means for the output.
type Class int

// The classes of keywords.
const (
	Unknown     Class = iota // not a keyword of OpenAPI
	Assertion                // constrains values
	Annotation               // documentation, or a place to put schemas
	Unsupported              // has no effect on the output; each use is reported
)

// classes are the keywords of all versions of OpenAPI.
var classes = classify(map[Class]string{
	Assertion: `
		type format enum const items properties required additionalProperties nullable
		minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf
		minItems maxItems uniqueItems prefixItems contains minContains maxContains unevaluatedItems
		minProperties maxProperties patternProperties propertyNames unevaluatedProperties
		dependentSchemas dependentRequired allOf anyOf oneOf not if then else discriminator contentEncoding`,
	Annotation: `
		title description deprecated default example examples externalDocs readOnly writeOnly xml
		$comment $schema $defs $id $anchor $dynamicAnchor`,
	Unsupported: `allowEmptyValue $dynamicRef contentMediaType contentSchema`,
})

func classify(lists map[Class]string) map[string]Class {
	out := map[string]Class{}
	for class, list := range lists {
		for name := range strings.FieldsSeq(list) {
			out[name] = class
		}
	}
	return out
}

// ClassOf is the class of a keyword.
func ClassOf(name string) Class { return classes[name] }

// Constraining are the keywords that mean the same in a schema that makes a type
// and in a condition, in the order in which they are checked.
var Constraining = []string{
	"minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
	"minItems", "maxItems", "uniqueItems", "contains", "minProperties", "maxProperties", "propertyNames",
	"dependentRequired", "dependentSchemas", "not", "if",
}

// subjects are the JSON types that a keyword constrains; a keyword that is
// missing constrains all.
var subjects = map[string]string{
	"minLength": "string", "maxLength": "string", "pattern": "string",
	"minimum": "number", "maximum": "number", "exclusiveMinimum": "number", "exclusiveMaximum": "number", "multipleOf": "number",
	"minItems": "array", "maxItems": "array", "uniqueItems": "array", "contains": "array", "items": "array",
	"minProperties": "object", "maxProperties": "object", "propertyNames": "object", "dependentRequired": "object", "dependentSchemas": "object",
	"required": "object", "properties": "object", "additionalProperties": "object",
}

// IsAbout reports whether a keyword constrains values of one JSON type only,
// and of this one.
func IsAbout(keyword, kind string) bool { return subjects[keyword] == kind }

// AppliesTo reports whether a keyword constrains values of a JSON type. Every
// keyword applies to a value whose type is not known.
func AppliesTo(keyword, kind string) bool {
	if kind == "integer" {
		kind = "number"
	}
	return subjects[keyword] == "" || kind == "" || subjects[keyword] == kind
}

// IsOff reports whether a keyword is present and false where that means the same
// as its absence: uniqueItems: false.
func IsOff(name string, value spec.Cursor) bool {
	switch name {
	case "nullable", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum", "additionalProperties":
		return value.IsFalse()
	}
	return false
}

// Assertions are the members of a schema that constrain values, but for $ref and
// allOf, which intersections open.
func Assertions(cur spec.Cursor) []string {
	var out []string
	for name, member := range cur.Members() {
		if classes[name] != Annotation && name != "$ref" && name != "allOf" && !IsOff(name, member) {
			out = append(out, name)
		}
	}
	return out
}

// OnlyConstrains reports whether the alternatives under oneOf or anyOf make no
// type: they require members, or bound what other schemas describe.
//
//	type: object
//	properties: {email: {type: string}, phone: {type: string}}
//	anyOf: [{required: [email]}, {required: [phone]}]
func OnlyConstrains(cur spec.Cursor, keyword string) bool {
	alternatives := cur.Child(keyword).Elements()
	for _, alternative := range alternatives {
		names := Assertions(alternative)
		if alternative.Has("$ref") || alternative.Has("allOf") || len(names) == 0 {
			return false
		}
		for _, name := range names {
			if name != "required" && !slices.Contains(Constraining, name) {
				return false
			}
		}
	}
	return len(alternatives) > 0
}

// constrains reports whether a schema has constraints other than type: object.
func constrains(cur spec.Cursor) bool {
	for _, name := range Assertions(cur) {
		text, _ := cur.Child(name).Node.Str()
		if name != "discriminator" && name != "nullable" && (name != "type" || text != "object") {
			return true
		}
	}
	return false
}
