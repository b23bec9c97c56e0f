package constraint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
	"github.com/peergen/peergen/generator/internal/spec/repair"
)

var (
	str     = ir.Value{Type: ir.String{}}
	integer = ir.Value{Type: ir.Integer{Bits: 64}}
	number  = ir.Value{Type: ir.Number{Bits: 64}}
	strs    = ir.Value{Type: ir.List{Elem: str}}
	strMap  = ir.Value{Type: ir.Dict{Elem: str}}
	anyJSON = ir.Value{Type: ir.Any{}}
)

// structWith is a struct with optional members and with required ones, whose names end
// in an exclamation mark.
func structWith(closed bool, additional *ir.Value, members ...string) ir.Value {
	body := &ir.Struct{Closed: closed, Additional: additional}
	for _, name := range members {
		required := strings.HasSuffix(name, "!")
		body.Fields = append(body.Fields, &ir.Field{Name: strings.TrimSuffix(name, "!"), Required: required, Value: str})
	}
	return ir.Value{Type: ir.Ref{Decl: &ir.Decl{Body: body}}}
}

// checksOf are the checks for a schema on a type, and the findings.
func checksOf(t *testing.T, document string, u ir.Value) (checks []ir.Check, findings []string) {
	t.Helper()
	file, err := source.Parse("test.yaml", []byte(document))
	if err != nil {
		t.Fatal(err)
	}
	doc := &spec.Document{Set: &repair.Set{Root: file}}
	var ds diag.List
	schemas := schema.New(doc)
	checks = New(doc, schemas, spec.NewReporter(&ds)).Checks(schemas.Intersection(doc.Cursor()), u)
	for _, d := range ds.All() {
		findings = append(findings, d.Pointer)
	}
	return checks, findings
}

// Each keyword becomes the check that a value of the type needs, simplified by what
// the type enforces itself.
func TestChecks(t *testing.T) {
	for _, test := range []struct {
		name, schema string
		value        ir.Value
		want         []ir.Check
	}{
		{"length", `{minLength: 1, maxLength: 2}`, str, []ir.Check{ir.Length{Min: 1, Max: new(uint64(2))}}},
		{"the tighter bound of two parts", `{allOf: [{minLength: 1}, {minLength: 3}]}`, str, []ir.Check{ir.Length{Min: 3}}},
		{"another JSON type", `{minLength: 1, minItems: 1}`, integer, nil},
		{"exclusive flag", `{minimum: 1, exclusiveMinimum: true}`, integer, []ir.Check{ir.Bound{Limit: "1", Exclusive: true}}},
		{"exclusive number", `{exclusiveMaximum: 1.50}`, number, []ir.Check{ir.Bound{Limit: "1.50", Upper: true, Exclusive: true}}},
		{"multiple", `{multipleOf: 0.1}`, number, []ir.Check{ir.MultipleOf{Divisor: "0.1"}}},
		{"pattern", `{pattern: '^\d$'}`, str, []ir.Check{ir.Pattern{Expr: `^\d$`, RE2: `^\d$`}}},
		{"listed values", `{enum: [a, b, 1]}`, str, []ir.Check{ir.OneOf{Literals: []string{`"a"`, `"b"`}, Keyword: "enum"}}},
		{"no listed value", `{enum: [1]}`, str, []ir.Check{ir.Never{Keyword: "enum"}}},
		{"items", `{minItems: 1, uniqueItems: true}`, strs, []ir.Check{ir.Items{Min: 1}, ir.Unique{}}},
		{"no items", `{items: false}`, strs, []ir.Check{ir.Items{Max: new(uint64(0))}}},
		{"contains", `{contains: {const: a}}`, strs, []ir.Check{ir.Contains{Min: 1, NullToo: true, Checks: []ir.Check{ir.OneOf{Literals: []string{`"a"`}, Keyword: "const"}}}}},
		{"contains anything", `{contains: {}, maxContains: 2}`, strs, []ir.Check{ir.Items{Min: 1, Max: new(uint64(2))}}},
		{"members", `{maxProperties: 3}`, strMap, []ir.Check{ir.Members{Max: new(uint64(3))}}},
		{"members that are required", `{minProperties: 1}`, structWith(true, nil, "a!", "b"), nil},
		{"names", `{propertyNames: {maxLength: 2}}`, strMap, []ir.Check{ir.Names{Checks: []ir.Check{ir.Length{Max: new(uint64(2))}}}}},
		{"names of fields", `{propertyNames: {maxLength: 2}}`, structWith(true, nil, "ab", "abc"), []ir.Check{ir.Absent{Name: "abc"}}},
		{"dependent members", `{dependentRequired: {a: [b]}}`, structWith(true, nil, "a", "b"),
			[]ir.Check{ir.When{If: []ir.Check{ir.Present{Name: "a"}}, Then: []ir.Check{ir.Present{Name: "b", DependsOn: "a"}}}}},
		{"dependent on a required member", `{dependentRequired: {a: [b]}}`, structWith(true, nil, "a!", "b"), []ir.Check{ir.Present{Name: "b", DependsOn: "a"}}},
		{"not", `{not: {const: a}}`, str, []ir.Check{ir.Not{Checks: []ir.Check{ir.OneOf{Literals: []string{`"a"`}, Keyword: "const"}}}}},
		{"not of another type", `{not: {type: integer}}`, str, nil},
		{"not anything", `{not: {}}`, str, []ir.Check{ir.Never{Keyword: "not"}}},
		{"whole numbers", `{not: {type: integer}}`, number, []ir.Check{ir.Not{Checks: []ir.Check{ir.Whole{}}}}},
		{"condition", `{if: {minimum: 10}, then: {multipleOf: 10}}`, integer,
			[]ir.Check{ir.When{If: []ir.Check{ir.Bound{Limit: "10"}}, Then: []ir.Check{ir.MultipleOf{Divisor: "10"}}}}},
		{"condition that is always true", `{if: true, then: {minimum: 1}, else: {minimum: 2}}`, integer, []ir.Check{ir.Bound{Limit: "1"}}},
		{"required in alternatives", `{type: object, anyOf: [{required: [a]}, {required: [b]}]}`, structWith(true, nil, "a", "b"),
			[]ir.Check{ir.Alternatives{Keyword: "anyOf", Sets: [][]ir.Check{{ir.Present{Name: "a"}}, {ir.Present{Name: "b"}}}}}},
		{"nothing for raw JSON", `{description: x}`, anyJSON, nil},
		{"unevaluated items", `{contains: {const: a}, unevaluatedItems: false}`, strs,
			[]ir.Check{ir.Raw{Schema: `{"unevaluatedItems":{"not":{}},"allOf":[{"contains":{"enum":["a"]}}]}`}}},
		{"all of a schema for raw JSON", `{minLength: 1}`, anyJSON, []ir.Check{ir.Raw{Schema: `{"minLength":1}`}}},
	} {
		checks, findings := checksOf(t, test.schema, test.value)
		if got, want := fmt.Sprint(Key(checks)), Key(test.want); got != want || len(findings) > 0 {
			t.Errorf("%s: %s, want %s; findings at %v", test.name, got, want, findings)
		}
	}
}

