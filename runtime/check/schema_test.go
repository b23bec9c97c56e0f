package check

import (
	stdjson "encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/json"
)

func TestRawSchema(t *testing.T) {
	for _, test := range []struct{ schema, value, want string }{
		{`{"minLength":2,"minimum":3}`, `"é"`, "body: must have at least 2 characters, not 1"},
		{`{"minLength":2,"minimum":3}`, `true`, ""},
		{`{"minLength":2,"minimum":3}`, `2.5`, "body: must be at least 3"},
		{`{"maximum":9007199254740992}`, `9007199254740993`, "body: must be at most 9007199254740992"},
		{`{"exclusiveMaximum":1e400}`, `1e399`, "body: must be less than 1e400"},
		{`{"exclusiveMinimum":0}`, `1e-5`, ""},
		{`{"multipleOf":0.1}`, `0.3`, ""},
		{`{"multipleOf":0.1}`, `0.35`, "body: must be a multiple of 0.1"},
		{`{"multipleOf":2}`, `1e999999999`, ""},
		{`{"multipleOf":2}`, `1e-999999999`, ""},
		{`{"type":["integer"]}`, `1.0`, ""},
		{`{"type":["integer","null"]}`, `1.5`, "body: must be of type integer or null"},
		{`{"type":["null"]}`, `null`, ""},
		{`{"enum":[{"a":1,"b":[]},null]}`, `{"b":[],"a":1.0}`, ""},
		{`{"enum":[{"a":1}]}`, `{"a":true}`, `body: must be one of {"a":1}`},
		{`{"pattern":"^a+$"}`, `"ab"`, "body: must match ^a+$"},
		{`{"items":{"not":{}},"prefixItems":[{}]}`, `[1,2]`, "body /1: is not allowed"},
		{`{"uniqueItems":true}`, `[1,{"a":1},{"a":1.0}]`, "body: must not have equal elements, as 1 and 2 are"},
		{`{"contains":{"type":["string"]},"maxContains":1}`, `["a",1,"b"]`, "body: must have at most 1 element that match the schema contains, not 2"},
		{`{"contains":{"type":["string"]},"minContains":0}`, `[]`, ""},
		{`{"required":["a"],"properties":{"b":{"minimum":1}}}`, `{"b":0}`, "body /a: is required; body /b: must be at least 1"},
		{`{"patternProperties":{"^x":{"minimum":1}},"additionalProperties":{"not":{}}}`, `{"x1":0,"y":1}`, "body /x1: must be at least 1; body /y: is not allowed"},
		{`{"propertyNames":{"maxLength":1},"maxProperties":1}`, `{"a":1,"bc":2}`, "body: must have at most 1 member, not 2; body /bc: must have a name that is as described in the document"},
		{`{"dependentRequired":{"a":["b"]},"dependentSchemas":{"c":{"required":["d"]}}}`, `{"a":1,"c":1}`, "body /b: is required with a; body /d: is required"},
		{`{"oneOf":[{"minimum":1},{"minimum":2}]}`, `3`, "body: must satisfy exactly one of 2 alternatives, not 2"},
		{`{"anyOf":[{"minimum":4},{"type":["string"]}]}`, `3`, "body: must satisfy one of 2 alternatives"},
		{`{"if":{"type":["string"]},"then":{"minLength":1},"else":{"minimum":1}}`, `0`, "body: must be at least 1"},
		{`{"allOf":[{"properties":{"a":{}}}],"unevaluatedProperties":{"not":{}}}`, `{"a":1,"b":2}`, "body /b: is not allowed"},
		{`{"anyOf":[{"prefixItems":[{"type":["string"]}]},{}],"unevaluatedItems":{"not":{}}}`, `["a",2]`, "body /1: is not allowed"},
		{`{"$ref":"#/$defs/schema1","$defs":{"schema1":{"type":["array"],"items":{"$ref":"#/$defs/schema1"}}}}`, `[[],[1]]`, "body /1/0: must be of type array"},
		{`{"$ref":"#/$defs/schema1","$defs":{"schema1":{"allOf":[{"$ref":"#/$defs/schema1"}],"minimum":1}}}`, `0`, "body: must be at least 1"},
		{`{"$ref":"#/$defs/schema1","$defs":{"schema1":{"type":["array"],"contains":{"$ref":"#/$defs/schema1"},"minContains":0,"maxContains":1}}}`, `[1,2,[]]`, ""},
		{`{"$ref":"#/$defs/schema1","$defs":{"schema1":{"type":["array"],"contains":{"$ref":"#/$defs/schema1"},"minContains":2}}}`, `[1,[]]`, "body: must have at least 2 elements that match the schema contains, not 0"},
		{`{"propertyNames":{"maxLength":1},"anyOf":[{"propertyNames":{"maxLength":1}},{"required":["c"]}]}`, `{"a":1,"bc":2}`, "body: must satisfy one of 2 alternatives; body /bc: must have a name that is as described in the document"},
	} {
		c := Collector{In: "body"}
		Raw(&c, Self, stdjson.RawMessage(test.value), ParseSchema(test.schema))
		got := ""
		if err := c.Err(); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s of %s: %s, want %s", test.value, test.schema, got, test.want)
		}
	}
}

