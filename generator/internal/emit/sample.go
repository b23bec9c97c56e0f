package emit

import (
	"fmt"
	"regexp"
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
	valid   bool
	request bool
	trail   []*ir.Decl
	tags    map[*ir.Field]string // what discriminators must be
}

func (s *sampler) params(op *ir.Operation) []jen.Code {
	s.request = true
	var fields []jen.Code
	for _, p := range op.Params {
		if p.Required {
			s.valid = s.valid && !mayBeNothing(p)
			value := s.value(notEmptyList(p.Value), p.Name, p.Example)
			if maySayNothing(p) {
				value = jen.Id("Some").Index(goType(notNull(ir.Underlying(p.Value)))).Call(value)
			}
			fields = append(fields, jen.Line().Id(p.GoName).Op(":").Add(value))
		}
	}
	if op.Body != nil && op.Body.Required {
		fields = append(fields, jen.Line().Id("Body").Op(":").Add(s.body(op.Body)))
	}
	if len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return fields
}

func (s *sampler) body(b *ir.Body) jen.Code {
	choice := b.Choices[0]
	body := s.sampleBody(choice.Contents[0])
	if b.Name == "" {
		return body
	}
	return jen.Op("&").Id(choice.GoName).Values(jen.Dict{jen.Id("Body"): body})
}

// mayBeNothing holds for a path parameter whose sample is an object without members.
func mayBeNothing(p *ir.Param) bool {
	if p.In != ir.InPath || ir.ShapeOf(p.Value) != ir.Objects {
		return false
	}
	d := structDecl(ir.Underlying(p.Value))
	return d == nil || !slices.ContainsFunc(d.Body.(*ir.Struct).Fields, func(f *ir.Field) bool { return f.Required })
}

// notEmptyList asks for an element of a list: an empty one is nothing in most styles.
func notEmptyList(v ir.Value) ir.Value {
	if ir.ShapeOf(v) == ir.Lists {
		v.Checks = append(v.Checks[:len(v.Checks):len(v.Checks)], ir.Items{Min: 1})
	}
	return v
}

func (s *sampler) result(op *ir.Operation) jen.Code {
	s.request = false
	r := op.Results[0]
	if op.ResultName == "" {
		return s.media(r.Media(), isPointer(r.Media()))
	}
	values := s.headers(r.Headers)
	if len(r.Contents) > 0 {
		values[jen.Id("Body")] = s.media(r.Media(), false)
	}
	return jen.Op("&").Id(r.GoName).Values(values)
}

// headers are the fields of those that must be there.
func (s *sampler) headers(headers []*ir.Header) jen.Dict {
	values := jen.Dict{}
	for _, h := range headers {
		if h.Required && !(isTextHeader(h) && isNilable(ir.Underlying(h.Value))) {
			values[jen.Id(h.GoName)] = s.value(notNull(h.Value), h.Name, "")
		}
	}
	return values
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
			if value := sampleOf(body, ""); value != nil {
				return jen.Id(value.GoName)
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
func (s *sampler) easy(u ir.Value) (values ir.OneOf, ok bool) {
	for _, check := range u.Checks {
		switch c := check.(type) {
		case ir.OneOf:
			values, ok = c, true
			s.valid = s.valid && len(u.Checks) == 1
		case ir.Length, ir.Pattern, ir.Bound, ir.Items, ir.StringFormat, ir.Texted, ir.Unique:
		default:
			s.valid = false
		}
	}
	return values, ok
}

func (s *sampler) object(d *ir.Decl, body *ir.Struct) *jen.Statement {
	s.trail = append(s.trail, d)
	defer func() { s.trail = s.trail[:len(s.trail)-1] }()
	if len(s.trail) > 20 {
		s.valid = false
		return jen.Id(d.Name).Values()
	}
	var fields []jen.Code
	for _, f := range body.Fields {
		as := s.shape(d, f.Value, true)
		s.valid = s.valid && (as != boxed || !f.Required)
		if f.Required && as == plain {
			fields = append(fields, jen.Line().Id(f.GoName).Op(":").Add(s.member(f)))
		}
		if s.request && dueInRequests(f) {
			fields = append(fields, jen.Line().Id(f.GoName).Op(":").Add(s.shaped(f, s.shape(d, f.Value, false))))
		}
		if !s.request && dueInResponses(f) {
			if field := s.tried(d, f); field != nil {
				fields = append(fields, field)
			}
		}
	}
	more, ok := s.enough(d, body)
	s.valid = s.valid && ok
	if fields = append(fields, more...); len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return jen.Id(d.Name).Values(fields...)
}

// shaped is a member that may be missing, and is not.
func (s *sampler) shaped(f *ir.Field, as shape) *jen.Statement {
	value := s.member(f)
	switch as {
	case opt:
		return jen.Id("Some").Index(goType(f.Value)).Call(value)
	case pointer:
		return jen.Op("&").Add(value)
	case nilable, bare, plain:
		return value
	case optPtr, boxed:
		s.valid = false
		return jen.Op("*").New(shaped(f.Value, as))
	}
	panic(fmt.Sprintf("emit: shape %d", as))
}

func (s *sampler) list(u ir.Value, goType *jen.Statement, elem ir.Value) *jen.Statement {
	n := uint64(0)
	for _, check := range u.Checks {
		if c, ok := check.(ir.Items); ok {
			n = max(n, min(c.Min, 100))
			s.valid = s.valid && c.Min <= 100
		}
	}
	s.valid = s.valid && (n < 2 || !slices.Contains(u.Checks, ir.Check(ir.Unique{})))
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
	if strings.HasPrefix(example, `"`) && example != `""` && hasFormat(format, unquote(example)) {
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
			text = matching(c, text)
			s.valid = s.valid && len(u.Checks) == 1 && regexp.MustCompile(c.RE2).MatchString(text)
		}
	}
	s.valid = s.valid && hasFormat(format, text)
	return text
}

// matching is a text that matches a pattern: the one that is there, or one of a
// few that patterns are often about; else the former.
func matching(c ir.Pattern, text string) string {
	expr := regexp.MustCompile(c.RE2)
	for _, candidate := range []string{text, "a", "A", "1", "abc", "ABC", "123", "a1", "2024-01-31", "#0a0b0c", "+15550100", "1.0.0", strings.Repeat("a1", 16)} {
		if expr.MatchString(candidate) {
			return candidate
		}
	}
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
