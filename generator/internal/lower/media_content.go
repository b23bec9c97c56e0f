package lower

import (
	"cmp"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/mediatype"
	"github.com/peergen/peergen/generator/internal/spec"
)

// contents lowers the content types of a body: application/json, other JSON, then the rest in
// declared order. The first one is the default of a response. keys are their names in the document.
func (l *lowering) contents(cur spec.Cursor) (out []*ir.Media, keys []string) {
	names := cur.Node.Keys()
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(mediatype.Rank(a), mediatype.Rank(b)) })
	var schemas []spec.Cursor
	for _, name := range names {
		mediaCur := cur.Child(name)
		schemas = l.addSchema(schemas, mediaCur.Child("schema"))
		m := l.jsonAsText(out, name, mediaCur)
		if m == nil {
			m = l.mediaType(name, mediaCur)
		}
		if i := slices.IndexFunc(out, func(other *ir.Media) bool { return other.Type == m.Type }); i >= 0 { // a range of JSON
			if !ir.SameType(out[i].Value, m.Value) {
				l.Report(diag.UnsupportedMediaType, mediaCur, name+" is ignored in favor of "+m.Type+": its schema differs, and it is not the content type of a body", "declare a specific content type")
			}
			continue // with the same schema, m.Type covers all JSON
		}
		out, keys = append(out, m), append(keys, name)
	}
	return out, keys
}

// addSchema appends a schema to those of earlier contents. A schema that is equal to one of them,
// member for member, without a reference gets its type instead.
func (l *lowering) addSchema(earlier []spec.Cursor, schema spec.Cursor) []spec.Cursor {
	if schema.Node == nil || schema.Has("$ref") {
		return earlier
	}
	for _, first := range earlier {
		if first.Node.Equal(schema.Node) {
			l.Reuse(first, schema)
			return earlier
		}
	}
	return append(earlier, schema)
}

// jsonAsText lowers JSON under the content type text/plain: many documents list it next to
// application/json with the same schema of an object, which has no other text form. Other text,
// such as YAML, HTML and CSV, has a syntax that is not that of JSON. It returns nil for other
// contents.
func (l *lowering) jsonAsText(earlier []*ir.Media, name string, cur spec.Cursor) *ir.Media {
	if mediatype.Base(name) != "text/plain" || !cur.Has("schema") || len(earlier) == 0 || earlier[0].Format != ir.JSON {
		return nil
	}
	v := l.Value(cur.Child("schema"))
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
