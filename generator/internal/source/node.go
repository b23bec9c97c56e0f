// Package source parses YAML and JSON documents into trees that keep what decoding into Go
// values loses: the position of each value, the declared order of members, duplicate members
// and the exact text of numbers.
package source

import (
	"slices"
	"strconv"
)

// Kind is the JSON type of a Node.
type Kind int

// The JSON types. The zero Kind is Null.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

func (k Kind) String() string {
	switch k {
	case Null:
		return "null"
	case Bool:
		return "boolean"
	case Number:
		return "number"
	case String:
		return "string"
	case Array:
		return "array"
	case Object:
		return "object"
	}
	return "Kind(" + strconv.Itoa(int(k)) + ")"
}

// Node is one value of a document.
//
// A parsed tree must not be changed: a YAML anchor and all its aliases are the
// same *Node, with the position of the anchor. A Clone may be changed.
//
// All methods accept a nil Node, so that lookups can be chained.
type Node struct {
	Kind Kind

	// Text is the decoded string, the literal of a number, or "true" or
	// "false"; empty for other kinds.
	//
	// A number keeps the digits of the document (9007199254740993, 1e400,
	// 0.10) and is always a JSON number: YAML spellings that JSON lacks are
	// rewritten (0x1F to 31, 1_000 to 1000, +.5 to 0.5).
	Text string

	Members []Member // of an Object, in declared order, duplicates kept
	Items   []*Node  // of an Array

	// Line and Column are the position where the value begins, both 1-based. Columns count
	// Unicode code points, as editors do, without a byte order mark.
	Line, Column int

	last map[string]int // name to its last index in Members; nil if few
}

// Member is one name and value of an object.
type Member struct {
	Name         string
	Line, Column int // of the name, quotes included; see Node
	Value        *Node
}

// indexFrom is the number of members from which a map is faster than comparing names.
const indexFrom = 16

func newObject(n Node, members []Member) Node {
	n.Kind, n.Members = Object, members
	if len(members) >= indexFrom {
		n.last = make(map[string]int, len(members))
		for i := range members {
			n.last[members[i].Name] = i
		}
	}
	return n
}

// find returns the index in n.Members of the last member called name, or -1.
func (n *Node) find(name string) int {
	if n == nil {
		return -1
	}
	if n.last != nil {
		if i, ok := n.last[name]; ok {
			return i
		}
		return -1
	}
	for i, m := range slices.Backward(n.Members) {
		if m.Name == name {
			return i
		}
	}
	return -1
}

// Get returns the value of the member called name, nil if there is no such member or n
// is not an object. Of duplicates the last is used, as in encoding/json.
func (n *Node) Get(name string) *Node {
	if i := n.find(name); i >= 0 {
		return n.Members[i].Value
	}
	return nil
}

// Member returns the member whose value Get returns, nil without one.
func (n *Node) Member(name string) *Member {
	if i := n.find(name); i >= 0 {
		return &n.Members[i]
	}
	return nil
}

// Has reports whether n is an object with a member called name, which may be null.
func (n *Node) Has(name string) bool { return n.find(name) >= 0 }

// Keys returns the names of an object's members in declared order, each once,
// a duplicated name at its first place.
func (n *Node) Keys() []string {
	if n == nil || len(n.Members) == 0 {
		return nil
	}
	keys := make([]string, 0, len(n.Members))
	seen := make(map[string]bool, len(n.Members))
	for i := range n.Members {
		if name := n.Members[i].Name; !seen[name] {
			seen[name] = true
			keys = append(keys, name)
		}
	}
	return keys
}

// Index returns item i of an array, nil if i is out of range or n is not an array.
func (n *Node) Index(i int) *Node {
	if n == nil || i < 0 || i >= len(n.Items) {
		return nil
	}
	return n.Items[i]
}

// Str returns the value of a string; ok is false for every other kind.
func (n *Node) Str() (s string, ok bool) {
	if n == nil || n.Kind != String {
		return "", false
	}
	return n.Text, true
}

// Duplicates returns the members of an object whose name occurred before, in
// declared order: {a, b, a, a} gives its second and third a.
func (n *Node) Duplicates() []Member {
	if n == nil || len(n.Members) < 2 || n.last != nil && len(n.last) == len(n.Members) {
		return nil
	}
	if len(n.Members) < indexFrom && !n.repeats() {
		return nil
	}
	var duplicates []Member
	seen := make(map[string]bool, len(n.Members))
	for _, m := range n.Members {
		if seen[m.Name] {
			duplicates = append(duplicates, m)
		}
		seen[m.Name] = true
	}
	return duplicates
}

// repeats is a quick test of a small object for duplicates.
func (n *Node) repeats() bool {
	for i := range n.Members {
		if n.find(n.Members[i].Name) != i {
			return true
		}
	}
	return false
}

// Elements returns the items of an array; nil for other kinds.
func (n *Node) Elements() []*Node {
	if n == nil {
		return nil
	}
	return n.Items
}

// IsTrue reports whether the value is true.
func (n *Node) IsTrue() bool { return n != nil && n.Kind == Bool && n.Text == "true" }
