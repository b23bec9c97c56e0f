package spec

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// jsonTypes are the types of JSON Schema.
var jsonTypes = []string{"string", "number", "integer", "boolean", "array", "object", "null"}

// otherTypes are what people write for a type, lower case: the type they mean,
// and its format. An empty type is no constraint.
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

// toSchema takes the name of a type for a schema of it, and several schemas in
// place of one for their alternatives.
func toSchema(_ *mender, n *source.Node, _ *shape) string {
	switch {
	case n.Kind == source.String && (slices.Contains(jsonTypes, n.Text) || otherTypes[strings.ToLower(n.Text)][0] != ""):
		n.SetMembers([]source.Member{memberAt("type", stringAt(n, n.Text))})
		return "{type: " + n.Get("type").Text + "}"
	case n.Kind == source.String && (n.Text == "true" || n.Text == "false"):
		n.Kind = source.Bool
		return n.Text
	case n.Kind == source.Array && len(n.Items) == 0:
		n.SetMembers(nil)
		return "{}"
	case n.Kind == source.Array && len(n.Items) == 1 && n.Items[0].Kind == source.Object:
		*n = *n.Items[0].Clone()
		return "the one schema without brackets"
	case n.Kind == source.Array:
		n.SetMembers([]source.Member{memberAt("anyOf", arrayAt(n, n.Items...))})
		return "{anyOf: [...]}"
	}
	return ""
}

// mendSchema mends what takes more than a look at one member.
func mendSchema(m *mender, n *source.Node) {
	if isSwagger(m.file) {
		swaggerSchema(m, n)
	}
	m.mendType(n)
	m.requiredFlags(n)
	m.tupleItems(n)
	for _, bound := range [][2]string{{"exclusiveMinimum", "minimum"}, {"exclusiveMaximum", "maximum"}} {
		m.exclusive(n, bound[0], bound[1])
	}
	if mapping := n.Get("discriminator").Get("mapping"); mapping != nil {
		m.mapping(mapping)
	}
}

func (m *mender) mendType(n *source.Node) {
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
			m.mended(t, "there is no type "+t.Text+": the schema is read as one without a type", "nothing for a value of any type, else one of "+strings.Join(jsonTypes, ", "))
			n.Delete("type")
			return
		}
		m.mended(t, "there is no type "+t.Text, other[0])
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
				m.mended(item, "there is no type "+item.Text, lower)
				item.Text = lower
			case item.Kind == source.String && otherTypes[lower][0] != "":
				m.mended(item, "there is no type "+item.Text, otherTypes[lower][0])
				item.Text = otherTypes[lower][0]
			default:
				m.mended(item, "a type is due here: this one is ignored", "one of "+strings.Join(jsonTypes, ", "))
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
		m.mended(t, "a type is due here, not an object: its type is taken", "the type alone")
		n.Set("type", t.Get("type"))
		m.mendType(n)
	}
}

// requiredFlags understands `required: true` of a property, which belongs into
// the list of the object.
func (m *mender) requiredFlags(n *source.Node) {
	if flag := n.Get("required"); flag != nil && isFlag(flag) {
		m.mended(flag, "required is a list of member names: this is ignored here", "the names of the required members, in the schema that has them")
		n.Delete("required")
	}
	properties := n.Get("properties")
	if properties == nil || properties.Kind != source.Object {
		return
	}
	for _, property := range properties.Members {
		flag := property.Value.Get("required")
		if flag == nil || !isFlag(flag) {
			continue
		}
		m.mended(flag, "whether "+property.Name+" is required is said by the object that has it",
			"required: ["+property.Name+"] beside its properties")
		property.Value.Delete("required")
		if flag.Text != "true" {
			continue
		}
		if list := n.Get("required"); list == nil || list.Kind != source.Array {
			n.Set("required", arrayAt(flag, stringAt(flag, property.Name)))
		} else if !slices.ContainsFunc(list.Items, func(i *source.Node) bool { return i.Text == property.Name }) {
			list.Items = append(list.Items, stringAt(flag, property.Name))
		}
	}
}

func isFlag(n *source.Node) bool {
	return n.Kind == source.Bool || n.Kind == source.String && (n.Text == "true" || n.Text == "false")
}

// exclusive understands the boolean bounds of OpenAPI 3.0 in later documents.
func (m *mender) exclusive(n *source.Node, exclusive, inclusive string) {
	flag, limit := n.Get(exclusive), n.Get(inclusive)
	if flag == nil || flag.Kind != source.Bool || !m.doc.since31() {
		return
	}
	if flag.Text == "true" && limit != nil && limit.Kind == source.Number {
		m.mended(flag, exclusive+" is a number since OpenAPI 3.1", exclusive+": "+limit.Text+" without "+inclusive)
		n.Set(exclusive, limit)
		n.Delete(inclusive)
		return
	}
	m.mended(flag, exclusive+" is a number since OpenAPI 3.1: this is ignored", "the bound, or nothing")
	n.Delete(exclusive)
}

// mapping follows the references in the mapping of a discriminator, as far as
// they are some: a value may also be the name of a component.
func (m *mender) mapping(mapping *source.Node) {
	var kept []source.Member
	for _, member := range mapping.Members {
		ref := member.Value
		if ref.Kind == source.String && strings.ContainsAny(ref.Text, "#/") && !strings.HasPrefix(member.Name, "x-") {
			to, problem, hint := m.resolve(m.file, ref.Text)
			if to.node == nil {
				to = m.inEnclosing(ref)
			}
			if to.node == nil {
				m.report(diag.UnresolvedRef, ref, ref.Text+" "+problem, hint)
				continue
			}
			ref.Text = m.spell(to)
			m.pending = append(m.pending, target{to, m.table.schema})
		}
		kept = append(kept, member)
	}
	if len(kept) < len(mapping.Members) {
		mapping.SetMembers(kept)
	}
}
