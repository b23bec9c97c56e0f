package lower

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// allowed is a value of an enumeration, and what the document calls it and says
// of it.
type allowed struct {
	spec.Cursor
	name, doc string
}

// isEnum holds for a list of scalars of one type, which may hold null too: a
// boolean that may be true only is one, true and false are not. Other lists
// constrain a type, but make none.
func (v view) isEnum(kinds []string) bool {
	return len(kinds) == 1 && isEnumOf(kinds[0], v.allowed())
}

func isEnumOf(kind string, values []allowed) bool {
	switch kind {
	case "string", "integer", "number":
		return len(values) > 0
	case "boolean":
		return slices.ContainsFunc(values, isTrueValue) != slices.ContainsFunc(values, isFalseValue)
	}
	return false
}

func isTrueValue(a allowed) bool  { return isTrue(a.Cursor) }
func isFalseValue(a allowed) bool { return isFalse(a.Cursor) }

// allowed are the values that every list of the parts has, where there is one;
// a const is a list of one.
func (v view) allowed() []allowed {
	var out []allowed
	first := true
	for _, part := range v {
		for _, values := range [][]allowed{elements(part), constant(part)} {
			if values == nil {
				continue
			}
			if first {
				out, first = values, false
				continue
			}
			out = slices.DeleteFunc(slices.Clone(out), func(a allowed) bool {
				return !slices.ContainsFunc(values, func(b allowed) bool { return jsonText(a.Cursor) == jsonText(b.Cursor) })
			})
		}
	}
	return out
}

// elements are the values of an enum, with the names and descriptions that
// extensions of several makes give them: lists beside the enum, or maps by value.
func elements(part spec.Cursor) []allowed {
	list := part.Child("enum")
	if list.Node == nil {
		return nil
	}
	out := make([]allowed, 0, len(list.Node.Items))
	for i := range list.Node.Items {
		cur := list.Index(i)
		out = append(out, allowed{
			Cursor: cur,
			name:   extra(part, i, cur, "x-enum-varnames", "x-enumNames"),
			doc:    extra(part, i, cur, "x-enum-descriptions", "x-enumDescriptions"),
		})
	}
	return out
}

func extra(part spec.Cursor, i int, value spec.Cursor, extensions ...string) string {
	key, ok := value.Node.Str()
	if !ok {
		key = jsonText(value)
	}
	for _, extension := range extensions {
		for _, cur := range []spec.Cursor{part.Child(extension).Index(i), part.Child(extension).Child(key)} {
			if text, ok := cur.Node.Str(); ok {
				return text
			}
		}
	}
	return ""
}

func constant(part spec.Cursor) []allowed {
	if !part.Has("const") {
		return nil
	}
	return []allowed{{Cursor: part.Child("const")}}
}

// kindsOf are the JSON types of values, null left out.
func kindsOf(values []allowed) []string {
	var out []string
	for _, a := range values {
		kind := a.Node.Kind.String()
		if a.Node.Kind == source.Number && isInteger(a.literal()) {
			kind = "integer"
		}
		if a.Node.Kind != source.Null && !slices.Contains(out, kind) {
			out = append(out, kind)
		}
	}
	if slices.Contains(out, "number") {
		out = slices.DeleteFunc(out, func(kind string) bool { return kind == "integer" })
	}
	return out
}

// isInteger holds for a literal that is a Go integer of 64 bits as it stands,
// with a sign or without one.
func isInteger(text string) bool {
	return holdsInteger(ir.Integer{Bits: 64}, text) || holdsInteger(ir.Integer{Bits: 64, Unsigned: true}, text)
}

