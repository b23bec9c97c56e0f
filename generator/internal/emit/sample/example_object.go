package sample

import (
	"maps"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/ir"
)

// object is a struct with the members that the direction has.
func (r *exampleReader) object(d *ir.Decl, body *ir.Struct, m map[string]any) *jen.Statement {
	var fields []jen.Code
	set := func(name string, value *jen.Statement) {
		r.lines++
		fields = append(fields, jen.Line().Id(name).Op(":").Add(value))
	}
	rest, sent := maps.Clone(m), map[string]any{}
	for _, f := range body.Fields {
		if f.Hidden {
			continue
		}
		delete(rest, f.Name)
		x, present := m[f.Name]
		if r.Request && f.ReadOnly || !r.Request && f.WriteOnly {
			continue
		}
		if !present {
			if f.Required || r.Request && model.DueInRequests(f) || !r.Request && model.DueInResponses(f) {
				return nil
			}
			continue
		}
		value := r.field(f, r.Shapes.Of(d, f.Value, f.Required), x)
		if value == nil {
			return nil
		}
		sent[f.Name] = x
		set(r.Names.Field(f), value)
	}
	if len(rest) > 0 && (body.Closed || body.Additional == nil && len(body.Checks) > 0) {
		return nil
	}
	if len(rest) > 0 && body.Additional != nil {
		others := ir.Dict{Elem: *body.Additional, Names: body.AdditionalNames}
		value := r.dict(r.Types.Of(ir.Value{Type: others}), others, rest)
		if value == nil {
			return nil
		}
		maps.Copy(sent, rest)
		set(r.Names.AdditionalProperties(body), value)
	}
	if !satisfies(body.Checks, sent) || r.Text != nil && len(sent) == 0 {
		return nil
	}
	if len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return r.Declared(r.Names.Type(d)).Values(fields...)
}

// field is a member that is present, in its shape.
func (r *exampleReader) field(f *ir.Field, as ir.Shape, x any) *jen.Statement {
	if as != ir.Opt && as != ir.OptPtr {
		value := r.element(ir.NotNull(f.Value), x)
		switch {
		case value == nil || as != ir.Pointer && as != ir.Boxed:
			return value
		case ir.StructDecl(ir.Underlying(f.Value)) == nil:
			return nil // it cannot be addressed
		}
		return jen.Op("&").Add(value)
	}
	u := ir.Underlying(f.Value)
	goType := r.Types.Of(ir.NotNull(f.Value))
	if as == ir.OptPtr {
		goType = jen.Op("*").Add(goType)
	}
	if x == nil {
		if !u.Nullable {
			return nil
		}
		return r.RT("core.Null").Index(goType).Call()
	}
	value := r.value(ir.NotNull(u), x)
	if value == nil {
		return nil
	}
	if as == ir.OptPtr {
		if ir.StructDecl(u) == nil {
			return nil
		}
		value = jen.Op("&").Add(value)
	}
	return r.some(u, goType, value)
}

// tuple is the struct of an array with a fixed prefix.
func (r *exampleReader) tuple(d *ir.Decl, body *ir.Tuple, list []any) *jen.Statement {
	var fields []jen.Code
	for i, item := range body.Items {
		if i >= len(list) {
			if item.Required {
				return nil
			}
			break
		}
		value := r.field(item, r.Shapes.Item(d, item), list[i])
		if value == nil {
			return nil
		}
		r.lines++
		fields = append(fields, jen.Line().Id(r.Names.Field(item)).Op(":").Add(value))
	}
	if len(list) > len(body.Items) || !satisfies(body.Checks, list) {
		return nil // with items after the prefix the example would be long
	}
	if len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return r.Declared(r.Names.Type(d)).Values(fields...)
}
