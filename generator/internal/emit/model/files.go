package model

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// isFileField reports whether a member is a file, or a part with headers.
func isFileField(f *ir.Field) bool {
	v := f.Value
	if list, ok := v.Type.(ir.List); ok {
		v = list.Elem
	}
	return ir.IsFile(v.Type) || ir.PartDecl(v) != nil
}

// HasFiles reports whether a field of body is a file, a list of files or a part.
func HasFiles(body *ir.Struct) bool {
	return slices.ContainsFunc(body.Fields, isFileField)
}

// FilesArg is the method that names the files of a body.
func (e *Emitter) FilesArg(v ir.Value) jen.Code {
	if d := ir.StructDecl(ir.Underlying(v)); d != nil && HasFiles(d.Body.(*ir.Struct)) {
		e.Codecs.Mention(Codec{FilesCodec, d})
		return jen.Parens(jen.Op("*").Id(e.Names.Type(d))).Dot("codeFiles")
	}
	return jen.Nil()
}

// FilesMethod names the members that are files, for both directions.
func (e *Emitter) FilesMethod(d *ir.Decl, body *ir.Struct) jen.Code {
	var code []jen.Code
	for _, f := range body.Fields {
		if !isFileField(f) || f.Hidden {
			continue
		}
		line := e.fileLine(f)
		if f.WriteOnly {
			line = jen.If(jen.Id("c").Dot(e.RTMember("media.FileCodec.WriteOnly")).Call()).Block(line)
		}
		if f.ReadOnly {
			line = jen.If(jen.Id("c").Dot(e.RTMember("media.FileCodec.ReadOnly")).Call()).Block(line)
		}
		code = append(code, line)
	}
	return jen.Func().Params(jen.Id("v").Op("*").Id(e.Names.Type(d))).Id("codeFiles").Params(jen.Id("c").Op("*").Add(e.RT("media.FileCodec"))).Block(code...)
}

// fileLine is the line for one member that is a file.
func (e *Emitter) fileLine(f *ir.Field) jen.Code {
	name, target := jen.Lit(f.Name), jen.Op("&").Id("v").Dot(e.Names.Field(f))
	switch t := f.Value.Type.(type) {
	case ir.List:
		if d := ir.PartDecl(t.Elem); d != nil {
			return e.memberPart(f, d)
		}
		return jen.Id("c").Dot(e.RTMember("media.FileCodec.FileList")).Call(name, jen.Lit(t.Elem.Type.(ir.File).Types), target)
	case ir.Ref:
		return e.memberPart(f, t.Decl)
	case ir.File:
		helper := "media.FileCodec.OptionalFile"
		switch {
		case f.Required:
			helper = "media.FileCodec.RequiredFile"
		case f.Value.Shape == ir.Plain:
			helper = "media.FileCodec.ZeroFilledFile"
		}
		return jen.Id("c").Dot(e.RTMember(helper)).Call(name, jen.Lit(t.Types), target)
	}
	panic(fmt.Sprintf("emit: file of kind %T", f.Value.Type))
}

// CodePart is the method that codes a value as a part.
func (e *Emitter) CodePart(d *ir.Decl) jen.Code {
	e.Codecs.Mention(Codec{PartCodec, d})
	return jen.Parens(jen.Op("*").Id(e.Names.Type(d))).Dot("codePart")
}

// PartBody codes what is in a part. The last one of types is for all parts but
// the first, which have their own.
func (e *Emitter) PartBody(v ir.Value, types []string, target jen.Code) *jen.Statement {
	first, rest := types[:len(types)-1], types[len(types)-1]
	if !ir.IsFile(v.Type) {
		return e.RT("media.PartValue").Call(jen.Id("c"), jen.Lit(rest), target, e.Reader(v), e.Appender(v))
	}
	args := []jen.Code{jen.Lit(rest), target}
	for _, t := range first {
		args = append(args, jen.Lit(t))
	}
	return jen.Id("c").Dot(e.RTMember("media.PartCodec.File")).Call(args...)
}

// memberPart is the line for a member whose parts have headers.
func (e *Emitter) memberPart(f *ir.Field, d *ir.Decl) jen.Code {
	args := []jen.Code{jen.Id("c"), jen.Lit(f.Name)}
	helper := "media.OptionalPart"
	switch f.Value.Type.(type) {
	case ir.List:
		helper = "media.PartList"
	default:
		if f.Required {
			helper = "media.RequiredPart"
		}
	}
	return e.RT(helper).Call(append(args, jen.Op("&").Id("v").Dot(e.Names.Field(f)), e.CodePart(d))...)
}
