package check

import (
	stdjson "encoding/json"
	"regexp"

	"github.com/peergen/peergen/runtime/json"
)

// Raw checks raw JSON against a schema. Nil is null.
func Raw(c *Collector, name string, raw stdjson.RawMessage, schema *Schema) {
	if raw == nil {
		raw = stdjson.RawMessage("null")
	}
	x, err := plainJSON(raw)
	if err != nil {
		return // the reader reports it
	}
	if name != Self {
		c.Enter(name)
		defer c.Leave()
	}
	schemaWalk{c: c, root: schema, place: new(schemaPlace)}.check(schema, x)
}

// AsJSON checks a value against a schema by way of its JSON, for constraints
// that cannot be checked on the Go type.
func AsJSON[T any](c *Collector, name string, v T, elem json.Appender[T], schema *Schema) {
	if data, err := json.Encode(&v, elem); err == nil {
		Raw(c, name, data, schema)
	}
}

// Schema is a schema for values without a separate Go type, in JSON Schema
// 2020-12. Type is a list; const is an enum with one value; true is {} and
// false is {"not":{}}; references are to $defs of the root.
type Schema struct {
	Ref  string             `json:"$ref"`
	Defs map[string]*Schema `json:"$defs"`

	Type                []string
	Enum                []schemaValue
	AllOf, AnyOf, OneOf []*Schema
	Not, If, Then, Else *Schema

	MinLength int
	MaxLength *int
	Pattern   *regexp.Regexp
	Format    string

	Minimum, Maximum, ExclusiveMinimum, ExclusiveMaximum, MultipleOf stdjson.Number

	MinItems                          int
	MaxItems                          *int
	UniqueItems                       bool
	PrefixItems                       []*Schema
	Items, Contains, UnevaluatedItems *Schema
	MinContains, MaxContains          *int

	MinProperties                                              int
	MaxProperties                                              *int
	Required                                                   []string
	Properties                                                 map[string]*Schema
	PatternProperties                                          schemaPatterns
	AdditionalProperties, PropertyNames, UnevaluatedProperties *Schema
	DependentRequired                                          map[string][]string
	DependentSchemas                                           map[string]*Schema

	formats map[string]func(string) bool // of the root
}

// ParseSchema parses a schema that the generator has written.
func ParseSchema(text string) *Schema {
	s := new(Schema)
	if err := stdjson.Unmarshal([]byte(text), s); err != nil {
		panic(err)
	}
	return s
}

// WithFormats sets the predicates of the formats in a schema, and returns it.
func (s *Schema) WithFormats(formats map[string]func(string) bool) *Schema {
	s.formats = formats
	return s
}

// schemaValue is a value of an enum. canonical is equal for equal values.
type schemaValue struct{ text, canonical string }

// UnmarshalJSON keeps the text of the value.
func (v *schemaValue) UnmarshalJSON(data []byte) error {
	v.text, v.canonical = string(data), canonicalText(data)
	return nil
}

// schemaPatterns are the schemas of patternProperties.
type schemaPatterns []schemaPattern

// schemaPattern is a pattern of member names, and the schema of these members.
type schemaPattern struct {
	name   *regexp.Regexp
	schema *Schema
}

// UnmarshalJSON compiles the patterns, in order.
func (p *schemaPatterns) UnmarshalJSON(data []byte) error {
	var schemas map[string]*Schema
	if err := stdjson.Unmarshal(data, &schemas); err != nil {
		return err
	}
	for _, expr := range SortedNames(schemas) {
		name, err := regexp.Compile(expr)
		if err != nil {
			return err
		}
		*p = append(*p, schemaPattern{name, schemas[expr]})
	}
	return nil
}
