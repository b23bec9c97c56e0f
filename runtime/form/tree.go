package form

import (
	stdjson "encoding/json"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/json"
)

// Tree is a value as names and texts express it. Scalars have no type.
type Tree struct {
	Kind     byte              // '"' for text, '[' for a list, '{' for an object, 0 for null or a missing value, or absent
	Text     string            // of a scalar, unquoted
	plain    bool              // the text is a string, even if it looks like a number or boolean
	supplied bool              // it was not received; see supply
	checked  bool              // whether the text is JSON is known
	insists  bool              // the text may be changed for a variant of a union that a member suggests
	at       int               // offset in the text that was made last
	json     *Tree             // the value whose JSON the text is, or nil
	Exact    bool              // a missing member is absent: JSON and XML can express empty values
	Names    []string          // of the members; also of list items that were received with an index
	Items    []*Tree           // elements or members
	index    map[string]int    // of the members, once there are many
	IsJSON   func(string) bool // reports whether a member that is an object is received as JSON; may be nil
}

// absent is the kind of a member that is not written as JSON.
const absent = 'x'

// Text returns the tree of a text.
func Text(text string) *Tree { return &Tree{Kind: '"', Text: text} }

// List returns the tree of a list.
func List(items ...*Tree) *Tree { return &Tree{Kind: '[', Items: items} }

// Member returns the member with a name, and adds it if there is none.
func (t *Tree) Member(name string) *Tree {
	i, known := t.index[name]
	if t.index == nil {
		i = slices.Index(t.Names, name)
		known = i >= 0
	}
	if known {
		return t.Items[i]
	}
	return t.add(name, new(Tree))
}

// add adds a member with a new name.
func (t *Tree) add(name string, item *Tree) *Tree {
	t.Names, t.Items = append(t.Names, name), append(t.Items, item)
	if t.index != nil {
		t.index[name] = len(t.Names) - 1
	} else if len(t.Names) == 32 { // comparing with each would be quadratic
		t.index = map[string]int{}
		for i, name := range t.Names {
			t.index[name] = i
		}
	}
	return item
}

// TreeOf returns the tree of a value.
func TreeOf[T any](mode json.Mode, p *T, elem json.Appender[T]) (*Tree, error) {
	data, err := json.EncodeFor(mode, p, elem)
	if err != nil {
		return nil, err
	}
	return ParseTree(string(data))
}

// ParseTree returns the tree of a JSON text.
func ParseTree(text string) (*Tree, error) {
	t := new(Tree)
	return t, json.Decode([]byte(text), 0, t, treeAt)
}

// JSON returns the JSON of a tree. Texts that look like numbers or booleans are
// written as such.
func (t *Tree) JSON() (string, error) {
	data, err := json.Encode(t, appendTree)
	return string(data), err
}

// treeMembers is the table of an object whose members have any name.
var treeMembers = json.Members{Others: true}

// treeAt reads the tree of the JSON value at i.
func treeAt(r *json.Reader, i int, t *Tree) int {
	t.Exact = true
	switch t.Kind = r.Kind(i); t.Kind {
	case '{':
		o, k, i := r.Open(i, &treeMembers)
		for ; k >= 0; k, i = o.Next(i) {
			i = treeAt(r, i, t.add(o.Name(), new(Tree)))
		}
		return i
	case '[':
		return json.ReadArray(r, i, &t.Items, func(r *json.Reader, i int, p **Tree) int { return json.ReadPointer(r, i, p, treeAt) })
	case '"':
		t.plain = true
		return json.ReadString(r, i, &t.Text)
	case 'n':
		t.Kind = 0
		return r.Skip(i)
	}
	t.Kind = '"'
	end := r.Skip(i)
	t.Text = string(r.Src[i:end])
	return end
}

// appendTree appends the JSON of a tree.
func appendTree(b []byte, w *json.Writer, key string, t *Tree) []byte {
	b, n := json.Begin(b, key)
	switch t.Kind {
	case '{':
		for i, item := range t.Items {
			if item.Kind != absent {
				b = append(json.Quote(append(b, ','), t.Names[i]), ':')
				b = appendTree(b, w, "", item)
			}
		}
		return json.EndObject(b, n)
	case '[':
		for _, item := range t.Items {
			b = appendTree(b, w, ",", item)
		}
		return json.EndArray(b, n)
	case '"':
		return t.scalar(b)
	}
	return append(b, "null"...)
}

// scalar appends the JSON of a text.
func (t *Tree) scalar(b []byte) []byte {
	if t.plain || !looksTyped(t.Text) {
		return json.Quote(b, t.Text)
	}
	return append(b, t.Text...)
}

// looksTyped reports whether a text is a number or boolean of JSON.
func looksTyped(text string) bool {
	if text == "true" || text == "false" {
		return true
	}
	const digits = "0123456789"
	return text != "" && strings.IndexByte("-"+digits, text[0]) >= 0 && strings.IndexByte(digits, text[len(text)-1]) >= 0 && stdjson.Valid([]byte(text))
}
