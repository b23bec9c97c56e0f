// Package constraint turns the constraints of schemas into the checks of the IR, given
// the Go type that the values have.
//
// A constraint that a value of the Go type cannot be checked for is reported. If
// nothing about the type is known, or the type keeps all of its JSON, the JSON is
// checked instead, by [ir.Raw].
package constraint

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Checker makes the checks of one document.
type Checker struct {
	doc     *spec.Document
	schemas *schema.Reader
	*spec.Reporter

	// Incomplete are the structs whose fields are still being made: a condition on
	// one of them cannot be checked on its Go type.
	Incomplete map[*ir.Struct]bool
}

// New returns a checker for the schemas of a document.
func New(doc *spec.Document, schemas *schema.Reader, reporter *spec.Reporter) *Checker {
	return &Checker{doc: doc, schemas: schemas, Reporter: reporter, Incomplete: map[*ir.Struct]bool{}}
}

// Checks are the constraints of an intersection on the values of a type, less those
// that the type enforces itself. Numbers are exactly those of the document.
func (c *Checker) Checks(v schema.Intersection, u ir.Value) []ir.Check {
	u = ir.Underlying(u)
	if isUnion(u) {
		return nil // each alternative has them
	}
	if IsRaw(u) || isWhole(v, u) {
		return c.rawIntersection(v)
	}
	var out []ir.Check
	for _, part := range v {
		found, unknown := c.constraints(part, u, 0)
		out = append(out, found...)
		for _, keyword := range unknown {
			if keepsJSON(u) || keyword == "enum" || keyword == "const" {
				out = append(out, c.rawKeyword(part, keyword)...)
			} else {
				c.reportUnchecked(part.Child(keyword), keyword)
			}
		}
	}
	return append(tightest(out), c.noElements(v, u)...)
}

func isUnion(u ir.Value) bool {
	ref, ok := u.Type.(ir.Ref)
	if !ok {
		return false
	}
	_, ok = ref.Decl.Body.(*ir.Union)
	return ok
}

// IsRaw reports whether a value is raw JSON.
func IsRaw(u ir.Value) bool {
	_, ok := u.Type.(ir.Any)
	return ok
}

// keepsJSON reports whether the values of a type still have all that their JSON had.
// Members without a field are lost, and dates are not spelled as they were.
func keepsJSON(u ir.Value) bool { return keepsJSONExcept(u, map[*ir.Decl]bool{}) }

// keepsJSONExcept is keepsJSON for all but the declarations that have been seen.
func keepsJSONExcept(u ir.Value, seen map[*ir.Decl]bool) bool {
	loses := func(f *ir.Field) bool { return !keepsJSONExcept(f.Value, seen) }
	switch t := ir.Underlying(u).Type.(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean, ir.Any:
		return true
	case ir.List:
		return keepsJSONExcept(t.Elem, seen)
	case ir.Dict:
		return keepsJSONExcept(t.Elem, seen)
	case ir.Ref:
		if seen[t.Decl] {
			return true
		}
		seen[t.Decl] = true
		switch body := t.Decl.Body.(type) {
		case *ir.Enum:
			return keepsJSONExcept(ir.Value{Type: body.Base}, seen)
		case *ir.Tuple:
			return (body.Closed || body.Rest != nil && keepsJSONExcept(*body.Rest, seen)) && !slices.ContainsFunc(body.Items, loses)
		case *ir.Struct:
			return (body.Closed || body.Additional != nil && keepsJSONExcept(*body.Additional, seen)) && !slices.ContainsFunc(body.Fields, loses)
		}
	}
	return false
}

// reportUnchecked reports a constraint that is not checked.
func (c *Checker) reportUnchecked(cur spec.Cursor, keyword string) {
	c.Report(diag.UnsupportedKeyword, cur, keyword+" cannot be checked on the generated Go type; it is not checked", "")
}

