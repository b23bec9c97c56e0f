package overlay

import (
	"fmt"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/peergen/peergen/generator/internal/source"
)

// tags are the YAML tags of scalars.
var tags = map[source.Kind]string{source.Null: "!!null", source.Bool: "!!bool", source.String: "!!str"}

// encode converts a tree. shift is added to the number of each line.
func encode(n *source.Node, shift int) *yaml.Node {
	out := &yaml.Node{HeadComment: position(n.Line+shift, n.Column), Value: n.Text}
	switch n.Kind {
	case source.Object:
		out.Kind, out.Tag = yaml.MappingNode, "!!map"
		for _, m := range n.Members {
			key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: m.Name, HeadComment: position(m.Line+shift, m.Column)}
			out.Content = append(out.Content, key, encode(m.Value, shift))
		}
	case source.Array:
		out.Kind, out.Tag = yaml.SequenceNode, "!!seq"
		for _, item := range n.Items {
			out.Content = append(out.Content, encode(item, shift))
		}
	case source.Number:
		out.Kind, out.Tag = yaml.ScalarNode, "!!int"
		if strings.ContainsAny(n.Text, ".eE") {
			out.Tag = "!!float"
		}
	case source.Null, source.Bool, source.String:
		out.Kind, out.Tag = yaml.ScalarNode, tags[n.Kind]
	default:
		panic(fmt.Sprintf("overlay: a node of kind %s", n.Kind))
	}
	return out
}

// decode converts a tree back.
func decode(y *yaml.Node) *source.Node {
	n := &source.Node{}
	n.Line, n.Column = positionOf(y)
	switch y.Kind {
	case yaml.MappingNode:
		members := make([]source.Member, 0, len(y.Content)/2)
		for i := 0; i+1 < len(y.Content); i += 2 {
			m := source.Member{Name: y.Content[i].Value, Value: decode(y.Content[i+1])}
			m.Line, m.Column = positionOf(y.Content[i])
			members = append(members, m)
		}
		n.SetMembers(members)
	case yaml.SequenceNode:
		n.Kind = source.Array
		for _, item := range y.Content {
			n.Items = append(n.Items, decode(item))
		}
	case yaml.ScalarNode:
		n.Text = y.Value
		switch y.Tag {
		case "!!null":
			n.Kind = source.Null
		case "!!bool":
			n.Kind = source.Bool
		case "!!int", "!!float":
			n.Kind = source.Number
		default:
			n.Kind = source.String
		}
	default:
		panic(fmt.Sprintf("overlay: a YAML node of kind %d", y.Kind))
	}
	return n
}

// position is a position as text.
func position(line, column int) string { return strconv.Itoa(line) + ":" + strconv.Itoa(column) }

func positionOf(y *yaml.Node) (line, column int) {
	before, after, _ := strings.Cut(y.HeadComment, ":")
	line, _ = strconv.Atoi(before)
	column, _ = strconv.Atoi(after)
	return line, column
}
