package lower

import (
	"cmp"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// xmlMedia lowers an XML body. The name of the root element is that of the XML Object, or else of
// the component. A list without a name has the name of its items with an s.
func (l *lowering) xmlMedia(m *ir.Media, cur spec.Cursor) {
	body := cur.Child("schema")
	m.Value = notNull(l.Value(body))
	called := cmp.Or(schema.ComponentName(l.Doc.Follow(body).Pointer()), "root")
	root := l.XMLName(called, []spec.Cursor{body})
	v := l.Schemas.Intersection(body)
	if items := v.With("items"); v.IsArray() && len(items) > 0 {
		item := l.XMLName(cmp.Or(schema.ComponentName(l.Doc.Follow(items[0]).Pointer()), "item"), items)
		root.Name = item.Name
		own, _ := types.XMLObject(v).Child("name").Node.Str()
		root.Wrapper = cmp.Or(own, schema.ComponentName(l.Doc.Follow(body).Pointer()), item.Name+"s")
	}
	m.Details = ir.XMLDetails{Root: root}
}
