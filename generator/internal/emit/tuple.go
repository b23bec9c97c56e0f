package emit

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// itemShape is how an item stands in the struct of a tuple: one that may be
// missing is an Opt, whatever its type.
func (s *shapes) itemShape(owner *ir.Decl, item *ir.Field) shape {
	u := ir.Underlying(item.Value)
	switch {
	case item.Required:
		return s.shape(owner, item.Value, true)
	case within(s.component, u, owner):
		return optPtr
	}
	return opt
}

// tupleType is a struct that is an array in JSON.
func (e *emitter) tupleType(d *ir.Decl, body *ir.Tuple) jen.Code {
	var fields []jen.Code
	for _, item := range body.Items {
		facts := constraints(item.Value)
		if item.Default != "" {
			facts = append(facts, "Default: "+item.Default+".")
		}
		doc := docComment(item.Doc.Description, strings.Join(facts, " "), deprecation(item.Doc))
		fields = append(fields, jen.Add(doc).Id(item.GoName).Add(shaped(item.Value, e.itemShape(d, item))))
	}
	if body.Rest != nil {
		fields = append(fields, jen.Id(comment("What follows.")).Line().Id(body.RestName).Index().Add(elemType(*body.Rest)))
	}
	doc := docComment(about(d.Name, d.Doc, "is "+origin(d)+"."), from(d), "In JSON it is an array"+lengthWords(body)+".", deprecation(d.Doc))
	return jen.Add(doc).Type().Id(d.Name).Struct(fields...)
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
		return jen.Id(helper).Call(jen.Op("&").Id("t"), jen.Op("&").Id("v").Dot(field), elem)
	}
	code := []jen.Code{jen.Id("t").Op(":=").Id("c").Dot("tuple").Call()}
	for _, item := range body.Items {
		u := ir.Underlying(item.Value)
		_, isAny := u.Type.(ir.Any)
		as := e.itemShape(d, item)
		elem := element(notNull(u))
		if as == optPtr || as == boxed {
			elem = jen.Id("jsonPointer")
		}
		helper := "tupleItem"
		switch {
		case as != opt && as != optPtr:
		case item.Required:
			helper = "tupleNullable"
		case u.Nullable || isAny:
			helper = "tupleOptionalNullable"
		default:
			helper = "tupleOptional"
		}
		code = append(code, tuple(helper, item.GoName, elem))
	}
	if body.Rest != nil {
		code = append(code, tuple("tupleRest", body.RestName, element(*body.Rest)))
	}
	closing := jen.Id("t").Dot("endTuple").Call(jen.Lit(body.Closed))
	return codecMethod(d, append(code, closing)...)
}

// checkTuple checks the items that are there, by index, and the array as a whole.
func (e *emitter) checkTuple(d *ir.Decl, body *ir.Tuple) []jen.Code {
	var code []jen.Code
	for _, item := range body.Items {
		code = append(code, e.checkShaped(item.Value, e.itemShape(d, item), jen.Lit(item.Name), jen.Id("v").Dot(item.GoName))...)
	}
	if body.Rest != nil {
		token := jen.Id("indexToken").Call(jen.Lit(len(body.Items)).Op("+").Id("i"))
		code = append(code, e.checkElements(*body.Rest, token, jen.Id("v").Dot(body.RestName))...)
	}
	return append(code, e.checkAll(body.Checks, ir.Value{Type: ir.Ref{Decl: d}}, itself(), jen.Id("v"))...)
}

// tuple is a sample of a tuple, with what must be there.
func (s *sampler) tuple(d *ir.Decl, body *ir.Tuple) *jen.Statement {
	fields := jen.Dict{}
	for _, item := range body.Items {
		switch as := s.itemShape(d, item); {
		case !item.Required:
		case as == plain:
			fields[jen.Id(item.GoName)] = s.value(item.Value, item.GoName, "")
		case as == opt:
			fields[jen.Id(item.GoName)] = jen.Id("Null").Index(goType(item.Value)).Call()
		case as == optPtr:
			fields[jen.Id(item.GoName)] = jen.Id("Null").Index(jen.Op("*").Add(goType(item.Value))).Call()
		case as == boxed:
			s.valid = false
		default:
			panic(fmt.Sprintf("emit: item of shape %d", as))
		}
	}
	return jen.Id(d.Name).Values(fields)
}