// What a value of the Go type cannot be checked for is reported where it is.
func TestUncheckedKeywordsAreReported(t *testing.T) {
	for _, test := range []struct {
		name, schema string
		value        ir.Value
		want         []string
	}{
		{"unknown members", `{not: {required: [c]}}`, structWith(false, nil, "a"), []string{"/not"}},
		{"counted members", `{minProperties: 2}`, structWith(false, nil, "a"), []string{"/minProperties"}},
		{"a bound that no int32 satisfies", `{minimum: 5000000000}`, ir.Value{Type: ir.Integer{Bits: 32}}, []string{"/minimum"}},
		{"unevaluated items", `{contains: {const: a}, unevaluatedItems: false}`, ir.Value{Type: ir.List{Elem: ir.Value{Type: ir.UnixTime{}}}}, []string{"/contains", "/unevaluatedItems"}},
	} {
		if _, findings := checksOf(t, test.schema, test.value); !slices.Equal(findings, test.want) {
			t.Errorf("%s: findings at %v, want %v", test.name, findings, test.want)
		}
	}
}

// A condition on a struct whose fields are still being made is checked on its JSON.
func TestIncompleteStructs(t *testing.T) {
	file, err := source.Parse("test.yaml", []byte(`{contains: {required: [a]}}`))
	if err != nil {
		t.Fatal(err)
	}
	doc := &spec.Document{Set: &repair.Set{Root: file}}
	c := New(doc, schema.New(doc), spec.NewReporter(&diag.List{}))
	elem := structWith(true, nil, "a")
	check := func() ir.Check {
		return c.Checks(schema.Intersection{doc.Cursor()}, ir.Value{Type: ir.List{Elem: elem}})[0]
	}
	if _, ok := check().(ir.Contains); !ok {
		t.Errorf("%T for a struct that is complete", check())
	}
	c.Incomplete[structOf(elem)] = true
	if _, ok := check().(ir.Raw); !ok {
		t.Errorf("%T for a struct that is incomplete", check())
	}
}

func TestRequiredAdditional(t *testing.T) {
	cur := func(document string) schema.Intersection {
		file, err := source.Parse("test.yaml", []byte(document))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Intersection{(&spec.Document{Set: &repair.Set{Root: file}}).Cursor()}
	}
	for _, test := range []struct {
		value ir.Value
		want  []ir.Check
	}{
		{strMap, []ir.Check{ir.Present{Name: "a"}, ir.Present{Name: "b"}}},
		{structWith(false, &str, "a!"), []ir.Check{ir.Present{Name: "b"}}},
		{structWith(false, nil, "a!"), nil},
	} {
		if got := RequiredAdditional(cur(`{required: [a, b, a]}`), test.value); Key(got) != Key(test.want) {
			t.Errorf("%s, want %s", Key(got), Key(test.want))
		}
	}
}
