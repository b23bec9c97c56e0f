package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// partCode is the function that codes each part of a stream, for both directions.
func (e *emitter) partCode(m *ir.Media) jen.Code {
	if d := ir.PartDecl(m.Value); d != nil {
		return e.codePart(d)
	}
	return jen.Func().Params(jen.Id("v").Op("*").Add(e.types.Elem(m.Value)), jen.Id("c").Op("*").Add(e.rt("partCodec"))).
		Add(gocode.ShortBody(e.partBody(m.Value, m.PartTypes, jen.Id("v"))))
}

func (e *emitter) codePart(d *ir.Decl) jen.Code {
	return jen.Parens(jen.Op("*").Id(e.names.Type(d))).Dot("codePart")
}

// partBody codes what is in a part. The last one of types is for all parts but
// the first, which have their own.
func (e *emitter) partBody(v ir.Value, types []string, target jen.Code) *jen.Statement {
	first, rest := types[:len(types)-1], types[len(types)-1]
	if !ir.IsFile(v.Type) {
		return e.rt("partValue").Call(jen.Id("c"), jen.Lit(rest), target, e.element(v))
	}
	args := []jen.Code{jen.Lit(rest), target}
	for _, t := range first {
		args = append(args, jen.Lit(t))
	}
	return jen.Id("c").Dot(e.rtDot("partCodec.file")).Call(args...)
}

// partType declares a part with headers.
func (e *emitter) partType(d *ir.Decl, body *ir.Part) jen.Code {
	fields := append(e.headerFields(body.Headers), jen.Id("Body").Add(e.types.Elem(body.Value)))
	doc := e.names.Type(d) + " is the " + strings.TrimPrefix(origin(d), "the ") + ", with its headers."
	return jen.Add(gocode.Doc(doc)).Type().Id(e.names.Type(d)).Struct(fields...)
}

// partCodec codes a part with its headers, for both directions.
func (e *emitter) partCodec(d *ir.Decl, body *ir.Part) jen.Code {
	v := jen.Id("v")
	var write, read, needed []jen.Code
	for _, h := range body.Headers {
		write = append(write, e.writeHeader(h, v, jen.Id("c").Dot(e.rtDot("partCodec.err")).Op("=").Err(), jen.Return()))
		read = append(read, e.readHeader(h, jen.Id("c").Dot(e.rtDot("partCodec.part")).Dot("Header"), v))
		if h.Required {
			needed = append(needed, jen.Lit(h.Name))
		}
	}
	code := []jen.Code{
		jen.If(jen.Id("c").Dot(e.rtDot("partCodec.writing"))).Block(append([]jen.Code{jen.Id("header").Op(":=").Id("c").Dot(e.rtDot("partCodec.headers")).Call()}, write...)...).
			Else().Block(read...),
	}
	if len(needed) > 0 {
		code = append(code, jen.Id("c").Dot(e.rtDot("partCodec.needsHeaders")).Call(needed...))
	}
	code = append(code, e.partBody(body.Value, []string{body.Types}, jen.Op("&").Id("v").Dot("Body")))
	return jen.Func().Params(jen.Id("v").Op("*").Id(e.names.Type(d))).Id("codePart").Params(jen.Id("c").Op("*").Add(e.rt("partCodec"))).Block(code...)
}

// memberPart is the line for a member whose parts have headers.
func (e *emitter) memberPart(f *ir.Field, d *ir.Decl) jen.Code {
	args := []jen.Code{jen.Id("c"), jen.Lit(f.Name)}
	helper := "optionalPart"
	switch f.Value.Type.(type) {
	case ir.List:
		helper, args = "partList", append(args, jen.Lit(f.Required))
	default:
		if f.Required {
			helper = "requiredPart"
		}
	}
	return e.rt(helper).Call(append(args, jen.Op("&").Id("v").Dot(e.names.Field(f)), e.codePart(d))...)
}

// samplePart is a part for an example.
func (s *sampler) samplePart(d *ir.Decl, body *ir.Part) *jen.Statement {
	values := s.headers(body.Headers)
	values[jen.Id("Body")] = s.element(body.Value)
	return jen.Id(s.names.Type(d)).Values(values)
}
