package lower

import (
	"cmp"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// contents are the content types of a body: application/json, other JSON, then
// the rest in declared order. The first is what is spoken where there is a choice.
func (l *lowering) contents(cur spec.Cursor) []*ir.Media {
	names := cur.Node.Keys()
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	var out []*ir.Media
	var schemas []spec.Cursor
	for _, name := range names {
		mediaCur := cur.Child(name)
		schemas = l.noteRepeat(schemas, mediaCur.Child("schema"))
		m := l.jsonTwin(out, name, mediaCur)
		if m == nil {
			m = l.mediaType(name, mediaCur)
		}
		if i := slices.IndexFunc(out, func(other *ir.Media) bool { return other.Type == m.Type }); i >= 0 { // a range of JSON
			if !ir.SameType(out[i].Value, m.Value) {
				l.Report(diag.UnsupportedMediaType, mediaCur, name+" is passed over for "+m.Type+": its schema is another one, and it names no type that a body could have", "declare a content type of its own")
			}
			continue // else nothing is lost: both sides take all JSON for that
		}
		out = append(out, m)
	}
	return out
}

// noteRepeat puts a schema behind those of earlier contents. One that repeats
// one of them member for member, rather than to refer to it, has its type.
func (l *lowering) noteRepeat(earlier []spec.Cursor, schema spec.Cursor) []spec.Cursor {
	if schema.Node == nil || schema.Has("$ref") {
		return earlier
	}
	for _, first := range earlier {
		if first.Node.Equal(schema.Node) {
			l.repeats[schema.Node] = first
			return earlier
		}
	}
	return append(earlier, schema)
}

// rank is smaller the better a content type is spoken.
func rank(mediaType string) int {
	switch {
	case mediaBase(mediaType) == "application/json":
		return 0
	case formatOf(mediaType) == ir.JSON:
		return 1
	}
	return 2
}

// jsonTwin is JSON under the name of a text: many servers list text/plain beside
// application/json with one and the same schema, of objects, for which there is
// no other text. It answers nil for any other content.
func (l *lowering) jsonTwin(earlier []*ir.Media, name string, cur spec.Cursor) *ir.Media {
	if formatOf(name) != ir.Text || !cur.Has("schema") || len(earlier) == 0 || earlier[0].Format != ir.JSON {
		return nil
	}
	v := l.value(cur.Child("schema"))
	switch t := ir.Underlying(v).Type.(type) {
	case ir.List, ir.Dict:
	case ir.Ref:
		if _, ok := t.Decl.Body.(*ir.Enum); ok {
			return nil
		}
	default:
		return nil
	}
	for _, m := range earlier {
		if m.Format == ir.JSON && ir.SameType(m.Value, v) {
			return &ir.Media{Type: name, Format: ir.JSON, Value: v}
		}
	}
	return nil
}
