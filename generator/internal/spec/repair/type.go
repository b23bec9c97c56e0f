package repair

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// jsonTypes are the types of JSON Schema.
var jsonTypes = []string{"string", "number", "integer", "boolean", "array", "object", "null"}

// otherTypes maps other names of types, in lower case, to the type and format that they
// mean. An empty type allows any value.
var otherTypes = map[string][2]string{
	"any": {"", ""}, "mixed": {"", ""}, "unknown": {"", ""}, "": {"", ""}, "undefined": {"", ""},
	"int": {"integer", ""}, "int32": {"integer", "int32"}, "int64": {"integer", "int64"}, "long": {"integer", "int64"}, "short": {"integer", "int32"},
	"float": {"number", "float"}, "double": {"number", "double"}, "decimal": {"number", ""}, "numeric": {"number", ""},
	"bool": {"boolean", ""}, "str": {"string", ""}, "text": {"string", ""}, "enum": {"string", ""},
	"date": {"string", "date"}, "date-time": {"string", "date-time"}, "datetime": {"string", "date-time"}, "timestamp": {"string", "date-time"},
	"uuid": {"string", "uuid"}, "uri": {"string", "uri"}, "url": {"string", "uri"}, "email": {"string", "email"},
	"file": {"string", "binary"}, "binary": {"string", "binary"}, "byte": {"string", "byte"},
	"list": {"array", ""}, "map": {"object", ""}, "dict": {"object", ""}, "dictionary": {"object", ""}, "struct": {"object", ""}, "json": {"object", ""},
}

func (r *repairer) repairType(n *source.Node) {
	t := n.Get("type")
	switch {
	case t == nil:
	case t.Kind == source.String:
		if slices.Contains(jsonTypes, t.Text) {
			return
		}
		lower := strings.ToLower(strings.TrimSpace(t.Text))
		other, known := otherTypes[lower]
		if slices.Contains(jsonTypes, lower) {
			other, known = [2]string{lower}, true
		}
		if !known || other[0] == "" {
			r.repaired(t, "there is no type "+t.Text+": the schema is read as one without a type", "no type if any value is allowed, else one of "+strings.Join(jsonTypes, ", "))
			n.Delete("type")
			return
		}
		r.repaired(t, "there is no type "+t.Text, other[0])
		t.Text = other[0]
		if other[1] != "" && !n.Has("format") {
			n.Set("format", stringAt(t, other[1]))
		}
	case t.Kind == source.Array:
		var kept []*source.Node
		for _, item := range t.Items {
			lower := strings.ToLower(item.Text)
			switch {
			case item.Kind == source.Null: // [string, null] without quotes
				item.Kind, item.Text = source.String, "null"
			case item.Kind == source.String && slices.Contains(jsonTypes, item.Text):
			case item.Kind == source.String && slices.Contains(jsonTypes, lower):
				r.repaired(item, "there is no type "+item.Text, lower)
				item.Text = lower
			case item.Kind == source.String && otherTypes[lower][0] != "":
				r.repaired(item, "there is no type "+item.Text, otherTypes[lower][0])
				item.Text = otherTypes[lower][0]
			default:
				r.repaired(item, "expected a type, found "+article(item)+": it is ignored", "one of "+strings.Join(jsonTypes, ", "))
				continue
			}
			if !slices.ContainsFunc(kept, func(k *source.Node) bool { return k.Text == item.Text }) {
				kept = append(kept, item)
			}
		}
		if t.Items = kept; len(kept) == 0 {
			n.Delete("type")
		}
	case t.Kind == source.Object && t.Has("type"): // type: {type: string}
		r.repaired(t, "expected a type, found an object: its type is used", "the type alone")
		n.Set("type", t.Get("type"))
		r.repairType(n)
	}
}
