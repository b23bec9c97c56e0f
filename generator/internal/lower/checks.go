package lower

import (
	"fmt"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// checks are the constraints of a view on the values of a type, beyond those
// that the type itself makes sure of. What cannot be told from a value of the
// Go type is reported, once per place. Numbers are taken from the text of the
// document, exact.
func (l *lowering) checks(v view, u ir.Value) []ir.Check {
	u = ir.Underlying(u)
	if isUnion(u) {
		return nil // they have gone into each alternative
	}
	if isRaw(u) {
		return l.rawCheck(v)
	}
	var out []ir.Check
	for _, part := range v {
		found, unknown := l.constraints(part, u, 0)
		out = append(out, found...)
		for _, keyword := range unknown {
			if tells(u) || keyword == "enum" || keyword == "const" {
				out = append(out, l.rawKeyword(part, keyword)...)
			} else {
				l.unchecked(part.Child(keyword), keyword, u)
			}
		}
	}
	return append(tightest(out), l.noElements(v, u)...)
}

func isUnion(u ir.Value) bool {
	ref, ok := u.Type.(ir.Ref)
	if !ok {
		return false
	}
	_, ok = ref.Decl.Body.(*ir.Union)
	return ok
}

func isRaw(u ir.Value) bool {
	_, ok := u.Type.(ir.Any)
	return ok
}

// tells holds for a type whose values are all that their JSON was: members without
// a field are not, and dates are not spelled as they were.
func tells(u ir.Value) bool { return tellsAll(u, map[*ir.Decl]bool{}) }

// tellsAll is tells but for the declarations that have been seen: they are being
// looked at.
func tellsAll(u ir.Value, seen map[*ir.Decl]bool) bool {
	silent := func(f *ir.Field) bool { return !tellsAll(f.Value, seen) }
	switch t := ir.Underlying(u).Type.(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean, ir.Any:
		return true
	case ir.List:
		return tellsAll(t.Elem, seen)
	case ir.Dict:
		return tellsAll(t.Elem, seen)
	case ir.Ref:
		if seen[t.Decl] {
			return true
		}
		seen[t.Decl] = true
		switch body := t.Decl.Body.(type) {
		case *ir.Enum:
			return tellsAll(ir.Value{Type: body.Base}, seen)
		case *ir.Tuple:
			return (body.Closed || body.Rest != nil && tellsAll(*body.Rest, seen)) && !slices.ContainsFunc(body.Items, silent)
		case *ir.Struct:
			return (body.Closed || body.Others != nil && tellsAll(*body.Others, seen)) && !slices.ContainsFunc(body.Fields, silent)
		}
	}
	return false
}

func (l *lowering) unchecked(cur spec.Cursor, keyword string, u ir.Value) {
	key := "unchecked " + place(cur)
	if l.visited[key] {
		return
	}
	l.visited[key] = true
	l.report(diag.UnsupportedKeyword, cur, keyword+" asks for what the Go type does not tell: it is not checked", "")
}

// constraining are the keywords whose meaning is the same in a schema of its own
// and in a condition, in the order in which they are checked.
var constraining = []string{
	"minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
	"minItems", "maxItems", "uniqueItems", "contains", "minProperties", "maxProperties", "propertyNames",
	"dependentRequired", "dependentSchemas", "not", "if",
}

// kindOf are the JSON types that a keyword of constraining is about; those that
// are missing are about all.
var kindOf = map[string]string{
	"minLength": "string", "maxLength": "string", "pattern": "string",
	"minimum": "number", "maximum": "number", "exclusiveMinimum": "number", "exclusiveMaximum": "number", "multipleOf": "number",
	"minItems": "array", "maxItems": "array", "uniqueItems": "array", "contains": "array", "items": "array",
	"minProperties": "object", "maxProperties": "object", "propertyNames": "object", "dependentRequired": "object", "dependentSchemas": "object",
	"required": "object", "properties": "object", "additionalProperties": "object",
}

// appliesTo reports whether a keyword says anything of values of a JSON type;
// of raw JSON every one does.
func appliesTo(keyword, kind string) bool {
	if kind == "integer" {
		kind = "number"
	}
	return kindOf[keyword] == "" || kind == "" || kindOf[keyword] == kind
}

// constraints are what the keywords of one schema demand of a value, and the
// keywords of which that cannot be said. They count levels of conditions.
func (l *lowering) constraints(part spec.Cursor, u ir.Value, depth int) (out []ir.Check, unknown []string) {
	kind := jsonKind(u)
	switch {
	case isFalse(part):
		return []ir.Check{ir.Never{Keyword: "false"}}, nil
	case isPlain(u):
		out = oneOf(part, u)
	case depth > 0 || kind == "array" || kind == "object":
		for _, keyword := range []string{"enum", "const"} {
			if part.Has(keyword) {
				unknown = append(unknown, keyword)
			}
		}
	}
	for _, keyword := range constraining {
		if !part.Has(keyword) || off[keyword] && isFalse(part.Child(keyword)) || !appliesTo(keyword, kind) {
			continue
		}
		checks, ok := l.constraint(keyword, part, u, depth)
		if !ok {
			unknown = append(unknown, keyword)
		}
		out = append(out, checks...)
	}
	for _, keyword := range []string{"oneOf", "anyOf"} {
		if part.Has(keyword) && (depth > 0 || onlyConstrain(part, keyword)) {
			checks, ok := l.alternativeSets(part, keyword, u, depth)
			if !ok {
				unknown = append(unknown, keyword)
			}
			out = append(out, checks...)
		}
	}
	return out, unknown
}

// constraint is what one keyword demands.
func (l *lowering) constraint(keyword string, part spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	if jsonKind(u) == "" {
		return nil, false
	}
	switch u.Type.(type) {
	case ir.Time, ir.Date, ir.Bytes:
		if kindOf[keyword] == "string" {
			return nil, depth == 0 // unspelled has reported it
		}
	case ir.Decimal:
		if keyword == "multipleOf" {
			return nil, false
		}
	}
	switch keyword {
	case "minProperties":
		return l.memberCount(keyword, part, u), true
	case "minLength", "minItems":
		return sizes(part, u), true
	case "maxLength", "maxItems", "maxProperties":
		if part.Has("min" + keyword[3:]) {
			return nil, true // said with it
		}
		if keyword == "maxProperties" {
			return l.memberCount(keyword, part, u), true
		}
		return sizes(part, u), true
	case "pattern":
		return patternCheck(part, depth)
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum":
		return l.bound(keyword, part, u, depth), true
	case "multipleOf":
		return multipleOf(part)
	case "uniqueItems":
		_, ok := elementOf(u)
		return []ir.Check{ir.Unique{}}, ok
	case "contains":
		return l.contains(part, u, depth)
	case "propertyNames":
		return l.memberNames(part.Child(keyword), u, depth)
	case "dependentRequired":
		return l.dependentRequired(part.Child(keyword), u)
	case "dependentSchemas":
		return l.dependentSchemas(part.Child(keyword), u, depth)
	case "not":
		return l.not(part.Child(keyword), u, depth)
	case "if":
		return l.ifThenElse(part, u, depth)
	}
	panic("lower: the keyword " + keyword + " constrains nothing")
}

// jsonKind is the JSON type of all values of a Go type; "" where there are
// several, or where it is not known yet.
func jsonKind(u ir.Value) string {
	switch t := ir.Underlying(u).Type.(type) {
	case ir.String, ir.Time, ir.Date, ir.Bytes:
		return "string"
	case ir.Integer, ir.UnixTime:
		return "integer"
	case ir.Number, ir.Decimal:
		return "number"
	case ir.Boolean:
		return "boolean"
	case ir.List:
		return "array"
	case ir.Dict:
		return "object"
	case ir.Any, ir.Foreign:
		return ""
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Struct:
			return "object"
		case *ir.Enum:
			return jsonKind(ir.Value{Type: body.Base})
		case *ir.Named:
			return jsonKind(body.Value)
		case *ir.Tuple:
			return "array"
		case *ir.Union, nil:
			return ""
		}
	}
	panic(fmt.Sprintf("lower: type of kind %T", u.Type))
}

