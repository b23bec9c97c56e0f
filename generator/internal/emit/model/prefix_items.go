package model

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// TupleType is a struct that is an array in JSON.
func (e *Emitter) TupleType(d *ir.Decl, body *ir.Tuple) jen.Code {
	var fields []jen.Code
	for _, item := range body.Items {
		facts := Constraints(item.Value)
		if item.Default != "" {
			facts = append(facts, "Default: "+item.Default+".")
		}
		doc := gocode.Doc(item.Doc.Description, strings.Join(facts, " "), target.Deprecation(item.Doc))
		fields = append(fields, jen.Add(doc).Id(e.Names.Field(item)).Add(e.Types.Field(item.Value, e.Shapes.Item(d, item))))
	}
	if body.Rest != nil {
		fields = append(fields, jen.Id(gocode.Comment("Items after the fixed prefix.")).Line().Id(e.Names.Rest(body)).Index().Add(e.Types.Elem(*body.Rest)))
	}
	doc := gocode.Doc(e.Introduction(d), "In JSON it is an array"+lengthWords(body)+".", target.Deprecation(d.Doc))
	return jen.Add(doc).Type().Id(e.Names.Type(d)).Struct(fields...)
}

// lengthWords describes the length of the array of a tuple.
func lengthWords(body *ir.Tuple) string {
	least := 0
	for _, item := range body.Items {
		if item.Required {
			least++
		}
	}
	most := uint64(len(body.Items))
	bounds := between(uint64(least), &most, "element")
	if !body.Closed {
		if least == 0 {
			return ""
		}
		bounds = between(uint64(least), nil, "element")
	}
	return " of " + bounds
}

// TupleCodec names each item once, in order.
func (e *Emitter) TupleCodec(d *ir.Decl, body *ir.Tuple) jen.Code {
	tuple := func(helper string, field string, elem jen.Code) jen.Code {
		return e.RT(helper).Call(jen.Op("&").Id("t"), jen.Op("&").Id("v").Dot(field), elem)
	}
	code := []jen.Code{jen.Id("t").Op(":=").Id("c").Dot(e.RTMember("json.Codec.Tuple")).Call()}
	for _, item := range body.Items {
		u := ir.Underlying(item.Value)
		_, isAny := u.Type.(ir.Any)
		as := e.Shapes.Item(d, item)
		elem := e.Element(ir.NotNull(u))
		if as == ir.OptPtr || as == ir.Boxed {
			elem = e.RT("json.Pointer").Call(elem)
		}
		helper := "json.Item"
		switch {
		case as == ir.ZeroFilled:
			if elem = e.Element(item.Value); !item.Required {
				helper = "json.ZeroFilledItem"
			}
		case !as.IsOpt():
		case item.Required:
			helper = "json.NullableItem"
		case u.Nullable || isAny:
			helper = "json.OptionalNullableItem"
		default:
			helper = "json.OptionalItem"
		}
		code = append(code, tuple(helper, e.Names.Field(item), elem))
	}
	if body.Rest != nil {
		code = append(code, tuple("json.RestItems", e.Names.Rest(body), e.Element(*body.Rest)))
	}
	closing := jen.Id("t").Dot(e.RTMember("json.Tuple.End")).Call(jen.Lit(body.Closed))
	return e.CodecFunc(d, append(code, closing)...)
}
