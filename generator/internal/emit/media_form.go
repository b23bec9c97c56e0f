package emit

import (
	"github.com/dave/jennifer/jen"

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
func setTree(m *ir.Media, target jen.Code, v ir.Value) *jen.Statement {
	args := []jen.Code{jen.Id("r"), jen.Lit(m.Type), target, element(v)}
	switch m.Format {
	case ir.JSON:
		return jen.Id("setBody").Call(args...)
	case ir.XML:
		return jen.Id("setXML").Call(append(args, xmlRoot(m))...)
	case ir.Form:
		return jen.Id("setForm").Call(append(args, membersArg(m))...)
	case ir.Multipart:
		return jen.Id("setMultipart").Call(append(args, membersArg(m), filesArg(v))...)
	}
	panic("emit: tree of format " + string(m.Format))
}

// readTree reads the body of a success that is no JSON: a pointer to it, or the
// value.
func readTree(m *ir.Media, pointer bool) *jen.Statement {
	args := []jen.Code{jen.Id("resp"), element(m.Value)}
	var read *jen.Statement
	switch m.Format {
	case ir.XML:
		read = jen.Id("xmlResult").Index(elemType(m.Value)).Call(append(args, xmlRoot(m))...)
	case ir.Form:
		read = jen.Id("formResult").Index(elemType(m.Value)).Call(append(args, membersArg(m))...)
	case ir.Multipart:
		read = jen.Id("multipartResult").Index(elemType(m.Value)).Call(append(args, membersArg(m), filesArg(m.Value))...)
	default:
		panic("emit: tree of format " + string(m.Format))
	}
	if pointer {
		return read
	}
	return jen.Id("bodyValue").Call(read)
}

// writeTree sends the value that target points at.
func writeTree(m *ir.Media, status, contentType, target jen.Code) *jen.Statement {
	args := []jen.Code{jen.Id("w"), status, contentType, target, element(m.Value)}
	switch m.Format {
	case ir.JSON:
		return jen.Id("writeResult").Call(args...)
	case ir.XML:
		return jen.Id("writeXML").Call(append(args, xmlRoot(m))...)
	case ir.Form:
		return jen.Id("writeFormBody").Call(append(args, membersArg(m))...)
	case ir.Multipart:
		config := []jen.Code{jen.Op("&").Id("h").Dot("serverConfig"), jen.Id("w"), jen.Id("r")}
		return jen.Id("writeMultipart").Call(append(config, append(args[1:], membersArg(m), filesArg(m.Value))...)...)
	}
	panic("emit: tree of format " + string(m.Format))
}

// openTree reads a body as far as it goes without a type: body is nil for none.
func openTree(m *ir.Media, to reception) []jen.Code {
	if m.Format != ir.Multipart {
		return readWhole(to.accepts)
	}
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("h").Dot("readMultipart").Call(jen.Id("w"), jen.Id("r"), to.contentType, jen.Lit(to.required)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
		jen.Defer().Id("body").Dot("remove").Call(),
	}
}

// decodeTree reads the body into the value that target points at.
func decodeTree(m *ir.Media, to reception, target jen.Code, v ir.Value) *jen.Statement {
	switch m.Format {
	case ir.JSON:
		return jen.Id("decodeBody").Call(jen.Id("body"), jen.Lit(!to.lenient), target, element(v))
	case ir.XML:
		return jen.Id("decodeXML").Call(jen.Id("body"), jen.Lit(!to.lenient), target, element(v), xmlRoot(m))
	case ir.Form:
		return jen.Id("decodeForm").Call(jen.Id("body"), jen.Lit(!to.lenient), target, element(v), membersArg(m))
	case ir.Multipart:
		return jen.Id("decodeMultipart").Call(jen.Id("body"), jen.Lit(!to.lenient), target, element(v), membersArg(m), filesArg(v))
	}
	panic("emit: tree of format " + string(m.Format))
}

func membersArg(m *ir.Media) jen.Code {
	if m.MembersName == "" {
		return jen.Nil()
	}
	return jen.Id(m.MembersName)
}

// formMembers declares how the members of forms travel, where that does not go
// without saying.
func formMembers(f *file, op *ir.Operation) {
	contents := contentsOf(op.Results)
	if op.Body != nil {
		contents = append(bodyContents(op.Body), contents...)
	}
	for _, m := range contents {
		if m.MembersName == "" {
			continue
		}
		rows := make([]jen.Code, 0, len(m.Members))
		for _, member := range m.Members {
			rows = append(rows, jen.Line().Add(formMember(m, member)))
		}
		f.add(jen.Var().Id(m.MembersName).Op("=").Index().Id("formMember").Values(append(rows, jen.Line())...))
	}
}

func formMember(m *ir.Media, member *ir.FormMember) jen.Code {
	row := []jen.Code{jen.Id("name").Op(":").Lit(member.Name)}
	if member.Style != "" {
		row = append(row, jen.Id("style").Op(":").Lit(string(member.Style)))
		if member.Explode {
			row = append(row, jen.Id("explode").Op(":").True())
		}
		shape := ir.Texts | ir.Lists | ir.Objects
		if field := fieldNamed(m.Value, member.Name); field != nil {
			shape = ir.ShapeOf(field.Value)
		}
		row = append(row, jen.Id("shape").Op(":").Add(formShape(shape)))
	}
	if member.Reserved {
		row = append(row, jen.Id("raw").Op(":").True())
	}
	if member.Types != "" {
		row = append(row, jen.Id("types").Op(":").Lit(member.Types))
	}
	return jen.Values(row...)
}

func isFile(t ir.Type) bool {
	_, ok := t.(ir.File)
	return ok
}

// isFileField holds for members that codeFiles names: files, and parts with headers.
func isFileField(f *ir.Field) bool {
	v := f.Value
	if list, ok := v.Type.(ir.List); ok {
		v = list.Elem
	}
	return isFile(v.Type) || partDecl(v) != nil
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
func filesArg(v ir.Value) jen.Code {
	if d := structDecl(ir.Underlying(v)); d != nil && hasFiles(d.Body.(*ir.Struct)) {
		return jen.Parens(jen.Op("*").Id(d.Name)).Dot("codeFiles")
	}
	return jen.Nil()
}

// filesCodec names the members that are files, for both directions.
func filesCodec(d *ir.Decl, body *ir.Struct) jen.Code {
	var code []jen.Code
	for _, f := range body.Fields {
		if !isFileField(f) || f.Hidden {
			continue
		}
		name, target := jen.Lit(f.Name), jen.Op("&").Id("v").Dot(f.GoName)
		switch t := f.Value.Type.(type) {
		case ir.List:
			if d := partDecl(t.Elem); d != nil {
				code = append(code, memberPart(f, d))
				continue
			}
			code = append(code, jen.Id("c").Dot("fileList").Call(name, jen.Lit(t.Elem.Type.(ir.File).Types), jen.Lit(f.Required), target))
		case ir.Ref:
			code = append(code, memberPart(f, t.Decl))
		case ir.File:
			helper := "optionalFile"
			if f.Required {
				helper = "requiredFile"
			}
			code = append(code, jen.Id("c").Dot(helper).Call(name, jen.Lit(t.Types), target))
		}
	}
	return jen.Func().Params(jen.Id("v").Op("*").Id(d.Name)).Id("codeFiles").Params(jen.Id("c").Op("*").Id("fileCodec")).Block(code...)
}
