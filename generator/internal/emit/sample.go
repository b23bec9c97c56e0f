package emit

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// sampler makes up values that are valid, as far as it can tell; where it
// cannot, valid turns false and the example is compiled but not run.
type sampler struct {
	*emitter
	valid bool
	trail []*ir.Decl
}

// element is value, or nothing where null will do.
func (s *sampler) element(v ir.Value) *jen.Statement {
	if elemNullable(v) {
		return jen.Id("Null").Index(goType(v)).Call()
	}
	return s.value(v, "", "")
}

// value is an expression of the type of v. Text is called name if that is allowed.
func (s *sampler) value(v ir.Value, name, example string) *jen.Statement {
	u := ir.Underlying(v)
	if made := s.formatted(u.Type, u); made != nil {
		s.easy(u)
		return made
	}
	if values, ok := s.easy(u); ok {
		return literal(values.Literals[0])
	}
	switch t := u.Type.(type) {
	case ir.String:
		return jen.Lit(s.text(u, name, example))
	case ir.Integer, ir.Number:
		return s.number(u)
	case ir.Boolean:
		return jen.True()
	case ir.File:
		return jen.Id("FilePart").Values(jen.Dict{jen.Id("Content"): jen.Qual("strings", "NewReader").Call(jen.Lit("content"))})
	case ir.Any:
		return jen.Qual("encoding/json", "RawMessage").Call(jen.Lit("{}"))
	case ir.List:
		return s.list(u, goType(v), t.Elem)
	case ir.Dict:
		return jen.Add(goType(v)).Values()
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Enum:
			if len(body.Values) > 0 {
				return jen.Id(body.Values[0].GoName)
			}
			s.valid = false
			return jen.Op("*").New(goType(v))
		case *ir.Named:
			s.easy(body.Value)
			if list, ok := body.Value.Type.(ir.List); ok {
				return s.list(ir.Value{Checks: append(slices.Clone(u.Checks), body.Value.Checks...)}, goType(v), list.Elem)
			}
			if _, ok := body.Value.Type.(ir.Dict); !ok {
				return jen.Id(t.Decl.Name).Call(s.value(body.Value, name, example))
			}
			return jen.Add(goType(v)).Values()
		case *ir.Union:
			first := s.value(ir.Value{Type: ir.Ref{Decl: body.Variants[0].Decl}}, name, "")
			if _, ok := body.Variants[0].Decl.Body.(*ir.Struct); ok {
				first = jen.Op("&").Add(first)
			}
			return first
		case *ir.Struct:
			return s.object(t.Decl, body)
		case *ir.Tuple:
			return s.tuple(t.Decl, body)
		}
	}
	panic("emit: no sample of such a type")
}

// easy looks for a list of values, the first of which will do, and gives up the
// example for checks that it has no values for.
func (s *sampler) easy(u ir.Value) (values ir.OneOf, ok bool) {
	for _, check := range u.Checks {
		switch c := check.(type) {
		case ir.OneOf:
			values, ok = c, true
			s.valid = s.valid && len(u.Checks) == 1
		case ir.Length, ir.Pattern, ir.Bound, ir.Items, ir.StringFormat, ir.Texted:
		default:
			s.valid = false
		}
	}
	return values, ok
}

func (s *sampler) object(d *ir.Decl, body *ir.Struct) *jen.Statement {
	s.trail = append(s.trail, d)
	defer func() { s.trail = s.trail[:len(s.trail)-1] }()
	s.valid = s.valid && len(body.Checks) == 0
	if len(s.trail) > 20 {
		s.valid = false
		return jen.Id(d.Name).Values()
	}
	var fields []jen.Code
	for _, f := range body.Fields {
		as := s.shape(d, f.Value, true)
		s.valid = s.valid && (as != boxed || !f.Required)
		if f.Required && as == plain {
			fields = append(fields, jen.Line().Id(f.GoName).Op(":").Add(s.value(f.Value, f.Name, "")))
		}
	}
	if len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return jen.Id(d.Name).Values(fields...)
}

func (s *sampler) list(u ir.Value, goType *jen.Statement, elem ir.Value) *jen.Statement {
	n := uint64(0)
	for _, check := range u.Checks {
		if c, ok := check.(ir.Items); ok {
			n = max(n, min(c.Min, 100))
			s.valid = s.valid && c.Min <= 100
		}
	}
	items := make([]jen.Code, n)
	for i := range items {
		items[i] = s.element(elem)
	}
	return jen.Add(goType).Values(items...)
}

// text is the document's example, else the name of the place, cut or stretched
// to the bounds.
func (s *sampler) text(u ir.Value, name, example string) string {
	format := formatOf(u)
	if strings.HasPrefix(example, `"`) && hasFormat(format, unquote(example)) {
		return unquote(example)
	}
	text := name
	if format != "" {
		text = formatSamples[format]
	}
	if text == "" {
		text = "text"
	}
	for _, check := range u.Checks {
		switch c := check.(type) {
		case ir.Length:
			for uint64(len(text)) < min(c.Min, 1000) {
				text += "x"
			}
			if c.Max != nil && uint64(len(text)) > *c.Max {
				text = text[:*c.Max]
			}
			s.valid = s.valid && c.Min <= 1000
		case ir.Pattern:
			s.valid = false
		}
	}
	s.valid = s.valid && hasFormat(format, text)
	return text
}

// number is a bound if there is one, else 1.
func (s *sampler) number(u ir.Value) *jen.Statement {
	text := "1"
	for _, check := range u.Checks {
		if c, ok := check.(ir.Bound); ok {
			text = c.Limit
			s.valid = s.valid && !c.Exclusive && len(u.Checks) == 1
		}
	}
	if !fits(u.Type, text) {
		s.valid = false
		text = "1"
	}
	return jen.Id(text)
}

// fits reports whether a literal is a constant of a Go type.
func fits(t ir.Type, text string) bool {
	var err error
	switch t := t.(type) {
	case ir.Integer:
		if _, err = strconv.ParseInt(text, 10, t.Bits); t.Unsigned {
			_, err = strconv.ParseUint(text, 10, t.Bits)
		}
	case ir.Number:
		_, err = strconv.ParseFloat(text, t.Bits)
	}
	return err == nil
}
