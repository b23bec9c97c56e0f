// Package sample makes up values of schemas.
package sample

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/shape"
)

// Sampler makes up values. Valid turns false if a value may violate a check: then
// the example is compiled but not run.
type Sampler struct {
	*target.Target
	Valid    bool
	Request  bool
	Examples bool              // use those of the document: the format keeps every JSON value
	Text     func(string) bool // whether the place can have a text; nil if it can have all values
	trail    []*ir.Decl
	tags     map[*ir.Field]string // what discriminators must be
}

// Body is the value of a body in JSON, or of a text.
func (s *Sampler) Body(m *ir.Media) *jen.Statement {
	s.Examples = true
	if m.Format == ir.Text {
		s.Text = func(text string) bool { return text != "" }
	}
	defer func() { s.Examples, s.Text = false, nil }()
	if !ir.IsNullable(m.Value) {
		return s.Value(m.Value, "", m.Examples)
	}
	if value := s.example(m.Value, m.Examples); value != nil {
		return s.RT("core.Some").Index(s.Types.Of(m.Value)).Call(value)
	}
	return s.Element(m.Value)
}

// Param is the value of a parameter.
func (s *Sampler) Param(v ir.Value, p *ir.Param) *jen.Statement {
	s.Examples, s.Text = true, textOf(p)
	defer func() { s.Examples, s.Text = false, nil }()
	return s.Value(v, p.Name, p.Examples)
}

// Headers are the fields of required headers.
func (s *Sampler) Headers(headers []*ir.Header) jen.Dict {
	values := jen.Dict{}
	for _, h := range headers {
		if h.Required && !(h.IsText() && shape.IsNilable(ir.Underlying(h.Value))) {
			values[jen.Id(s.Names.Header(h))] = s.Value(ir.NotNull(h.Value), h.Name, nil)
		}
	}
	return values
}

// Element is value, or nothing where null will do.
func (s *Sampler) Element(v ir.Value) *jen.Statement {
	if ir.IsNullable(v) {
		return s.RT("core.Null").Index(s.Types.Of(v)).Call()
	}
	return s.Value(v, "", nil)
}

// Value is an expression of the type of v: an example of the document, or a value
// that is made up. Text is called name if that is allowed.
func (s *Sampler) Value(v ir.Value, name string, examples []string) *jen.Statement {
	if s.Examples {
		if value := s.example(v, examples); value != nil {
			return value
		}
	}
	u := ir.Underlying(v)
	if made := s.formatSample(u.Type, u); made != nil {
		s.easy(u)
		return made
	}
	if values, ok := s.easy(u); ok {
		if enum := ir.AsEnum(u); enum != nil {
			return s.Declared(s.Names.Value(listedValue(enum, values)))
		}
		return gocode.Literal(values.Literals[0])
	}
	switch t := u.Type.(type) {
	case ir.String:
		return jen.Lit(s.text(u, name))
	case ir.Integer, ir.Number:
		return s.number(u)
	case ir.Boolean:
		return jen.True()
	case ir.File:
		return s.RT("media.FilePart").Values(jen.Dict{s.RTKey("media.FilePart.Content"): jen.Qual("strings", "NewReader").Call(jen.Lit("content"))})
	case ir.Any:
		return jen.Qual("encoding/json", "RawMessage").Call(jen.Lit("{}"))
	case ir.List:
		return s.list(u, s.Types.Of(v), t.Elem)
	case ir.Dict:
		return jen.Add(s.Types.Of(v)).Values()
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Enum:
			if value := sampleOf(body, ""); value != nil {
				return s.Declared(s.Names.Value(value))
			}
			s.Valid = false
			return jen.Op("*").New(s.Types.Of(v))
		case *ir.Named:
			s.easy(body.Value)
			if list, ok := body.Value.Type.(ir.List); ok {
				return s.list(ir.Value{Checks: append(slices.Clone(u.Checks), body.Value.Checks...)}, s.Types.Of(v), list.Elem)
			}
			if _, ok := body.Value.Type.(ir.Dict); !ok {
				return s.Declared(s.Names.Type(t.Decl)).Call(s.Value(body.Value, name, nil))
			}
			return jen.Add(s.Types.Of(v)).Values()
		case *ir.Union:
			return s.variant(body, name)
		case *ir.Struct:
			return s.object(t.Decl, body)
		case *ir.Tuple:
			return s.tuple(t.Decl, body)
		case *ir.Part:
			return s.samplePart(t.Decl, body)
		}
	}
	panic("emit: no sample of such a type")
}

// easy looks for a list of values, the first of which will do, and gives up the
// example for checks that it has no values for.
func (s *Sampler) easy(u ir.Value) (values ir.OneOf, ok bool) {
	for _, check := range u.Checks {
		switch c := check.(type) {
		case ir.OneOf:
			values, ok = c, true
			s.Valid = s.Valid && len(u.Checks) == 1
		case ir.Length, ir.Pattern, ir.Bound, ir.Items, ir.StringFormat, ir.Texted, ir.Unique:
		default:
			s.Valid = false
		}
	}
	return values, ok
}

func (s *Sampler) list(u ir.Value, goType *jen.Statement, elem ir.Value) *jen.Statement {
	n := uint64(0)
	if ir.IsFile(elem.Type) {
		n = 1 // a multipart form without the part lacks the list
	}
	for _, check := range u.Checks {
		if c, ok := check.(ir.Items); ok {
			n = max(n, min(c.Min, 100))
			s.Valid = s.Valid && c.Min <= 100
		}
	}
	s.Valid = s.Valid && (n < 2 || !slices.Contains(u.Checks, ir.Check(ir.Unique{})))
	items := make([]jen.Code, n)
	for i := range items {
		items[i] = s.Element(elem)
	}
	return jen.Add(goType).Values(items...)
}