// sizes are the bounds of lengths and of numbers of elements.
func sizes(part spec.Cursor, u ir.Value) []ir.Check {
	noun := map[string]string{"string": "Length", "array": "Items"}[jsonKind(u)]
	least, most := limits(part, "min"+noun, "max"+noun)
	if least == 0 && most == nil {
		return nil
	}
	if noun == "Length" {
		return []ir.Check{ir.Length{Min: least, Max: most}}
	}
	return []ir.Check{ir.Items{Min: least, Max: most}}
}

// patternCheck answers an expression, but for one that RE2 cannot take. Outside
// of conditions keywords has reported that.
func patternCheck(part spec.Cursor, depth int) ([]ir.Check, bool) {
	expr, ok := part.Child("pattern").Node.Str()
	if !ok || expr == "" {
		return nil, true
	}
	if pattern, ok := re2(expr); ok {
		return []ir.Check{pattern}, true
	}
	return nil, depth == 0
}

// multipleOf: what is no number that a float64 holds is as good as absent.
func multipleOf(part spec.Cursor) ([]ir.Check, bool) {
	n := part.Child("multipleOf").Node
	if n.Kind != source.Number || !positive(n.Text) {
		return nil, false
	}
	return []ir.Check{ir.MultipleOf{Divisor: n.Text}}, true
}
