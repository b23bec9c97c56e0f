package lower

import (
	"cmp"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// xmlMedia lowers an XML body. The name of the root element is that of the XML Object, or else of
// the component. A list without a name has the name of its items with an s.
func (l *lowering) xmlMedia(m *ir.Media, cur spec.Cursor) {
	body := cur.Child("schema")
	m.Value = notNull(l.value(body))
	called := cmp.Or(schema.ComponentName(l.doc.Follow(body).Pointer), "root")
	m.XML = l.xmlName(called, []spec.Cursor{body})
	v := l.schemas.Intersection(body)
	if items := v.With("items"); isList(v) && len(items) > 0 {
		item := l.xmlName(cmp.Or(schema.ComponentName(l.doc.Follow(items[0]).Pointer), "item"), items)
		m.XML.Name = item.Name
		own, _ := xmlObject(v).Child("name").Node.Str()
		m.XML.Wrapper = cmp.Or(own, schema.ComponentName(l.doc.Follow(body).Pointer), item.Name+"s")
	}
}

// xmlField returns the XML name of a member; nil if it is the name of the member.
func (l *lowering) xmlField(name string, schemas []spec.Cursor) *ir.XMLName {
	if !l.xml {
		return nil
	}
	if x := l.xmlName(name, schemas); x != (ir.XMLName{Name: name}) {
		return &x
	}
	return nil
}

// xmlName reads the XML Object of a schema. The name of a list is the name of its wrapper, if it
// has one; the elements have the name of the items.
func (l *lowering) xmlName(name string, schemas []spec.Cursor) ir.XMLName {
	var v schema.Intersection
	for _, schema := range schemas {
		v = append(v, l.schemas.Intersection(schema)...)
	}
	out := ir.XMLName{Name: name}
	object := xmlObject(v)
	own, _ := object.Child("name").Node.Str()
	out.Namespace, _ = object.Child("namespace").Node.Str()
	out.Prefix, _ = object.Child("prefix").Node.Str()
	nodeType, _ := object.Child("nodeType").Node.Str() // 3.2
	if nodeType != "" && nodeType != "attribute" && nodeType != "element" {
		l.ReportFirst(diag.UnsupportedKeyword, object.Child("nodeType"), "the nodeType "+nodeType+" has no effect: it is an element", "")
	}
	out.Attribute = object.Child("attribute").IsTrue() || nodeType == "attribute"
	if !isList(v) {
		out.Name = cmp.Or(own, name)
		return out
	}
	if object.Child("wrapped").IsTrue() || nodeType == "element" {
		out.Wrapper = cmp.Or(own, name)
	}
	if items, key := v.With("items"), v.Key(); len(items) > 0 && !l.xmlNames[key] { // a list may contain itself
		l.xmlNames[key] = true
		defer delete(l.xmlNames, key)
		out.Name = l.xmlName(name, items).Name
	}
	return out
}

func isList(v schema.Intersection) bool { return slices.Equal(v.Kinds(), []string{"array"}) }

// xmlObject returns the first XML Object of a schema.
func xmlObject(v schema.Intersection) spec.Cursor {
	if objects := v.With("xml"); len(objects) > 0 {
		return objects[0]
	}
	return spec.Cursor{}
}
