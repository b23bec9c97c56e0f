package types

import (
	"encoding/base64"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
	runtimecheck "github.com/peergen/peergen/runtime/check"
)

// Default is the default of a schema, see [schema.Reader.Default]. One that has no
// effect is reported.
func (b *Builder) Default(cur spec.Cursor) spec.Cursor {
	found, ignored := b.Schemas.Default(cur)
	if ignored.Node != nil {
		b.Report(diag.UnsupportedKeyword, ignored, "default next to $ref has no effect before OpenAPI 3.1", "write an allOf of the reference and the rest")
	}
	return found
}

// addDefault adds the default of a property: that of the last of its schemas that has
// one.
func (b *Builder) addDefault(f *ir.Field, schemas []spec.Cursor) {
	for _, cur := range slices.Backward(schemas) {
		if found := b.Default(cur); found.Node != nil {
			f.Default, b.defaults[f] = found.JSON(), found
			return
		}
	}
}

// FillDefaults decides which members servers can fill in if they are absent: optional
// ones whose default is a value of the Go type that violates no constraint.
func (b *Builder) FillDefaults() {
	for _, d := range b.API.Decls {
		body, ok := d.Body.(*ir.Struct)
		if !ok {
			continue
		}
		for _, f := range body.Fields {
			cur := b.defaults[f]
			f.Fills = cur.Node != nil && cur.Node.Kind != source.Null && !f.Required && !f.ReadOnly && !f.Hidden && DefaultProblem(f.Value, cur.Node) == ""
		}
	}
}

// Why a value cannot be a default.
const (
	wrongType = "is not of its type"
	unchecked = "cannot be checked against its Go type"
)

// TextDefaultProblem is why a value cannot be the default of a parameter that is text,
// or a list of texts; "" if it can. A number in quotes can, because parameters are text.
func TextDefaultProblem(v ir.Value, n *source.Node) string {
	u := ir.Underlying(v)
	if list, ok := u.Type.(ir.List); ok {
		return listProblem(u, n, func(item *source.Node) string { return TextDefaultProblem(list.Elem, item) })
	}
	if n.Kind == source.Array || n.Kind == source.Object {
		return wrongType
	}
	if enum := ir.AsEnum(u); enum != nil {
		return enumProblem(enum, n)
	}
	return scalarProblem(u, n.Text)
}

// DefaultProblem is why a value cannot be a default in JSON; "" if it can.
func DefaultProblem(v ir.Value, n *source.Node) string {
	u := ir.Underlying(v)
	if n.Kind == source.Null && u.Nullable {
		return ""
	}
	switch t := u.Type.(type) {
	case ir.Any:
		return unless(len(u.Checks) == 0, unchecked)
	case ir.Foreign:
		return unchecked
	case ir.List:
		return listProblem(u, n, func(item *source.Node) string { return DefaultProblem(t.Elem, item) })
	case ir.Dict:
		if n.Kind == source.Object && (len(u.Checks) > 0 || t.Names != "") {
			return unchecked
		}
		return membersProblem(n, func(string) *ir.Value { return &t.Elem })
	case ir.Ref:
		if problem := declProblem(t.Decl, n); problem != "" {
			return problem
		}
		return unless(len(u.Checks) == 0, unchecked)
	}
	kinds := map[string]source.Kind{"string": source.String, "integer": source.Number, "number": source.Number, "boolean": source.Bool}
	if n.Kind != kinds[ir.JSONKind(u)] {
		return wrongType
	}
	return scalarProblem(u, n.Text)
}

func unless(ok bool, problem string) string {
	if ok {
		return ""
	}
	return problem
}

// declProblem is DefaultProblem for a declared type.
func declProblem(d *ir.Decl, n *source.Node) string {
	switch body := d.Body.(type) {
	case *ir.Enum:
		return enumProblem(body, n)
	case *ir.Named:
		return DefaultProblem(body.Value, n)
	case *ir.Union:
		fits := func(variant *ir.Variant) bool {
			return DefaultProblem(ir.Value{Type: ir.Ref{Decl: variant.Decl}}, n) == ""
		}
		return unless(slices.ContainsFunc(body.Variants, fits), wrongType)
	case *ir.Struct:
		for _, f := range body.Fields {
			if f.Required && !n.Has(f.Name) {
				return "lacks " + f.Name
			}
		}
		if len(body.Checks) > 0 || body.AdditionalNames != "" {
			return unchecked
		}
		return membersProblem(n, func(name string) *ir.Value {
			if f := body.Field(name); f != nil {
				return &f.Value
			}
			return body.Additional
		})
	}
	return unchecked
}

