package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// isTree holds for the formats of which a codec reads and writes the whole.
func isTree(f ir.Format) bool {
	switch f {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return true
	}
	return false
}

// setTree makes the value that target points at the body of the request r.
func (e *emitter) setTree(m *ir.Media, target jen.Code, v ir.Value) *jen.Statement {
	args := []jen.Code{jen.Id("r"), jen.Lit(m.Type), target, e.element(v)}
	switch m.Format {
	case ir.JSON:
		return e.rt("setBody").Call(args...)
	case ir.XML:
		return e.rt("setXML").Call(append(args, e.xmlRoot(m))...)
	case ir.Form:
		return e.rt("setForm").Call(append(args, e.membersArg(m))...)
	case ir.Multipart:
		return e.rt("setMultipart").Call(append(args, e.membersArg(m), e.filesArg(v))...)
	}
	panic("emit: tree of format " + string(m.Format))
}

// readTree reads the body of a success that is no JSON: a pointer to it, or the
// value.
func (e *emitter) readTree(m *ir.Media, pointer bool) *jen.Statement {
	args := []jen.Code{jen.Id("resp"), e.element(m.Value)}
	var read *jen.Statement
	switch m.Format {
	case ir.XML:
		read = e.rt("xmlResult").Index(e.types.Elem(m.Value)).Call(append(args, e.xmlRoot(m))...)
	case ir.Form:
		read = e.rt("formResult").Index(e.types.Elem(m.Value)).Call(append(args, e.membersArg(m))...)
	case ir.Multipart:
		read = e.rt("multipartResult").Index(e.types.Elem(m.Value)).Call(append(args, e.membersArg(m), e.filesArg(m.Value))...)
	default:
		panic("emit: tree of format " + string(m.Format))
	}
	if pointer {
		return read
	}
	return e.rt("bodyValue").Call(read)
}

// writeTree sends the value that target points at.
func (e *emitter) writeTree(m *ir.Media, status, contentType, target jen.Code) *jen.Statement {
	args := []jen.Code{jen.Id("w"), status, contentType, target, e.element(m.Value)}
	switch m.Format {
	case ir.JSON:
		return e.rt("writeResult").Call(args...)
	case ir.XML:
		return e.rt("writeXML").Call(append(args, e.xmlRoot(m))...)
	case ir.Form:
		return e.rt("writeFormBody").Call(append(args, e.membersArg(m))...)
	case ir.Multipart:
		config := []jen.Code{jen.Op("&").Id("h").Dot(e.rtEmbedded("serverConfig")), jen.Id("w"), jen.Id("r")}
		return e.rt("writeMultipart").Call(append(config, append(args[1:], e.membersArg(m), e.filesArg(m.Value))...)...)
	}
	panic("emit: tree of format " + string(m.Format))
}

// openTree reads a body as far as it goes without a type: body is nil for none.
func (e *emitter) openTree(m *ir.Media, to reception) []jen.Code {
	if m.Format != ir.Multipart {
		return e.readWhole(to.accepts)
	}
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("h").Dot(e.rtDot("serverConfig.readMultipart")).Call(jen.Id("w"), jen.Id("r"), to.contentType, jen.Lit(to.required)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
		jen.Defer().Id("body").Dot(e.rtDot("multipartBody.remove")).Call(),
	}
}

// decodeTree reads the body into the value that target points at.
func (e *emitter) decodeTree(m *ir.Media, to reception, target jen.Code, v ir.Value) *jen.Statement {
	switch m.Format {
	case ir.JSON:
		return e.rt("decodeBody").Call(jen.Id("body"), jen.Lit(!to.lenient), target, e.element(v))
	case ir.XML:
		return e.rt("decodeXML").Call(jen.Id("body"), jen.Lit(!to.lenient), target, e.element(v), e.xmlRoot(m))
	case ir.Form:
		return e.rt("decodeForm").Call(jen.Id("body"), jen.Lit(!to.lenient), target, e.element(v), e.membersArg(m))
	case ir.Multipart:
		return e.rt("decodeMultipart").Call(jen.Id("body"), jen.Lit(!to.lenient), target, e.element(v), e.membersArg(m), e.filesArg(v))
	}
	panic("emit: tree of format " + string(m.Format))
}

