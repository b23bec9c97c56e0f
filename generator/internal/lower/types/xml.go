package types

import (
	"cmp"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// xmlField is how a member is written in XML, nil if that follows from its name.
func (b *Builder) xmlField(name string, schemas []spec.Cursor) *ir.XMLName {
	if x := b.XMLName(name, schemas); x != (ir.XMLName{Name: name}) {
		return &x
	}
	return nil
}

// XMLName reads the XML Object of schemas that describe one value. The name of an
// array is that of the element around it, if there is one; the name of its items is
// theirs.
func (b *Builder) XMLName(name string, schemas []spec.Cursor) ir.XMLName {
	var v schema.Intersection
	for _, cur := range schemas {
		v = append(v, b.Schemas.Intersection(cur)...)
	}
	out := ir.XMLName{Name: name}
	object := XMLObject(v)
	out.Namespace, out.Prefix = object.Text("namespace"), object.Text("prefix")
	nodeType := object.Text("nodeType") // 3.2
	if nodeType != "" && nodeType != "attribute" && nodeType != "element" {
		b.ReportFirst(diag.UnsupportedKeyword, object.Child("nodeType"), "the nodeType "+nodeType+" has no effect: it is an element", "")
	}
	out.Attribute = object.Child("attribute").IsTrue() || nodeType == "attribute"
	own := cmp.Or(object.Text("name"), name)
	if !v.IsArray() {
		out.Name = own
		return out
	}
	if object.Child("wrapped").IsTrue() || nodeType == "element" {
		out.Wrapper = own
	}
	if items, key := v.With("items"), v.Key(); len(items) > 0 && !b.xmlNames[key] { // an array can contain itself
		b.xmlNames[key] = true
		defer delete(b.xmlNames, key)
		out.Name = b.XMLName(name, items).Name
	}
	return out
}

// XMLObject is the first XML Object of an intersection. Its node is nil if there is none.
func XMLObject(v schema.Intersection) spec.Cursor {
	if objects := v.With("xml"); len(objects) > 0 {
		return objects[0]
	}
	return spec.Cursor{}
}