// constraints are the checks for the keywords of one schema, and the keywords that
// have none for this type. depth counts conditions within conditions.
func (c *Checker) constraints(part spec.Cursor, u ir.Value, depth int) (out []ir.Check, unknown []string) {
	kind := ir.JSONKind(u)
	switch {
	case part.IsFalse():
		return []ir.Check{ir.Never{Keyword: "false"}}, nil
	case isPlain(u):
		out = listedValues(part, u)
	case depth > 0 || kind == "array" || kind == "object":
		for _, keyword := range []string{"enum", "const"} {
			if part.Has(keyword) {
				unknown = append(unknown, keyword)
			}
		}
	}
	for _, keyword := range schema.Constraining {
		if !part.Has(keyword) || schema.IsOff(keyword, part.Child(keyword)) || !schema.AppliesTo(keyword, kind) {
			continue
		}
		checks, ok := c.constraint(keyword, part, u, depth)
		if !ok {
			unknown = append(unknown, keyword)
		}
		out = append(out, checks...)
	}
	for _, keyword := range []string{"oneOf", "anyOf"} {
		if part.Has(keyword) && (depth > 0 || schema.OnlyConstrains(part, keyword)) {
			checks, ok := c.alternativeSets(part, keyword, u, depth)
			if !ok {
				unknown = append(unknown, keyword)
			}
			out = append(out, checks...)
		}
	}
	return out, unknown
}

// constraint is the checks of one keyword; ok is false if it has none for this type.
func (c *Checker) constraint(keyword string, part spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	if ir.JSONKind(u) == "" {
		return nil, false
	}
	switch u.Type.(type) {
	case ir.Time, ir.Date, ir.Bytes:
		if schema.IsAbout(keyword, "string") {
			return nil, depth == 0 // reported with the format
		}
	case ir.Decimal:
		if keyword == "multipleOf" {
			return nil, false
		}
	}
	switch keyword {
	case "minProperties":
		return c.memberCount(keyword, part, u), true
	case "minLength", "minItems":
		return sizes(part, u), true
	case "maxLength", "maxItems", "maxProperties":
		if part.Has("min" + keyword[3:]) {
			return nil, true // one check has both
		}
		if keyword == "maxProperties" {
			return c.memberCount(keyword, part, u), true
		}
		return sizes(part, u), true
	case "pattern":
		return patternCheck(part, depth)
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum":
		return c.bound(keyword, part, u, depth), true
	case "multipleOf":
		return multipleOf(part)
	case "uniqueItems":
		_, ok := elementOf(u)
		return []ir.Check{ir.Unique{}}, ok
	case "contains":
		return c.contains(part, u, depth)
	case "propertyNames":
		return c.memberNames(part.Child(keyword), u, depth)
	case "dependentRequired":
		return c.dependentRequired(part.Child(keyword), u)
	case "dependentSchemas":
		return c.dependentSchemas(part.Child(keyword), u, depth)
	case "not":
		return c.not(part.Child(keyword), u, depth)
	case "if":
		return c.ifThenElse(part, u, depth)
	}
	panic("constraint: the keyword " + keyword + " constrains nothing")
}

// sizes are the bounds of lengths and of numbers of elements.
func sizes(part spec.Cursor, u ir.Value) []ir.Check {
	noun := map[string]string{"string": "Length", "array": "Items"}[ir.JSONKind(u)]
	least, most := schema.Counts(part, "min"+noun, "max"+noun)
	if least == 0 && most == nil {
		return nil
	}
	if noun == "Length" {
		return []ir.Check{ir.Length{Min: least, Max: most}}
	}
	return []ir.Check{ir.Items{Min: least, Max: most}}
}

// patternCheck is the check for a pattern. Patterns that RE2 does not support are
// reported with the schema; only in a condition does their lack make a difference.
func patternCheck(part spec.Cursor, depth int) ([]ir.Check, bool) {
	expr, ok := part.Child("pattern").Node.Str()
	if !ok || expr == "" {
		return nil, true
	}
	if pattern, ok := schema.RE2(expr); ok {
		return []ir.Check{pattern}, true
	}
	return nil, depth == 0
}

// multipleOf has no check for a divisor that no float64 can represent.
func multipleOf(part spec.Cursor) ([]ir.Check, bool) {
	n := part.Child("multipleOf").Node
	if n.Kind != source.Number || !schema.IsPositive(n.Text) {
		return nil, false
	}
	return []ir.Check{ir.MultipleOf{Divisor: n.Text}}, true
}
