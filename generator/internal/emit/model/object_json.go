package model

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// StructCodec is the function that reads an object.
func (e *Emitter) StructCodec(d *ir.Decl, body *ir.Struct) jen.Code {
	members := make([]jen.Code, 0, len(body.Fields))
	for _, field := range body.Fields {
		if !field.Hidden && !isFileField(field) {
			if field.Fills && e.received()[d] {
				members = append(members, jen.Id("o").Dot(e.RTMember("json.Object.Default")).Call(jen.Lit(field.Name), gocode.RawString(field.Default)))
			}
			members = append(members, e.directed(d, field))
		}
	}
	if body.Kept != nil {
		args := []jen.Code{jen.Op("&").Id("o"), jen.Op("&").Id("v").Dot(keptField)}
		members = append(members, e.RT("json.KeepMembers").Call(append(args, gocode.Strings(body.Kept.Names)...)...))
	}
	if body.Additional != nil {
		members = append(members, e.RT("json.AdditionalProperties").Call(jen.Op("&").Id("o"), jen.Op("&").Id("v").Dot(e.Names.AdditionalProperties(body)), e.memberElement(*body.Additional, body.AdditionalNames)))
	}
	open := "json.Codec.Object"
	if body.Closed {
		open = "json.Codec.ClosedObject"
	}
	object := jen.Id("c").Dot(e.RTMember(open)).Call()
	return e.CodecFunc(d, jen.For(jen.Id("o").Op(":=").Add(object), jen.Id("o").Dot(e.RTMember("json.Object.More")).Call(), jen.Empty()).Block(members...))
}

// directed is the line for a member. A member that only responses have is skipped in
// requests, but for the discriminator of a union, which both need.
func (e *Emitter) directed(d *ir.Decl, field *ir.Field) jen.Code {
	line := e.member(d, field)
	if e.discriminators()[field] {
		return line
	}
	switch {
	case DueInResponses(field):
		line = jen.If(jen.Id("o").Dot(e.RTMember("json.Object.ReadOnlyRequired")).Call(jen.Lit(field.Name))).Block(line)
	case field.ReadOnly:
		line = jen.If(jen.Id("o").Dot(e.RTMember("json.Object.ReadOnly")).Call(jen.Lit(field.Name))).Block(line)
	}
	return line
}

// discriminators are the members of variants that distinguish them.
func (e *Emitter) discriminators() map[*ir.Field]bool {
	if e.tagFields == nil {
		e.tagFields = map[*ir.Field]bool{}
		for _, d := range e.API.Decls {
			union, ok := d.Body.(*ir.Union)
			if !ok || union.Property == "" {
				continue
			}
			for _, variant := range union.Variants {
				if body, ok := variant.Decl.Body.(*ir.Struct); ok && body.Field(union.Property) != nil {
					e.tagFields[body.Field(union.Property)] = true
				}
			}
		}
	}
	return e.tagFields
}

// member is the line for one member of an object.
func (e *Emitter) member(d *ir.Decl, field *ir.Field) jen.Code {
	u := ir.Underlying(field.Value)
	target := jen.Op("&").Id("v").Dot(e.Names.Field(field))
	line := func(helper string, target jen.Code, elem ...jen.Code) jen.Code {
		return e.RT(helper).Call(append([]jen.Code{jen.Op("&").Id("o"), jen.Lit(field.Name), target}, elem...)...)
	}
	as := e.Shapes.Of(d, field.Value, field.Required)
	if !as.IsOpt() && (u.Nullable || as == ir.ZeroFilled) && u.Type != ir.Type(ir.Any{}) {
		return e.heldMember(field, as, target, line)
	}
	switch as {
	case ir.Opt, ir.OptPtr:
		elem := e.Element(ir.NotNull(u))
		if as == ir.OptPtr {
			elem = e.RT("json.Pointer").Call(elem)
		}
		switch {
		case u.Nullable && field.Required:
			return line("json.RequiredNullable", target, elem)
		case u.Nullable:
			return line("json.OptionalNullable", target, elem)
		}
		return line("json.Optional", target, elem)
	case ir.Pointer:
		return line("json.OptionalObject", target, e.Element(u))
	case ir.Boxed:
		return line("json.Required", target, e.RT("json.Pointer").Call(e.Element(u)))
	case ir.Bare:
		return line("json.OptionalBare", target, e.Element(u))
	case ir.Plain, ir.Nilable:
		return e.plainMember(u, target, as == ir.Plain, line)
	}
	panic(fmt.Sprintf("emit: shape %d", as))
}

// heldMember is the line for a member that may be absent or null although its Go type
// does not express it: see [ir.Value.Shape].
func (e *Emitter) heldMember(field *ir.Field, as ir.Shape, target *jen.Statement, line func(string, jen.Code, ...jen.Code) jen.Code) jen.Code {
	u := ir.Underlying(field.Value)
	goType, elem := e.Types.Of(u), e.Element(ir.NotNull(u))
	if as == ir.Pointer || as == ir.Boxed {
		goType, elem = jen.Op("*").Add(goType), e.RT("json.Pointer").Call(elem)
	}
	if u.Nullable {
		elem = e.closure(goType, "json.NullAsZero", elem)
	}
	if field.Required && (as == ir.Plain || as == ir.ZeroFilled) {
		return line("json.Required", target, elem)
	}
	return line("json.OptionalHeld", target, elem)
}

// plainMember is the line for a member whose absence, if it may be absent, is nil.
func (e *Emitter) plainMember(u ir.Value, target jen.Code, required bool, line func(string, jen.Code, ...jen.Code) jen.Code) jen.Code {
	array, dict := "json.OptionalArray", "json.OptionalMap"
	if required {
		array, dict = "json.RequiredArray", "json.RequiredMap"
	}
	kind := u.Type
	if ref, ok := kind.(ir.Ref); ok {
		switch body := ref.Decl.Body.(type) {
		case *ir.Named:
			kind = body.Value.Type
		case *ir.Union:
			if !required {
				return line("json.OptionalUnion", target, e.Element(u))
			}
		}
	}
	switch t := kind.(type) {
	case ir.List:
		return line(array, target, e.Element(t.Elem))
	case ir.Dict:
		return line(dict, target, e.memberElement(t.Elem, t.Names))
	case ir.Bytes:
		if !required {
			return line("json.OptionalBytes", target, e.RT("json.Bytes"))
		}
	case ir.Any:
		if !required {
			return line("json.OptionalRaw", target, e.RT("json.Raw"))
		}
	}
	return line("json.Required", target, e.Element(u))
}

// memberElement is element for the members of a map, see ir.Dict.
func (e *Emitter) memberElement(v ir.Value, names string) *jen.Statement {
	if names == "" {
		return e.Element(v)
	}
	return e.RT("json.Matching").Index(e.Types.Elem(v)).Call(gocode.RawString(names), e.Element(v))
}