// Each of these would end no test run in time if every alternative of every place
// looked anew at all below, or if every digit of a number counted.
func TestRawSchemaTakesNoTime(t *testing.T) {
	const tree = `{"$ref":"#/$defs/schema1","$defs":{"schema1":{%s}}}`
	deep := strings.Repeat(`{"of":`, 200) + "1" + strings.Repeat("}", 200)
	for _, test := range []struct{ schema, value, want string }{
		{`"anyOf":[{"type":["number"]},{"properties":{"of":{"$ref":"#/$defs/schema1"}}},{"required":["x"],"properties":{"of":{"$ref":"#/$defs/schema1"}}}]`, deep, ""},
		{`"oneOf":[{"type":["number"]},{"type":["object"],"properties":{"of":{"$ref":"#/$defs/schema1"}}},{"required":["x"],"properties":{"of":{"$ref":"#/$defs/schema1"}},"type":["object"]}]`, deep, ""},
		{`"allOf":[{"properties":{"of":{"$ref":"#/$defs/schema1"}}},{"properties":{"of":{"$ref":"#/$defs/schema1"}}}],"type":["object"]`, deep, "body " + strings.Repeat("/of", 200) + ": must be of type object"},
		{`"multipleOf":0.1,"maximum":0.5`, "0." + strings.Repeat("7", 16<<20), "body: must be at most 0.5; body: must be a multiple of 0.1"},
		{`"type":["integer"],"enum":[1]`, "1." + strings.Repeat("0", 16<<20) + "1", "body: must be one of 1"},
	} {
		c := Collector{In: "body"}
		Raw(&c, Self, stdjson.RawMessage(test.value), ParseSchema(fmt.Sprintf(tree, test.schema)))
		got := ""
		if err := c.Err(); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.schema, got, test.want)
		}
	}
}

// Nothing at all is null, and a named place is entered.
func TestRawSchemaPlaces(t *testing.T) {
	c := Collector{In: "query"}
	Raw(&c, "filter", nil, ParseSchema(`{"type":["object"]}`))
	AsJSON(&c, "list", []int64{1}, func(b []byte, w *json.Writer, key string, p *[]int64) []byte {
		return json.AppendArray(b, w, key, *p, json.IntElem)
	}, ParseSchema(`{"enum":[[2],[1.5]]}`))
	if got := c.Err().Error(); strings.Join(strings.Split(got, "; "), "\n") != "query filter: must be of type object\nquery list: must be one of [2], [1.5]" {
		t.Error(got)
	}
}
