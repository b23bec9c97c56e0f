package form

import (
	stdjson "encoding/json"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/json"
)

// Tree is a value as names and texts can tell it: scalars have no type.
type Tree struct {
	Kind     byte              // '"' a text, '[' a list, '{' an object, 0 nothing: null, absent; absent
	Text     string            // of a scalar, without quotes
	plain    bool              // the text is a string even if it looks like a number or a boolean
	supplied bool              // it has not come; see supply
	Exact    bool              // what has not come is not there: JSON and XML write what is empty
	Names    []string          // of the members; also of the items of a list that came with an index each
	Items    []*Tree           // elements or members
	index    map[string]int    // of the members, once there are many
	IsJSON   func(string) bool // whether a member that is an object comes as JSON; nil where none does
}

// absent is the kind of a member that has no JSON.
const absent = 'x'

func Text(text string) *Tree { return &Tree{Kind: '"', Text: text} }

func List(items ...*Tree) *Tree { return &Tree{Kind: '[', Items: items} }

// Member is the member of a name, which is made if need be.
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

// add adds a member of a name that is new.
func (t *Tree) add(name string, item *Tree) *Tree {
	t.Names, t.Items = append(t.Names, name), append(t.Items, item)
	if t.index != nil {
		t.index[name] = len(t.Names) - 1
	} else if len(t.Names) == 32 { // where comparing would become quadratic
		t.index = map[string]int{}
		for i, name := range t.Names {
			t.index[name] = i
		}
	}
	return item
}

// TreeOf is the tree of a value.
func TreeOf[T any](p *T, code func(*json.Codec, *T)) (*Tree, error) {
	data, err := json.Encode(p, code)
	if err != nil {
		return nil, err
	}
	return ParseTree(string(data))
}

// ParseTree is the tree of a JSON text.
func ParseTree(text string) (*Tree, error) {
	t := new(Tree)
	return t, json.Decode([]byte(text), false, t, codeTree)
}

// JSON is the JSON text of a tree. Texts that look like numbers or booleans are
// written as such; a textual codec takes them for strings, too.
func (t *Tree) JSON() (string, error) {
	data, err := json.Encode(t, codeTree)
	return string(data), err
}

// codeTree codes a tree as the JSON that it stands for.
func codeTree(c *json.Codec, t *Tree) {
	if c.Writing {
		t.write(c)
		return
	}
	at := c.Pos
	t.Exact = true
	switch t.Kind = c.Kind(); t.Kind {
	case '{':
		for o := c.Object(); o.More(); {
			if name, ok := o.Unread(); ok {
				codeTree(c, t.add(name, new(Tree)))
				o.Done()
			}
		}
	case '[':
		c.Open('[', 0, "an array")
		for first := true; c.Next(']', first); first = false {
			item := new(Tree)
			codeTree(c, item)
			t.Items = append(t.Items, item)
		}
	case '"':
		t.Text, t.plain = c.Text(), true
	case 'n':
		t.Kind = 0
		c.Skip()
	default:
		t.Kind = '"'
		c.Skip()
		t.Text = c.Src[at:c.Pos]
	}
}

func (t *Tree) write(c *json.Codec) {
	switch t.Kind {
	case '{':
		c.Raw("{")
		comma := ""
		for i, item := range t.Items {
			if item.Kind != absent {
				c.Raw(comma)
				c.Quote(t.Names[i])
				c.Raw(":")
				item.write(c)
				comma = ","
			}
		}
		c.Raw("}")
	case '[':
		c.Raw("[")
		for i, item := range t.Items {
			if i > 0 {
				c.Raw(",")
			}
			item.write(c)
		}
		c.Raw("]")
	case '"':
		if t.plain || !looksTyped(t.Text) {
			c.Quote(t.Text)
		} else {
			c.Raw(t.Text)
		}
	default:
		c.Raw("null")
	}
}

// looksTyped holds for the texts of numbers and booleans in JSON.
func looksTyped(text string) bool {
	if text == "true" || text == "false" {
		return true
	}
	const digits = "0123456789"
	return text != "" && strings.IndexByte("-"+digits, text[0]) >= 0 && strings.IndexByte(digits, text[len(text)-1]) >= 0 && stdjson.Valid([]byte(text))
}

// scalarText reads a number or boolean for a string that looks like one.
func scalarText(c *json.Codec) string {
	at := c.Pos
	switch c.Kind() {
	case '0', 't', 'f':
		c.Skip()
	default:
		c.Mismatch("a string")
	}
	return c.Src[at:c.Pos]
}
