package source

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// JSON returns the value as JSON text: members in declared order, the last of duplicates, and
// numbers with the digits of the document.
func (n *Node) JSON() []byte { return n.appendJSON(nil) }

func (n *Node) appendJSON(b []byte) []byte {
	switch n.Kind {
	case Null:
		return append(b, "null"...)
	case Bool, Number:
		return append(b, n.Text...)
	case String:
		return appendString(b, n.Text)
	case Array:
		b = append(b, '[')
		for i, item := range n.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = item.appendJSON(b)
		}
		return append(b, ']')
	case Object:
		if len(n.Duplicates()) > 0 {
			members := make([]Member, 0, len(n.Members))
			for _, name := range n.Keys() {
				members = append(members, n.Members[n.find(name)])
			}
			return appendMembers(b, members)
		}
		return appendMembers(b, n.Members)
	}
	panic(fmt.Sprintf("source: node of kind %v", n.Kind))
}

func appendMembers(b []byte, members []Member) []byte {
	b = append(b, '{')
	for i, m := range members {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, m.Name), ':')
		b = m.Value.appendJSON(b)
	}
	return append(b, '}')
}

func appendString(b []byte, s string) []byte {
	if isPlain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return append(b, text...)
}

// isPlain reports whether JSON needs no escapes for a string.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
