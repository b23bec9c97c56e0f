package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// unionType declares the sealed interface of a union and makes its variants
// implement it.
func (e *emitter) unionType(f *file, d *ir.Decl, body *ir.Union) {
	marker := "is" + d.Name
	f.add(jen.Add(docComment(about(d.Name, d.Doc, "is "+origin(d)+"."), from(d), howToldApart(body), deprecation(d.Doc))).
		Type().Id(d.Name).Interface(jen.Id(marker).Params()))
	for _, variant := range body.Variants {
		f.add(jen.Func().Params(variantType(variant.Decl)).Id(marker).Params().Block())
	}
	f.add(jen.Id(comment(fmt.Sprintf("%s keeps what is none of the variants of %s, as JSON.", body.UnknownName, d.Name))).Line().
		Type().Id(body.UnknownName).Qual("encoding/json", "RawMessage"))
	f.add(jen.Func().Params(jen.Id(body.UnknownName)).Id(marker).Params().Block())
	f.add(jen.Func().Params(jen.Id("v").Id(body.UnknownName)).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
		Add(oneLine(jen.Return(jen.Id("v"), jen.Nil()))))
}

// variantType is how a variant is held by its interface: a struct by pointer.
func variantType(d *ir.Decl) *jen.Statement {
	if _, ok := d.Body.(*ir.Struct); ok {
		return jen.Op("*").Id(d.Name)
	}
	return jen.Id(d.Name)
}

// howToldApart is the table of a union in its comment.
func howToldApart(body *ir.Union) string {
	lines := []string{"One of:"}
	for _, variant := range body.Variants {
		line := "  - " + fmt.Sprintf("%#v", variantType(variant.Decl))
		switch {
		case len(variant.Tags) > 0:
			line += fmt.Sprintf(": %s is %s", body.Property, strings.Join(variant.Tags, " or "))
		case len(ofKind(body, jsonKind(variant.Decl))) == 1:
			line += ": JSON " + kindNames[jsonKind(variant.Decl)]
		default:
			line += ": where its members fit best"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

var kindNames = map[rune]string{'{': "objects", '[': "arrays", '"': "strings", '0': "numbers", 't': "booleans"}

// jsonKind is the first byte of the JSON of a variant, as jsonCodec.kind tells it.
func jsonKind(d *ir.Decl) rune {
	v := ir.Value{}
	switch body := d.Body.(type) {
	case *ir.Struct:
		return '{'
	case *ir.Enum:
		v.Type = body.Base
	case *ir.Named:
		v = body.Value
	}
	switch t := ir.Wire(ir.Underlying(v).Type).(type) {
	case ir.Foreign:
		return map[string]rune{"object": '{', "array": '['}[t.JSON]
	case ir.Dict:
		return '{'
	case ir.List:
		return '['
	case ir.String:
		return '"'
	case ir.Integer, ir.Number:
		return '0'
	case ir.Boolean:
		return 't'
	}
	panic(fmt.Sprintf("emit: variant %s of kind %T", d.Name, d.Body))
}

func ofKind(body *ir.Union, kind rune) []*ir.Variant {
	var out []*ir.Variant
	for _, variant := range body.Variants {
		if jsonKind(variant.Decl) == kind {
			out = append(out, variant)
		}
	}
	return out
}

// unionCodec writes the function that reads and writes a union.
func (e *emitter) unionCodec(d *ir.Decl, body *ir.Union) jen.Code {
	code := []jen.Code{writeVariants(body)}
	code = append(code, chooseVariant(body)...)
	code = append(code, jen.Var().Id("rest").Id(body.UnknownName),
		jen.Id("unknownVariant").Call(jen.Id("c"), jen.Parens(jen.Op("*").Qual("encoding/json", "RawMessage")).Call(jen.Op("&").Id("rest"))),
		jen.Op("*").Id("p").Op("=").Id("rest"))
	return jen.Func().Id("code"+d.Name).Params(codecParam(), jen.Id("p").Op("*").Id(d.Name)).Block(code...)
}

func writeVariants(body *ir.Union) jen.Code {
	var cases []jen.Code
	for _, variant := range body.Variants {
		cases = append(cases, jen.Case(variantType(variant.Decl)).Block(jen.Id("v").Dot("codeJSON").Call(jen.Id("c"))))
	}
	cases = append(cases,
		jen.Case(jen.Id(body.UnknownName)).Block(jen.Id("jsonRaw").Call(jen.Id("c"), jen.Parens(jen.Op("*").Qual("encoding/json", "RawMessage")).Call(jen.Op("&").Id("v")))),
		jen.Default().Block(jen.Id("noVariant").Call(jen.Id("c"))))
	return jen.If(jen.Id("c").Dot("writing")).Block(
		jen.Switch(jen.Id("v").Op(":=").Parens(jen.Op("*").Id("p")).Assert(jen.Type())).Block(cases...),
		jen.Return())
}

// chooseVariant looks at the discriminator first. Where all objects have one, a
// value that nobody knows is no variant, and only without any value are the
// variants tried.
func chooseVariant(body *ir.Union) []jen.Code {
	var cases []jen.Code
	for _, variant := range body.Variants {
		if len(variant.Tags) == 0 {
			continue
		}
		var tags []jen.Code
		for _, tag := range variant.Tags {
			tags = append(tags, jen.Lit(tag))
		}
		cases = append(cases, jen.Case(tags...).Block(readVariant(variant), jen.Return()))
	}
	otherwise := byKind(body)
	if len(cases) == 0 {
		return otherwise
	}
	tagged := !slices.ContainsFunc(ofKind(body, '{'), func(v *ir.Variant) bool { return len(v.Tags) == 0 })
	if tagged {
		cases, otherwise = append(cases, jen.Case(jen.Lit("")).Block(otherwise...)), nil
	}
	return append([]jen.Code{jen.Switch(jen.Id("jsonTag").Call(jen.Id("c"), jen.Lit(body.Property))).Block(cases...)}, otherwise...)
}

func readVariant(variant *ir.Variant) jen.Code {
	read := jen.Id("readVariant").Index(jen.Id(variant.Decl.Name)).Call(jen.Id("c"))
	if _, ok := variant.Decl.Body.(*ir.Struct); !ok {
		read = jen.Op("*").Add(read)
	}
	return jen.Op("*").Id("p").Op("=").Add(read)
}

// byKind chooses by the JSON type; of several variants of one type it tries
// each and takes the one that fits best.
func byKind(body *ir.Union) []jen.Code {
	var cases []jen.Code
	for _, kind := range []rune{'{', '[', '"', '0', 't'} {
		variants := ofKind(body, kind)
		if len(variants) == 0 {
			continue
		}
		kinds := []jen.Code{jen.LitRune(kind)}
		if kind == 't' {
			kinds = append(kinds, jen.LitRune('f'))
		}
		if len(variants) == 1 && (kind != '{' || len(variants[0].Tags) == 0) {
			cases = append(cases, jen.Case(kinds...).Block(readVariant(variants[0]), jen.Return()))
			continue
		}
		var fits, choices []jen.Code
		for i, variant := range variants {
			fits = append(fits, jen.Id("misfit").Index(jen.Id(variant.Decl.Name)).Call(jen.Id("c")))
			choices = append(choices, jen.Case(jen.Lit(i)).Block(readVariant(variant), jen.Return()))
		}
		cases = append(cases, jen.Case(kinds...).Block(jen.Switch(jen.Id("bestFit").Call(fits...)).Block(choices...)))
	}
	return []jen.Code{jen.Switch(jen.Id("c").Dot("kind").Call()).Block(cases...)}
}
