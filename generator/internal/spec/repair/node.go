package repair

import (
	"strconv"

	"github.com/peergen/peergen/generator/internal/source"
)

func index(i int) string { return strconv.Itoa(i) }

// stringAt and the functions below make nodes with the position of another one.
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

// memberAt makes a member whose key has the position of its value.
func memberAt(name string, value *source.Node) source.Member {
	return source.Member{Name: name, Line: value.Line, Column: value.Column, Value: value}
}

func members(n *source.Node) []source.Member {
	if n == nil {
		return nil
	}
	return n.Members
}

func strs(n *source.Node) (out []string) {
	if n == nil {
		return nil
	}
	if n.Kind == source.String {
		return []string{n.Text}
	}
	for _, item := range n.Items {
		if item.Kind == source.String && item.Text != "" {
			out = append(out, item.Text)
		}
	}
	return out
}