// membersProblem checks the members of an object. The value of a member is nil if it is
// not kept.
func membersProblem(n *source.Node, value func(name string) *ir.Value) string {
	if n.Kind != source.Object {
		return wrongType
	}
	for _, name := range n.Keys() {
		v := value(name)
		if v == nil {
			return "has the unknown member " + name
		}
		if problem := DefaultProblem(*v, n.Get(name)); problem != "" {
			return problem
		}
	}
	return ""
}

// listProblem checks an array, and its elements with item.
func listProblem(u ir.Value, n *source.Node, item func(*source.Node) string) string {
	if n.Kind != source.Array {
		return wrongType
	}
	for _, check := range u.Checks {
		switch c := check.(type) {
		case ir.Items:
			if count := uint64(len(n.Items)); count < c.Min || c.Max != nil && count > *c.Max {
				return "is out of bounds"
			}
		case ir.Unique:
			if repeats(n.Items) {
				return "has equal elements"
			}
		default:
			return unchecked
		}
	}
	for _, element := range n.Items {
		if problem := item(element); problem != "" {
			return problem
		}
	}
	return ""
}

func repeats(items []*source.Node) bool {
	for i, item := range items {
		if slices.ContainsFunc(items[:i], item.Equal) {
			return true
		}
	}
	return false
}

func enumProblem(enum *ir.Enum, n *source.Node) string {
	literal := schema.Value{Cursor: spec.Cursor{Node: n}}.Literal()
	known := slices.ContainsFunc(enum.Values, func(v *ir.EnumValue) bool { return v.Literal == literal })
	return unless(known || enum.Open, "is not one of its enum values")
}

func scalarProblem(u ir.Value, text string) string {
	var err error
	switch t := u.Type.(type) {
	case ir.Integer:
		if !constraint.IsIntegerLiteral(t, schema.ExactNumber(text)) {
			return wrongType
		}
	case ir.Number:
		_, err = strconv.ParseFloat(text, t.Bits)
	case ir.Decimal:
		_, err = strconv.ParseFloat(text, 64)
	case ir.UnixTime:
		_, err = strconv.ParseInt(schema.ExactNumber(text), 10, 64)
	case ir.Time:
		_, err = time.Parse(time.RFC3339, text)
	case ir.Date:
		_, err = time.Parse(time.DateOnly, text)
	case ir.Bytes:
		_, err = base64.StdEncoding.DecodeString(text)
	case ir.Foreign:
		return unchecked
	case ir.Boolean:
		if text != "true" && text != "false" {
			return wrongType
		}
	}
	if err != nil {
		return wrongType
	}
	for _, check := range u.Checks {
		switch c := check.(type) {
		case ir.Bound:
			if !c.Holds(text) {
				return "is out of bounds"
			}
		case ir.StringFormat:
			if !runtimecheck.Formats[c.Name](text) {
				return "is not of the format " + c.Name
			}
		case ir.Length:
			if n := uint64(utf8.RuneCountInString(text)); n < c.Min || c.Max != nil && n > *c.Max {
				return "is out of bounds"
			}
		case ir.Pattern:
			if !constraint.Satisfies([]ir.Check{c}, constraint.Quote(text)) {
				return "does not match its pattern"
			}
		case ir.MultipleOf, ir.Whole, ir.OneOf, ir.Not, ir.When, ir.Alternatives, ir.Never:
			literal := text
			if _, ok := u.Type.(ir.String); ok {
				literal = constraint.Quote(text)
			}
			if !constraint.Satisfies([]ir.Check{check}, literal) {
				return "violates its schema"
			}
		}
	}
	return ""
}
