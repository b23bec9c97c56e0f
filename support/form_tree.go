package support

import (
	"encoding/json"
	"slices"
	"strings"
)

// What is more than a scalar travels in names and texts (parameters in a style
// of OpenAPI, forms) by way of its JSON, so that a type needs nothing but its codec:
//
//	writing   value -> codec -> JSON -> formTree -> names and texts
//	reading   names and texts -> formTree -> JSON -> codec -> value

// formTree is a value as names and texts can tell it: scalars have no type.
type formTree struct {
	kind     byte              // '"' a text, '[' a list, '{' an object, 0 nothing: null, absent; notThere
	text     string            // of a scalar, without quotes
	plain    bool              // the text is a string even if it looks like a number or a boolean
	supplied bool              // it has not come; see supply
	exact    bool              // what has not come is not there: JSON and XML write what is empty
	names    []string          // of the members; also of the items of a list that came with an index each
	items    []*formTree       // elements or members
	index    map[string]int    // of the members, once there are many
	isJSON   func(string) bool // whether a member that is an object comes as JSON; nil where none does
}

// notThere is the kind of a member that has no JSON.
const notThere = 'x'

func formText(text string) *formTree { return &formTree{kind: '"', text: text} }

func formList(items ...*formTree) *formTree { return &formTree{kind: '[', items: items} }

// member is the member of a name, which is made if need be.
func (t *formTree) member(name string) *formTree {
	i, known := t.index[name]
	if t.index == nil {
		i = slices.Index(t.names, name)
		known = i >= 0
	}
	if known {
		return t.items[i]
	}
	return t.add(name, new(formTree))
}

// add adds a member of a name that is new.
func (t *formTree) add(name string, item *formTree) *formTree {
	t.names, t.items = append(t.names, name), append(t.items, item)
	if t.index != nil {
		t.index[name] = len(t.names) - 1
	} else if len(t.names) == 32 { // where comparing would become quadratic
		t.index = map[string]int{}
		for i, name := range t.names {
			t.index[name] = i
		}
	}
	return item
}

// formTreeOf is the tree of a value.
func formTreeOf[T any](p *T, code func(*jsonCodec, *T)) (*formTree, error) {
	data, err := encodeBody(p, code)
	if err != nil {
		return nil, err
	}
	return parseFormTree(string(data))
}

// parseFormTree is the tree of a JSON text.
func parseFormTree(text string) (*formTree, error) {
	t := new(formTree)
	return t, decodeBody([]byte(text), false, t, codeFormTree)
}

// json is the JSON text of a tree. Texts that look like numbers or booleans are
// written as such; a textual codec takes them for strings, too.
func (t *formTree) json() (string, error) {
	data, err := encodeBody(t, codeFormTree)
	return string(data), err
}

// codeFormTree codes a tree as the JSON that it stands for.
func codeFormTree(c *jsonCodec, t *formTree) {
	if c.writing {
		t.write(c)
		return
	}
	at := c.pos
	t.exact = true
	switch t.kind = c.kind(); t.kind {
	case '{':
		for o := c.object(); o.more(); {
			t.readMember(&o)
		}
	case '[':
		c.open('[', 0, "an array")
		for first := true; c.next(']', first); first = false {
			item := new(formTree)
			codeFormTree(c, item)
			t.items = append(t.items, item)
		}
	case '"':
		t.text, t.plain = c.text(), true
	case 'n':
		t.kind = 0
		c.skip()
	default:
		t.kind = '"'
		c.skip()
		t.text = c.src[at:c.pos]
	}
}

// readMember takes any member, in the order of the input.
func (t *formTree) readMember(o *jsonObject) {
	if o.name != noMember && !o.took {
		codeFormTree(o.c, t.add(o.name, new(formTree)))
		o.done()
	}
}

func (t *formTree) write(c *jsonCodec) {
	switch t.kind {
	case '{':
		c.raw("{")
		comma := ""
		for i, item := range t.items {
			if item.kind != notThere {
				c.raw(comma)
				c.quote(t.names[i])
				c.raw(":")
				item.write(c)
				comma = ","
			}
		}
		c.raw("}")
	case '[':
		c.raw("[")
		for i, item := range t.items {
			if i > 0 {
				c.raw(",")
			}
			item.write(c)
		}
		c.raw("]")
	case '"':
		if t.plain || !looksTyped(t.text) {
			c.quote(t.text)
		} else {
			c.raw(t.text)
		}
	default:
		c.raw("null")
	}
}

// looksTyped holds for the texts of numbers and booleans in JSON.
func looksTyped(text string) bool {
	if text == "true" || text == "false" {
		return true
	}
	const digits = "0123456789"
	return text != "" && strings.IndexByte("-"+digits, text[0]) >= 0 && strings.IndexByte(digits, text[len(text)-1]) >= 0 && json.Valid([]byte(text))
}

// scalarText reads a number or boolean for a string that looks like one.
func scalarText(c *jsonCodec) string {
	at := c.pos
	switch c.kind() {
	case '0', 't', 'f':
		c.skip()
	default:
		c.mismatch("a string")
	}
	return c.src[at:c.pos]
}
