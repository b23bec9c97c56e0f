package lower

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// isEnum holds for a list of strings, or of integers, which may hold null too.
// Other lists constrain a type, but make none.
func (v view) isEnum(kinds []string) bool {
	return len(v.allowed()) > 0 && len(kinds) == 1 && (kinds[0] == "string" || kinds[0] == "integer")
}

// allowed are the values that every list of the parts has, where there is one;
// a const is a list of one.
func (v view) allowed() []spec.Cursor {
	var out []spec.Cursor
	first := true
	for _, part := range v {
		for _, values := range [][]spec.Cursor{elements(part.Child("enum")), constant(part)} {
			if values == nil {
				continue
			}
			if first {
				out, first = values, false
				continue
			}
			out = slices.DeleteFunc(slices.Clone(out), func(a spec.Cursor) bool {
				return !slices.ContainsFunc(values, func(b spec.Cursor) bool { return jsonText(a) == jsonText(b) })
			})
		}
	}
	return out
}

func elements(list spec.Cursor) []spec.Cursor {
	if list.Node == nil {
		return nil
	}
	var out []spec.Cursor
	for i := range list.Node.Items {
		out = append(out, list.Index(i))
	}
	return out
}

func constant(part spec.Cursor) []spec.Cursor {
	if !part.Has("const") {
		return nil
	}
	return []spec.Cursor{part.Child("const")}
}

// kindsOfEnum are the JSON types of the values of an enumeration that names none.
func (v view) kindsOfEnum() []string {
	var out []string
	for _, cur := range v.allowed() {
		kind := cur.Node.Kind.String()
		if cur.Node.Kind == source.Number && isInteger(cur.Node.Text) {
			kind = "integer"
		}
		if cur.Node.Kind != source.Null && !slices.Contains(out, kind) {
			out = append(out, kind)
		}
	}
	if slices.Contains(out, "number") {
		out = slices.DeleteFunc(out, func(kind string) bool { return kind == "integer" })
	}
	return out
}

var integerText = regexp.MustCompile(`^-?[0-9]{1,18}$`)

// isInteger holds for a literal that is a Go integer of 64 bits as it stands.
func isInteger(text string) bool { return integerText.MatchString(text) }

func (l *lowering) enum(v view, kind string, s site) ir.Type {
	d, isNew := l.open(s)
	if !isNew {
		return ir.Ref{Decl: d}
	}
	body := &ir.Enum{Base: ir.Wire(l.scalar(kind, v, s.cur))}
	d.Body = body
	mixed := len(v.kindsOfEnum()) > 1 // the other kinds are another alternative's
	seen := map[string]bool{}
	for i, cur := range v.allowed() {
		literal := jsonText(cur)
		switch {
		case cur.Node.Kind == source.Null:
		case kind == "string" && cur.Node.Kind != source.String, kind == "integer" && !isInteger(literal):
			if !mixed {
				l.report(diag.InvalidDocument, cur, "the value "+literal+" is not of type "+kind, "")
			}
		case seen[literal]:
			l.report(diag.DuplicateEnumValue, cur, "the value "+literal+" stands here twice", "take one of the two out")
		default:
			seen[literal] = true
			body.Values = append(body.Values, &ir.EnumValue{Literal: literal, GoName: valueName(s.cur, i)})
		}
	}
	body.Base = widened(body)
	return ir.Ref{Decl: d}
}

// widened is the type that holds all values: a format that is too narrow for one
// gives way.
func widened(body *ir.Enum) ir.Type {
	t, ok := body.Base.(ir.Integer)
	for _, v := range body.Values {
		_, err := strconv.ParseInt(v.Literal, 10, t.Bits)
		if t.Unsigned {
			_, err = strconv.ParseUint(v.Literal, 10, t.Bits)
		}
		if ok && err != nil {
			return ir.Integer{Bits: 64}
		}
	}
	return body.Base
}

// valueName is what an extension calls a value.
func valueName(cur spec.Cursor, i int) string {
	for _, extension := range []string{"x-enum-varnames", "x-enumNames"} {
		if name, ok := cur.Child(extension).Index(i).Node.Str(); ok {
			return name
		}
	}
	return ""
}

// re2 reports whether Go can take a pattern as it stands. ECMA-262 has
// lookaround and back-references, which RE2 leaves out on purpose.
func re2(pattern string) bool {
	_, err := regexp.Compile(pattern)
	return err == nil
}
