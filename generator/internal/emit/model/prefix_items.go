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

// readTuple reads the tuple v, one line for each item.
func (e *Emitter) readTuple(d *ir.Decl, body *ir.Tuple) []jen.Code {
	item := func(helper string, field string, elem jen.Code) jen.Code {
		return afterwards(e.RT(helper).Call(jen.Op("&").Id("t"), jen.Id("i"), jen.Op("&").Id("v").Dot(field), elem))
	}
	code := []jen.Code{jen.List(jen.Id("t"), jen.Id("i")).Op(":=").Id("r").Dot(e.RTMember("json.Reader.Tuple")).Call(jen.Id("i"))}
	for _, field := range body.Items {
		u := ir.Underlying(field.Value)
		_, isAny := u.Type.(ir.Any)
		as := e.Shapes.Item(d, field)
		elem := e.Reader(ir.NotNull(u))
		if as == ir.OptPtr || as == ir.Boxed {
			elem = e.pointerReader(ir.NotNull(u), elem)
		}
		helper := "json.ReadItem"
		switch {
		case as == ir.ZeroFilled:
			if elem = e.Reader(field.Value); !field.Required {
				helper = "json.ReadZeroFilledItem"
			}
		case !as.IsOpt():
		case field.Required:
			helper = "json.ReadNullableItem"
		case u.Nullable || isAny:
			helper = "json.ReadOptionalNullableItem"
		default:
			helper = "json.ReadOptionalItem"
		}
		code = append(code, item(helper, e.Names.Field(field), elem))
	}
	if body.Rest != nil {
		code = append(code, item("json.ReadItems", e.Names.Rest(body), e.Reader(*body.Rest)))
	}
	return append(code, jen.Return(jen.Id("t").Dot(e.RTMember("json.Tuple.End")).Call(jen.Id("i"), jen.Lit(body.Closed))))
}
