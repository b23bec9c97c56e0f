package spec

import (
	"math"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

func index(i int) string { return strconv.Itoa(i) }

// stringAt and objectAt make nodes that stand where another one does.
func stringAt(at *source.Node, s string) *source.Node {
	return &source.Node{Kind: source.String, Text: s, Line: at.Line, Column: at.Column}
}

func objectAt(at *source.Node, members ...source.Member) *source.Node {
	n := &source.Node{Line: at.Line, Column: at.Column}
	n.SetMembers(members)
	return n
}

func arrayAt(at *source.Node, items ...*source.Node) *source.Node {
	return &source.Node{Kind: source.Array, Items: items, Line: at.Line, Column: at.Column}
}

func boolAt(at *source.Node, b bool) *source.Node {
	return &source.Node{Kind: source.Bool, Text: strconv.FormatBool(b), Line: at.Line, Column: at.Column}
}

// memberAt names a value, at the place of the value.
func memberAt(name string, value *source.Node) source.Member {
	return source.Member{Name: name, Line: value.Line, Column: value.Column, Value: value}
}

func toText(_ *mender, n *source.Node, _ *shape) string {
	switch {
	case n.Kind == source.Number || n.Kind == source.Bool:
		n.Kind = source.String
	case n.Kind == source.Array && len(n.Items) == 1 && n.Items[0].Kind == source.String:
		*n = *n.Items[0]
	default:
		return ""
	}
	return strconv.Quote(n.Text)
}

func toBool(_ *mender, n *source.Node, _ *shape) string {
	switch strings.ToLower(n.Text) {
	case "true", "yes", "1":
		n.Text = "true"
	case "false", "no", "0":
		n.Text = "false"
	default:
		return ""
	}
	n.Kind = source.Bool
	return n.Text
}

func toNumber(_ *mender, n *source.Node, _ *shape) string {
	literal := strings.TrimSpace(n.Text)
	if n.Kind != source.String || !isNumber(literal) {
		return ""
	}
	n.Kind, n.Text = source.Number, literal
	return literal
}

// isNumber tells the numbers of JSON from what strconv takes for one besides.
func isNumber(literal string) bool {
	f, err := source.Parse("", []byte("["+literal+"]"))
	return err == nil && f.JSON && len(f.Root.Items) == 1 && f.Root.Items[0].Kind == source.Number
}

func toBound(m *mender, n *source.Node, s *shape) string {
	if write := toNumber(m, n, s); write != "" {
		return write
	}
	return toBool(m, n, s)
}

// inRange holds for numbers that a decoder can take. A length is written as an
// integer: 5.0 is 5.
func (m *mender) inRange(n *source.Node, s *shape) bool {
	f, err := strconv.ParseFloat(n.Text, 64)
	if !s.count {
		if err != nil {
			m.mended(n, "the number "+n.Text+" is out of range: it is ignored", "a number within float64")
		}
		return err == nil
	}
	if _, err := strconv.ParseInt(n.Text, 10, 64); err == nil && f >= 0 {
		return true // kin-openapi would take more in JSON, but not in YAML
	}
	if f < 0 || f > math.MaxInt64 || f != math.Trunc(f) {
		m.mended(n, s.name+", 0 or more and within int64, is due here, not "+n.Text+": it is ignored", "a length, or nothing")
		return false
	}
	n.Text = strconv.FormatUint(uint64(f), 10)
	return true
}

// toArray takes a lone value for an array of it. An object with values under
// names it takes for an array of these, where they look like elements.
func toArray(m *mender, n *source.Node, s *shape) string {
	var items []*source.Node
	for _, member := range n.Members {
		value := member.Value
		if s.item.any {
			value = value.Get("value")
		}
		if value != nil && (s.item.any || value.Kind == source.Object) {
			items = append(items, value)
		}
	}
	if len(items) == len(n.Members) && n.Kind == source.Object && s.item != m.table.schema {
		*n = *arrayAt(n, items...)
		return "an array of the values"
	}
	one := *n
	*n = *arrayAt(n, &one)
	return "an array: [...]"
}

// toObject takes the empty array, which is what PHP makes of an empty map, and
// an array of objects for one object with all their members.
func toObject(_ *mender, n *source.Node, _ *shape) string {
	if n.Kind != source.Array {
		return ""
	}
	var members []source.Member
	for _, item := range n.Items {
		if item.Kind != source.Object {
			return ""
		}
		members = append(members, item.Members...)
	}
	n.SetMembers(members)
	if len(members) == 0 {
		return "{}"
	}
	return "one object"
}

func toServer(_ *mender, n *source.Node, _ *shape) string {
	if n.Kind != source.String {
		return ""
	}
	n.SetMembers([]source.Member{memberAt("url", stringAt(n, n.Text))})
	return "{url: " + n.Get("url").Text + "}"
}

func toDiscriminator(_ *mender, n *source.Node, _ *shape) string {
	if n.Kind != source.String {
		return ""
	}
	n.SetMembers([]source.Member{memberAt("propertyName", stringAt(n, n.Text))})
	return "{propertyName: " + n.Get("propertyName").Text + "}"
}

// toResponse takes a text for a response's description.
func toResponse(m *mender, n *source.Node, s *shape) string {
	if n.Kind != source.String {
		return toObject(m, n, s)
	}
	n.SetMembers([]source.Member{memberAt("description", stringAt(n, n.Text))})
	return "{description: ...}"
}

func toScopes(_ *mender, n *source.Node, _ *shape) string {
	if n.Kind != source.Array {
		return ""
	}
	var members []source.Member
	for _, item := range n.Items {
		if item.Kind == source.String {
			members = append(members, source.Member{Name: item.Text, Line: item.Line, Column: item.Column, Value: stringAt(item, "")})
		}
	}
	n.SetMembers(members)
	return "each scope as a member, its description as the value"
}

// toExamples names the examples of an array by their number.
func toExamples(_ *mender, n *source.Node, _ *shape) string {
	if n.Kind != source.Array {
		return ""
	}
	var members []source.Member
	for i, item := range n.Items {
		if item.Kind != source.Object || !item.Has("value") && !item.Has("$ref") {
			item = objectAt(item, memberAt("value", item))
		}
		members = append(members, memberAt(strconv.Itoa(i+1), item))
	}
	n.SetMembers(members)
	return "each example as a member: {name: {value: ...}}"
}

// mendExample takes what 3.2 calls dataValue for the value.
func mendExample(m *mender, n *source.Node) {
	if data := n.Member("dataValue"); data != nil && !n.Has("value") {
		m.rename(n, data, "value")
		n.SetMembers(n.Members)
	}
}

// toExample takes a bare value for the value of an example.
func toExample(_ *mender, n *source.Node, _ *shape) string {
	value := *n
	n.SetMembers([]source.Member{memberAt("value", &value)})
	return "{value: ...}"
}
