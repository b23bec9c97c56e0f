package model

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// XMLMembers writes a description of the members of each object that others
// mention. It is a function, since objects may contain each other.
func (e *Emitter) XMLMembers(f *gocode.File) {
	written := map[*ir.Decl]jen.Code{}
	e.xml.Write(func(d *ir.Decl) { written[d] = e.xmlMembers(d, d.Body.(*ir.Struct)) })
	for _, d := range e.API.Decls {
		if code := written[d]; code != nil {
			f.Add(code)
		}
	}
}

func (e *Emitter) xmlMembers(d *ir.Decl, body *ir.Struct) jen.Code {
	rows := make([]jen.Code, 0, len(body.Fields))
	for _, field := range body.Fields {
		name := ir.XMLName{Name: field.Name}
		if field.XML != nil {
			name = *field.XML
		}
		rows = append(rows, jen.Line().Add(e.xmlRow(field.Name, name, field.Value)))
	}
	return jen.Id(gocode.Comment(e.Names.XMLMembers(d) + " describes the members of " + e.Names.Type(d) + " in XML.")).Line().
		Func().Id(e.Names.XMLMembers(d)).Params().Index().Add(e.RT("media.XMLNode")).Block(
		jen.Return(jen.Index().Add(e.RT("media.XMLNode")).Values(append(rows, jen.Line())...)))
}

// XMLRoot is the node of a body.
func (e *Emitter) XMLRoot(m *ir.Media) jen.Code {
	return e.RT("media.XMLNode").Add(e.xmlRow("", m.Details.(ir.XMLDetails).Root, m.Value))
}

func (e *Emitter) xmlRow(member string, name ir.XMLName, v ir.Value) *jen.Statement {
	var row []jen.Code
	add := func(field, text string) {
		if text != "" {
			row = append(row, e.RTKey(field).Op(":").Lit(text))
		}
	}
	add("media.XMLNode.Member", member)
	add("media.XMLNode.Name", name.Name)
	add("media.XMLNode.Namespace", name.Namespace)
	add("media.XMLNode.Prefix", name.Prefix)
	if name.Attribute {
		row = append(row, e.RTKey("media.XMLNode.Attribute").Op(":").True())
	}
	elem, isList := xmlElement(v)
	if isList {
		row = append(row, e.RTKey("media.XMLNode.List").Op(":").True())
		add("media.XMLNode.Wrapper", name.Wrapper)
	}
	if d := ir.StructDecl(ir.Underlying(elem)); d != nil {
		e.xml.Mention(d)
		row = append(row, e.RTKey("media.XMLNode.Members").Op(":").Id(e.Names.XMLMembers(d)))
	}
	return jen.Values(row...)
}

// xmlElement is the value of an element, which is an item if the whole value is a list.
func xmlElement(v ir.Value) (elem ir.Value, isList bool) {
	u := ir.Underlying(v)
	if ref, ok := u.Type.(ir.Ref); ok {
		if named, ok := ref.Decl.Body.(*ir.Named); ok {
			u = named.Value
		}
	}
	if list, ok := u.Type.(ir.List); ok {
		return list.Elem, true
	}
	return v, false
}
