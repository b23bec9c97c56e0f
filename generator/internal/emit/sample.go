package emit

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
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
				value = s.rt("Some").Index(s.types.Of(ir.NotNull(ir.Underlying(p.Value)))).Call(value)
			}
			fields = append(fields, jen.Line().Id(s.names.Param(p)).Op(":").Add(value))
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
	if s.names.Body(b) == "" {
		return body
	}
	return jen.Op("&").Id(s.names.Choice(choice)).Values(jen.Dict{jen.Id("Body"): body})
}

// mayBeNothing holds for a path parameter whose sample is an object without members.
func mayBeNothing(p *ir.Param) bool {
	if p.In != ir.InPath || ir.ShapeOf(p.Value) != ir.Objects {
		return false
	}
	d := ir.StructDecl(ir.Underlying(p.Value))
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
	if s.names.Result(op) == "" {
		return s.media(r.Media(), isPointer(r.Media()))
	}
	values := s.headers(r.Headers)
	if len(r.Contents) > 0 {
		values[jen.Id("Body")] = s.media(r.Media(), false)
	}
	return jen.Op("&").Id(s.names.Response(r)).Values(values)
}

// headers are the fields of those that must be there.
func (s *sampler) headers(headers []*ir.Header) jen.Dict {
	values := jen.Dict{}
	for _, h := range headers {
		if h.Required && !(isTextHeader(h) && gocode.IsNilable(ir.Underlying(h.Value))) {
			values[jen.Id(s.names.Header(h))] = s.value(ir.NotNull(h.Value), h.Name, "")
		}
	}
	return values
}

// element is value, or nothing where null will do.
func (s *sampler) element(v ir.Value) *jen.Statement {
	if ir.IsNullable(v) {
		return s.rt("Null").Index(s.types.Of(v)).Call()
	}
	return s.value(v, "", "")
}

// value is an expression of the type of v. Text is called name if that is allowed.
func (s *sampler) value(v ir.Value, name, example string) *jen.Statement {
	u := ir.Underlying(v)
	if made := s.formatSample(u.Type, u); made != nil {
		s.easy(u)
		return made
	}
	if values, ok := s.easy(u); ok {
		return gocode.Literal(values.Literals[0])
	}
	switch t := u.Type.(type) {
	case ir.String:
		return jen.Lit(s.text(u, name, example))
	case ir.Integer, ir.Number:
		return s.number(u)
	case ir.Boolean:
		return jen.True()
	case ir.File:
		return s.rt("FilePart").Values(jen.Dict{s.rtKey("FilePart.Content"): jen.Qual("strings", "NewReader").Call(jen.Lit("content"))})
	case ir.Any:
		return jen.Qual("encoding/json", "RawMessage").Call(jen.Lit("{}"))
	case ir.List:
		return s.list(u, s.types.Of(v), t.Elem)
	case ir.Dict:
		return jen.Add(s.types.Of(v)).Values()
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Enum:
			if value := sampleOf(body, ""); value != nil {
				return jen.Id(s.names.Value(value))
			}
			s.valid = false
			return jen.Op("*").New(s.types.Of(v))
		case *ir.Named:
			s.easy(body.Value)
			if list, ok := body.Value.Type.(ir.List); ok {
				return s.list(ir.Value{Checks: append(slices.Clone(u.Checks), body.Value.Checks...)}, s.types.Of(v), list.Elem)
			}
			if _, ok := body.Value.Type.(ir.Dict); !ok {
				return jen.Id(s.names.Type(t.Decl)).Call(s.value(body.Value, name, example))
			}
			return jen.Add(s.types.Of(v)).Values()
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
		return jen.Id(s.names.Type(d)).Values()
	}
	var fields []jen.Code
	for _, f := range body.Fields {
		as := s.types.Shape(d, f.Value, true)
		s.valid = s.valid && (as != gocode.Boxed || !f.Required)
		if f.Required && as == gocode.Plain {
			fields = append(fields, jen.Line().Id(s.names.Field(f)).Op(":").Add(s.member(f)))
		}
		if s.request && dueInRequests(f) {
			fields = append(fields, jen.Line().Id(s.names.Field(f)).Op(":").Add(s.shaped(f, s.types.Shape(d, f.Value, false))))
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
	return jen.Id(s.names.Type(d)).Values(fields...)
}

// shaped is a member that may be missing, and is not.
func (s *sampler) shaped(f *ir.Field, as gocode.Shape) *jen.Statement {
	value := s.member(f)
	switch as {
	case gocode.Opt:
		return s.rt("Some").Index(s.types.Of(f.Value)).Call(value)
	case gocode.Pointer:
		return jen.Op("&").Add(value)
	case gocode.Nilable, gocode.Bare, gocode.Plain:
		return value
	case gocode.OptPtr, gocode.Boxed:
		s.valid = false
		return jen.Op("*").New(s.types.Field(f.Value, as))
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
	if strings.HasPrefix(example, `"`) && example != `""` && hasFormat(format, gocode.Unquote(example)) {
		return gocode.Unquote(example)
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
