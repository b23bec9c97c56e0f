package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// holdsNull holds for a view that is nullable, or has an alternative that is.
func (l *lowering) holdsNull(v view, depth int) bool {
	rest, part, keyword := v.alternatives()
	if keyword == "" || v.nullable() || depth > 5 {
		return v.nullable()
	}
	for i := range part.Items(keyword) {
		alternative := part.Child(keyword).Index(i)
		if isNullSchema(l.doc.Follow(alternative)) || l.holdsNull(append(slices.Clone(rest), l.flatten(alternative)...), depth+1) {
			return true
		}
	}
	return false
}

// soleAlternative is the one schema of a list that stands there in full, beside
// nothing but null.
func (l *lowering) soleAlternative(list spec.Cursor) (int, bool) {
	sole := -1
	for i := range list.Node.Items {
		switch cur := list.Index(i); {
		case isNullSchema(l.doc.Follow(cur)):
		case sole >= 0 || cur.Has("$ref") || cur.Node.Kind != source.Object:
			return 0, false
		default:
			sole = i
		}
	}
	return sole, sole >= 0 && len(list.Node.Items) > 1
}

// orNull lowers a component that is null or what a view says: it has the name
// of the component, and where that has no text of its own, the text.
func (l *lowering) orNull(v view, s site) ir.Value {
	out := l.meet(v, s)
	out.Nullable = true
	if d := l.decls[s.key]; d != nil && d.Doc.Description == "" && len(v) > 0 {
		d.Doc.Description = l.prose(v[len(v)-1]).Description
	}
	return out
}

func isNullSchema(cur spec.Cursor) bool {
	names := typeNames(cur)
	if len(names) == 1 && names[0] == "null" {
		return true
	}
	if c := cur.Child("const").Node; c != nil && c.Kind == source.Null {
		return true
	}
	values := cur.Items("enum")
	return len(values) == 1 && values[0].Kind == source.Null
}
