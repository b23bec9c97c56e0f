package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// itemsMedia lowers a stream of items. OpenAPI 3.2 has itemSchema; in earlier documents schema
// describes an item, or an array of all items.
func (l *lowering) itemsMedia(m *ir.Media, cur spec.Cursor) {
	item := cur.Child("itemSchema")
	if item.Node == nil {
		item = cur.Child("schema")
		if v := l.Schemas.Intersection(item); slices.Equal(v.Kinds(), []string{"array"}) {
			if lists := v.With("items"); len(lists) == 1 {
				item = lists[0]
			}
		}
	}
	if m.Format == ir.Events {
		l.eventMedia(m, item)
		return
	}
	m.Value = l.Value(item)
}

// eventMedia lowers the item of a stream of events. Its schema describes the data, or the event
// with its fields: then only the data has a type.
func (l *lowering) eventMedia(m *ir.Media, item spec.Cursor) {
	if item.Node == nil {
		m.Value = ir.Value{Type: ir.String{}}
		return
	}
	if !l.isEventSchema(item, 5) {
		m.Value = l.Value(item)
		return
	}
	m.Value = ir.Value{Type: ir.String{}}
	_, properties := l.Schemas.Intersection(item).Properties()
	data := properties["data"]
	if len(data) != 1 {
		l.Report(diag.UnsupportedMediaType, item, "the data of events is text: not all events have the same schema for it", "")
		return
	}
	text := l.Doc.Follow(data[0])
	if content := text.Child("contentSchema"); content.Node != nil {
		l.EventData(text)
		m.Value = l.Value(content)
		return
	}
	m.Value = l.Value(data[0])
}

// eventFields are the fields of a server-sent event.
var eventFields = []string{"data", "event", "id", "retry", "comment"}

// isEventSchema reports whether a schema describes an object whose members are the fields of an
// event, or alternatives of such objects.
func (l *lowering) isEventSchema(cur spec.Cursor, depth int) bool {
	v := l.Schemas.Intersection(l.Doc.Follow(cur))
	names, properties := v.Properties()
	if properties["data"] != nil {
		others := slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(eventFields, name) })
		return !others && (properties["event"] != nil || properties["id"] != nil || properties["retry"] != nil || len(names) == 1 && l.isText(properties["data"][0]))
	}
	keyword := v.UnionKeyword()
	if keyword == "" || depth == 0 {
		return false
	}
	for _, list := range v.With(keyword) {
		for i := range list.Node.Items {
			if !l.isEventSchema(list.Index(i), depth-1) {
				return false
			}
		}
	}
	return true
}

func (l *lowering) isText(cur spec.Cursor) bool {
	return slices.Equal(l.Schemas.Intersection(l.Doc.Follow(cur)).Kinds(), []string{"string"})
}
