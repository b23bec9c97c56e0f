package emit

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// tupleType is a struct that is an array in JSON.
func (e *emitter) tupleType(d *ir.Decl, body *ir.Tuple) jen.Code {
	var fields []jen.Code
	for _, item := range body.Items {
		facts := constraints(item.Value)
		if item.Default != "" {
			facts = append(facts, "Default: "+item.Default+".")
		}
		doc := gocode.Doc(item.Doc.Description, strings.Join(facts, " "), deprecation(item.Doc))
		fields = append(fields, jen.Add(doc).Id(e.names.Field(item)).Add(e.types.Field(item.Value, e.types.ItemShape(d, item))))
	}
	if body.Rest != nil {
		fields = append(fields, jen.Id(gocode.Comment("What follows.")).Line().Id(e.names.Rest(body)).Index().Add(e.types.Elem(*body.Rest)))
	}
	doc := gocode.Doc(about(e.names.Type(d), d.Doc, "is "+origin(d)+"."), from(d), "In JSON it is an array"+lengthWords(body)+".", deprecation(d.Doc))
	return jen.Add(doc).Type().Id(e.names.Type(d)).Struct(fields...)
}

// lengthWords says how long the array of a tuple may be.
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

// tupleCodec names each item once, in order.
func (e *emitter) tupleCodec(d *ir.Decl, body *ir.Tuple) jen.Code {
	tuple := func(helper string, field string, elem jen.Code) jen.Code {
		return e.rt(helper).Call(jen.Op("&").Id("t"), jen.Op("&").Id("v").Dot(field), elem)
	}
	code := []jen.Code{jen.Id("t").Op(":=").Id("c").Dot(e.rtDot("jsonCodec.tuple")).Call()}
	for _, item := range body.Items {
		u := ir.Underlying(item.Value)
		_, isAny := u.Type.(ir.Any)
		as := e.types.ItemShape(d, item)
		elem := e.element(ir.NotNull(u))
		if as == gocode.OptPtr || as == gocode.Boxed {
			elem = e.rt("jsonPointer")
		}
		helper := "tupleItem"
		switch {
		case as != gocode.Opt && as != gocode.OptPtr:
		case item.Required:
			helper = "tupleNullable"
		case u.Nullable || isAny:
			helper = "tupleOptionalNullable"
		default:
			helper = "tupleOptional"
		}
		code = append(code, tuple(helper, e.names.Field(item), elem))
	}
	if body.Rest != nil {
		code = append(code, tuple("tupleRest", e.names.Rest(body), e.element(*body.Rest)))
	}
	closing := jen.Id("t").Dot(e.rtDot("jsonTuple.endTuple")).Call(jen.Lit(body.Closed))
	return e.codecMethod(d, append(code, closing)...)
}

// checkTuple checks the items that are there, by index, and the array as a whole.
func (e *emitter) checkTuple(d *ir.Decl, body *ir.Tuple) []jen.Code {
	var code []jen.Code
	for _, item := range body.Items {
		code = append(code, e.checkShaped(item.Value, e.types.ItemShape(d, item), jen.Lit(item.Name), jen.Id("v").Dot(e.names.Field(item)))...)
	}
	if body.Rest != nil {
		token := e.rt("indexToken").Call(jen.Lit(len(body.Items)).Op("+").Id("i"))
		code = append(code, e.checkElements(*body.Rest, token, jen.Id("v").Dot(e.names.Rest(body)))...)
	}
	return append(code, e.checkAll(body.Checks, ir.Value{Type: ir.Ref{Decl: d}}, e.itself(), jen.Id("v"))...)
}

// tuple is a sample of a tuple, with what must be there.
func (s *sampler) tuple(d *ir.Decl, body *ir.Tuple) *jen.Statement {
	fields := jen.Dict{}
	for _, item := range body.Items {
		switch as := s.types.ItemShape(d, item); {
		case !item.Required:
		case as == gocode.Plain:
			fields[jen.Id(s.names.Field(item))] = s.value(item.Value, s.names.Field(item), "")
		case as == gocode.Opt:
			fields[jen.Id(s.names.Field(item))] = s.rt("Null").Index(s.types.Of(item.Value)).Call()
		case as == gocode.OptPtr:
			fields[jen.Id(s.names.Field(item))] = s.rt("Null").Index(jen.Op("*").Add(s.types.Of(item.Value))).Call()
		case as == gocode.Boxed:
			s.valid = false
		default:
			panic(fmt.Sprintf("emit: item of shape %d", as))
		}
	}
	return jen.Id(s.names.Type(d)).Values(fields)
}
