package lower

import (
	"encoding/base64"
	"fmt"
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

// parameterDefault is the default that servers fill in, as JSON; "" if there is
// none, or if it is invalid.
func (l *lowering) parameterDefault(p *ir.Param, cur spec.Cursor) string {
	if cur.Node == nil || cur.Node.Kind == source.Null {
		return ""
	}
	if problem := defaultProblem(p.Value, cur.Node); problem != "" {
		l.Report(diag.InvalidDocument, cur, fmt.Sprintf("the default of the %s parameter %s %s; it is ignored", p.In, p.Name, problem), "")
		return ""
	}
	return cur.JSON()
}

// defaultProblem is why a value cannot be a default; "" if it can. A number in quotes
// can, because parameters are text. For objects and unions only the kind is checked.
func defaultProblem(v ir.Value, n *source.Node) string {
	u := ir.Underlying(v)
	kinds := map[source.Kind]ir.Shape{source.Array: ir.Lists, source.Object: ir.Objects}
	shape := kinds[n.Kind]
	if shape == 0 {
		shape = ir.Texts
	}
	if ir.ShapeOf(u)&shape == 0 {
		return "is not of its type"
	}
	if list, ok := u.Type.(ir.List); ok {
		for _, check := range u.Checks {
			if c, ok := check.(ir.Items); ok && n.Kind == source.Array && (uint64(len(n.Items)) < c.Min || c.Max != nil && uint64(len(n.Items)) > *c.Max) {
				return "is out of bounds"
			}
		}
		for _, item := range n.Items {
			if problem := defaultProblem(list.Elem, item); problem != "" {
				return problem
			}
		}
	}
	if ref, ok := u.Type.(ir.Ref); ok {
		literal := schema.Value{Cursor: spec.Cursor{Node: n}}.Literal()
		if enum, ok := ref.Decl.Body.(*ir.Enum); ok && !enum.Open && !slices.ContainsFunc(enum.Values, func(v *ir.EnumValue) bool { return v.Literal == literal }) {
			return "is not one of its enum values"
		}
	}
	return scalarProblem(u, n.Text)
}

func scalarProblem(u ir.Value, text string) string {
	var err error
	switch t := u.Type.(type) {
	case ir.Integer:
		if _, err = strconv.ParseInt(text, 10, t.Bits); t.Unsigned {
			_, err = strconv.ParseUint(text, 10, t.Bits)
		}
	case ir.Number:
		_, err = strconv.ParseFloat(text, t.Bits)
	case ir.Decimal:
		_, err = strconv.ParseFloat(text, 64)
	case ir.UnixTime:
		_, err = strconv.ParseInt(text, 10, 64)
	case ir.Time:
		_, err = time.Parse(time.RFC3339, text)
	case ir.Date:
		_, err = time.Parse(time.DateOnly, text)
	case ir.Bytes:
		_, err = base64.StdEncoding.DecodeString(text)
	case ir.Foreign:
		return "cannot be checked against its Go type"
	case ir.Boolean:
		if text != "true" && text != "false" {
			return "is not of its type"
		}
	}
	if err != nil {
		return "is not of its type"
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
