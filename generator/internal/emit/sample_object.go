package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// enough are the optional fields that a sample of an object needs for the number
// of its members. It leaves alone those on which conditions depend; ok is false
// where there are too few, or where something else is asked of the object.
func (s *sampler) enough(d *ir.Decl, body *ir.Struct) (fields []jen.Code, ok bool) {
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

// optional is a field that nothing asks for, with a value; nil where none comes to
// mind.
func (s *sampler) optional(d *ir.Decl, f *ir.Field) jen.Code {
	if f.Required || f.Hidden || f.ReadOnly || f.WriteOnly {
		return nil
	}
	return s.tried(d, f)
}

// tried is a field that may be missing, nil where no value comes to mind.
func (s *sampler) tried(d *ir.Decl, f *ir.Field) jen.Code {
	trial := &sampler{emitter: s.emitter, valid: true, request: s.request, trail: slices.Clone(s.trail)}
	value := jen.Null()
	switch s.types.Shape(d, f.Value, false) {
	case gocode.Opt:
		value = s.rt("Some").Index(s.types.Of(ir.NotNull(f.Value))).Call(trial.member(f))
	case gocode.Pointer:
		value = jen.Op("&").Add(trial.member(f))
	case gocode.Nilable, gocode.Bare:
		value = trial.member(f)
	default:
		return nil
	}
	if !trial.valid {
		return nil
	}
	return jen.Line().Id(s.names.Field(f)).Op(":").Add(value)
}