func (e *emitter) membersArg(m *ir.Media) jen.Code {
	if e.names.FormMembers(m) == "" {
		return jen.Nil()
	}
	return jen.Id(e.names.FormMembers(m))
}

// formMembers declares how the members of forms travel, where that does not go
// without saying.
func (e *emitter) formMembers(f *gocode.File, op *ir.Operation) {
	contents := contentsOf(op.Results)
	if op.Body != nil {
		contents = append(bodyContents(op.Body), contents...)
	}
	for _, m := range contents {
		if e.names.FormMembers(m) == "" {
			continue
		}
		rows := make([]jen.Code, 0, len(m.Members))
		for _, member := range m.Members {
			rows = append(rows, jen.Line().Add(e.formMember(m, member)))
		}
		f.Add(jen.Var().Id(e.names.FormMembers(m)).Op("=").Index().Add(e.rt("formMember")).Values(append(rows, jen.Line())...))
	}
}

func (e *emitter) formMember(m *ir.Media, member *ir.FormMember) jen.Code {
	row := []jen.Code{e.rtKey("formMember.name").Op(":").Lit(member.Name)}
	if member.Style != "" {
		row = append(row, e.rtKey("formMember.style").Op(":").Lit(string(member.Style)))
		if member.Explode {
			row = append(row, e.rtKey("formMember.explode").Op(":").True())
		}
		shape := ir.Texts | ir.Lists | ir.Objects
		if field := fieldNamed(m.Value, member.Name); field != nil {
			shape = ir.ShapeOf(field.Value)
		}
		row = append(row, e.rtKey("formMember.shape").Op(":").Add(e.formShape(shape)))
	}
	if member.Reserved {
		row = append(row, e.rtKey("formMember.raw").Op(":").True())
	}
	if member.Types != "" {
		row = append(row, e.rtKey("formMember.types").Op(":").Lit(member.Types))
	}
	return jen.Values(row...)
}

// isFileField holds for members that codeFiles names: files, and parts with headers.
func isFileField(f *ir.Field) bool {
	v := f.Value
	if list, ok := v.Type.(ir.List); ok {
		v = list.Elem
	}
	return ir.IsFile(v.Type) || ir.PartDecl(v) != nil
}

func hasFiles(body *ir.Struct) bool {
	for _, f := range body.Fields {
		if isFileField(f) {
			return true
		}
	}
	return false
}

// filesArg is the method that names the files of a body.
func (e *emitter) filesArg(v ir.Value) jen.Code {
	if d := ir.StructDecl(ir.Underlying(v)); d != nil && hasFiles(d.Body.(*ir.Struct)) {
		return jen.Parens(jen.Op("*").Id(e.names.Type(d))).Dot("codeFiles")
	}
	return jen.Nil()
}

// filesCodec names the members that are files, for both directions.
func (e *emitter) filesCodec(d *ir.Decl, body *ir.Struct) jen.Code {
	var code []jen.Code
	for _, f := range body.Fields {
		if !isFileField(f) || f.Hidden {
			continue
		}
		name, target := jen.Lit(f.Name), jen.Op("&").Id("v").Dot(e.names.Field(f))
		switch t := f.Value.Type.(type) {
		case ir.List:
			if d := ir.PartDecl(t.Elem); d != nil {
				code = append(code, e.memberPart(f, d))
				continue
			}
			code = append(code, jen.Id("c").Dot(e.rtDot("fileCodec.fileList")).Call(name, jen.Lit(t.Elem.Type.(ir.File).Types), jen.Lit(f.Required), target))
		case ir.Ref:
			code = append(code, e.memberPart(f, t.Decl))
		case ir.File:
			helper := "fileCodec.optionalFile"
			if f.Required {
				helper = "fileCodec.requiredFile"
			}
			code = append(code, jen.Id("c").Dot(e.rtDot(helper)).Call(name, jen.Lit(t.Types), target))
		}
	}
	return jen.Func().Params(jen.Id("v").Op("*").Id(e.names.Type(d))).Id("codeFiles").Params(jen.Id("c").Op("*").Add(e.rt("fileCodec"))).Block(code...)
}