// enum declares an enumeration. Values of other types belong to another
// alternative, where the list is of several.
func (l *lowering) enum(values []allowed, kind string, base ir.Type, s site) (*ir.Enum, ir.Type) {
	d, isNew := l.open(s)
	if !isNew {
		return nil, ir.Ref{Decl: d}
	}
	body := &ir.Enum{Base: widened(ir.Wire(base), values)}
	d.Body = body
	mixed := len(kindsOf(values)) > 1
	seen := map[string]bool{}
	for _, a := range values {
		literal := a.literal()
		switch {
		case a.Node.Kind == source.Null:
		case !ofKind(a, kind):
			if !mixed {
				l.report(diag.InvalidDocument, a.Cursor, "the value "+literal+" is not of type "+kind, "")
			}
		case !holdsNumber(body.Base, literal):
			l.report(diag.UnsupportedType, a.Cursor, "no Go type holds "+literal+" and the values beside it: it is left out", "")
		case seen[literal]:
			l.report(diag.DuplicateEnumValue, a.Cursor, "the value "+literal+" stands here twice", "take one of the two out")
		default:
			l.rounded(body.Base, a.Cursor, literal)
			seen[literal] = true
			body.Values = append(body.Values, &ir.EnumValue{Literal: literal, Given: a.name, Doc: a.doc})
		}
	}
	return body, ir.Ref{Decl: d}
}

// rounded reports a value with more digits than its Go type has.
func (l *lowering) rounded(base ir.Type, cur spec.Cursor, literal string) {
	t, ok := base.(ir.Number)
	if !ok {
		return
	}
	f, _ := strconv.ParseFloat(literal, t.Bits)
	shortest := strconv.FormatFloat(f, 'g', -1, t.Bits)
	given, exact := new(big.Rat).SetString(literal)
	if kept, ok := new(big.Rat).SetString(shortest); exact && ok && given.Cmp(kept) != 0 {
		l.report(diag.UnsupportedType, cur, fmt.Sprintf("a float%d has fewer digits than %s: the value is %s", t.Bits, literal, shortest), "")
	}
}

// literal is the JSON text of a value, of a number its plainest.
func (a allowed) literal() string {
	if a.Node.Kind == source.Number {
		return exactNumber(a.Node.Text)
	}
	return jsonText(a.Cursor)
}

// ofKind reports whether a value is of a JSON type; 1.0 is an integer.
func ofKind(a allowed, kind string) bool {
	switch kind {
	case "string":
		return a.Node.Kind == source.String
	case "boolean":
		return a.Node.Kind == source.Bool
	case "number":
		return a.Node.Kind == source.Number
	case "integer":
		return a.Node.Kind == source.Number && isMultiple(a.Node.Text, "1")
	}
	return false
}

// exactNumber is the plainest literal of a number: 1 for 1.0 and 1e0, 0.001 for
// 1e-3. A number with more digits than anybody would write out stays as it is.
func exactNumber(literal string) string {
	f, err := strconv.ParseFloat(literal, 64)
	if size := math.Abs(f); err != nil || size > 1e20 || f != 0 && size < 1e-9 {
		return literal
	}
	given, ok := new(big.Rat).SetString(literal)
	if !ok {
		return literal // of an exponent beyond all reason
	}
	if given.IsInt() {
		return given.RatString()
	}
	plain := strconv.FormatFloat(f, 'f', -1, 64)
	if short, _ := new(big.Rat).SetString(plain); given.Cmp(short) == 0 {
		return plain
	}
	return literal
}

// widened is the type that holds all values: a format that is too narrow for
// the values beside it gives way. Where none holds them all, it is the signed one.
func widened(base ir.Type, values []allowed) ir.Type {
	wider := []ir.Type{base}
	switch base.(type) {
	case ir.Integer:
		wider = append(wider, ir.Integer{Bits: 64}, ir.Integer{Bits: 64, Unsigned: true}, ir.Integer{Bits: 64})
	case ir.Number:
		wider = append(wider, ir.Number{Bits: 64})
	}
	for _, t := range wider {
		base = t
		if !slices.ContainsFunc(values, func(a allowed) bool { return a.Node.Kind == source.Number && !holdsNumber(t, a.literal()) }) {
			break
		}
	}
	return base
}

// holdsNumber reports whether a value fits into a Go type of numbers; all do
// into other types.
func holdsNumber(t ir.Type, literal string) bool {
	switch t := t.(type) {
	case ir.Integer:
		return holdsInteger(t, literal)
	case ir.Number:
		_, err := strconv.ParseFloat(literal, t.Bits)
		return err == nil
	}
	return true
}
