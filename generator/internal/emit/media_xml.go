package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// xmlMembers writes how the members of each object that is in an XML body stand
// there: a function, for objects hold one another.
func (e *emitter) xmlMembers(f *file) {
	reached := e.reachXML()
	for _, d := range e.api.Decls {
		body, ok := d.Body.(*ir.Struct)
		if !ok || !reached[d] {
			continue
		}
		rows := make([]jen.Code, 0, len(body.Fields))
		for _, field := range body.Fields {
			name := ir.XMLName{Name: field.Name}
			if field.XML != nil {
				name = *field.XML
			}
			rows = append(rows, jen.Line().Add(xmlRow(field.Name, name, field.Value)))
		}
		f.add(jen.Id(comment(xmlFunc(d) + " says how the members of " + d.Name + " stand in XML.")).Line().
			Func().Id(xmlFunc(d)).Params().Index().Id("xmlNode").Block(
			jen.Return(jen.Index().Id("xmlNode").Values(append(rows, jen.Line())...))))
	}
}

func xmlFunc(d *ir.Decl) string { return "xmlOf" + d.Name }

// xmlRoot is the node of a body.
func xmlRoot(m *ir.Media) jen.Code { return jen.Id("xmlNode").Add(xmlRow("", m.XML, m.Value)) }

func xmlRow(member string, name ir.XMLName, v ir.Value) *jen.Statement {
	var row []jen.Code
	add := func(field, text string) {
		if text != "" {
			row = append(row, jen.Id(field).Op(":").Lit(text))
		}
	}
	add("member", member)
	add("name", name.Name)
	add("namespace", name.Namespace)
	add("prefix", name.Prefix)
	if name.Attribute {
		row = append(row, jen.Id("attribute").Op(":").True())
	}
	elem, isList := xmlElement(v)
	if isList {
		row = append(row, jen.Id("list").Op(":").True())
		add("wrapper", name.Wrapper)
	}
	if d := structDecl(ir.Underlying(elem)); d != nil {
		row = append(row, jen.Id("members").Op(":").Id(xmlFunc(d)))
	}
	return jen.Values(row...)
}

// xmlElement is what an element holds: the value, or an item of the list that it is.
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

// reachXML finds the objects that XML bodies hold by elements that have a name.
func (e *emitter) reachXML() map[*ir.Decl]bool {
	reached := map[*ir.Decl]bool{}
	var reach func(v ir.Value)
	reach = func(v ir.Value) {
		elem, _ := xmlElement(v)
		d := structDecl(ir.Underlying(elem))
		if d == nil || reached[d] {
			return
		}
		reached[d] = true
		for _, field := range d.Body.(*ir.Struct).Fields {
			reach(field.Value)
		}
	}
	for m := range ir.Medias(e.api) {
		if m.Format == ir.XML {
			reach(m.Value)
		}
	}
	return reached
}
