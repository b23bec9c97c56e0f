package sample

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/ir"
)

// samplePart is a part for an example.
func (s *Sampler) samplePart(d *ir.Decl, body *ir.Part) *jen.Statement {
	values := s.Headers(body.Headers)
	values[jen.Id("Body")] = s.Element(body.Value)
	return s.Declared(s.Names.Type(d)).Values(values)
}

func (s *Sampler) object(d *ir.Decl, body *ir.Struct) *jen.Statement {
	s.trail = append(s.trail, d)
	defer func() { s.trail = s.trail[:len(s.trail)-1] }()
	if len(s.trail) > 20 {
		s.Valid = false
		return s.Declared(s.Names.Type(d)).Values()
	}
	var fields []jen.Code
	for _, f := range body.Fields {
		as := s.Shapes.Of(d, f.Value, true)
		s.Valid = s.Valid && (as != ir.Boxed || !f.Required)
		if f.Required && as == ir.Plain {
			fields = append(fields, jen.Line().Id(s.Names.Field(f)).Op(":").Add(s.member(f)))
		}
		if s.Request && model.DueInRequests(f) {
			fields = append(fields, jen.Line().Id(s.Names.Field(f)).Op(":").Add(s.shaped(f, s.Shapes.Of(d, f.Value, false))))
		}
		if !s.Request && model.DueInResponses(f) {
			if field := s.tried(d, f); field != nil {
				fields = append(fields, field)
			}
		}
	}
	more, ok := s.enough(d, body)
	s.Valid = s.Valid && ok
	if fields = append(fields, more...); len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return s.Declared(s.Names.Type(d)).Values(fields...)
}

// shaped is a member that may be missing, and is not.
func (s *Sampler) shaped(f *ir.Field, as ir.Shape) *jen.Statement {
	value := s.member(f)
	switch as {
	case ir.Opt:
		return s.RT("core.Some").Index(s.Types.Of(f.Value)).Call(value)
	case ir.Pointer:
		return jen.Op("&").Add(value)
	case ir.Nilable, ir.Bare, ir.Plain, ir.ZeroFilled:
		return value
	case ir.OptPtr, ir.Boxed:
		s.Valid = false
		return jen.Op("*").New(s.Types.Field(f.Value, as))
	}
	panic(fmt.Sprintf("emit: shape %d", as))
}

// enough are the optional fields that a sample of an object needs for the number
// of its members. It leaves alone those on which conditions depend; ok is false
// where there are too few, or where something else is asked of the object.
func (s *Sampler) enough(d *ir.Decl, body *ir.Struct) (fields []jen.Code, ok bool) {
	required := uint64(0)
	for _, f := range body.Fields {
		if f.Required {
			required++
		}
	}
	least, touchy := required, map[string]bool{}
	for _, check := range body.Checks {
		switch c := check.(type) {
		case ir.Members:
			least = max(least, c.Min)
			if c.Max != nil && *c.Max < least {
				return nil, false
			}
		case ir.When:
			i := slices.IndexFunc(c.If, func(c ir.Check) bool { _, ok := c.(ir.Present); return ok })
			if i < 0 || len(c.Else) > 0 {
				return nil, false
			}
			touchy[c.If[i].(ir.Present).Name] = true
		default:
			return nil, false
		}
	}
	for _, f := range body.Fields {
		if required == least {
			break
		}
		if field := s.optional(d, f); field != nil && !touchy[f.Name] {
			fields = append(fields, field)
			required++
		}
	}
	return fields, required == least
}

// optional is an optional field with a value, or nil if no value was found.
func (s *Sampler) optional(d *ir.Decl, f *ir.Field) jen.Code {
	if f.Required || f.Hidden || f.ReadOnly || f.WriteOnly {
		return nil
	}
	return s.tried(d, f)
}

// tried is a field that may be missing, nil where no value comes to mind.
func (s *Sampler) tried(d *ir.Decl, f *ir.Field) jen.Code {
	trial := &Sampler{Target: s.Target, Valid: true, Request: s.Request, Examples: s.Examples, Text: s.Text, trail: slices.Clone(s.trail)}
	var value *jen.Statement
	switch s.Shapes.Of(d, f.Value, false) {
	case ir.Opt:
		value = s.RT("core.Some").Index(s.Types.Of(ir.NotNull(f.Value))).Call(trial.member(f))
	case ir.Pointer:
		value = jen.Op("&").Add(trial.member(f))
	case ir.Nilable, ir.Bare, ir.ZeroFilled:
		value = trial.member(f)
	default:
		return nil
	}
	if !trial.Valid {
		return nil
	}
	return jen.Line().Id(s.Names.Field(f)).Op(":").Add(value)
}

// tuple is a sample of a tuple, with its required items.
func (s *Sampler) tuple(d *ir.Decl, body *ir.Tuple) *jen.Statement {
	fields := jen.Dict{}
	for _, item := range body.Items {
		switch as := s.Shapes.Item(d, item); {
		case !item.Required:
		case as == ir.Plain:
			fields[jen.Id(s.Names.Field(item))] = s.Value(item.Value, s.Names.Field(item), item.Examples)
		case as == ir.Opt:
			fields[jen.Id(s.Names.Field(item))] = s.RT("core.Null").Index(s.Types.Of(item.Value)).Call()
		case as == ir.OptPtr:
			fields[jen.Id(s.Names.Field(item))] = s.RT("core.Null").Index(jen.Op("*").Add(s.Types.Of(item.Value))).Call()
		case as == ir.Boxed:
			s.Valid = false
		default:
			panic(fmt.Sprintf("emit: item of shape %d", as))
		}
	}
	return s.Declared(s.Names.Type(d)).Values(fields)
}
