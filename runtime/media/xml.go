package media

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"unicode"

	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// XMLNode describes a value in XML. By way of a form.Tree it is read as the
// JSON of its type, because texts in XML have no type.
type XMLNode struct {
	Member    string // name of the member in JSON
	Name      string // of the element or attribute
	Namespace string
	Prefix    string
	Attribute bool
	List      bool             // a list, with an element called Name for each item
	Wrapper   string           // name of the element around the items, or ""
	Members   func() []XMLNode // of an object; may be nil
}

// qualified returns the name with its prefix.
func (n *XMLNode) qualified() string {
	if n.Prefix == "" {
		return n.Name
	}
	return n.Prefix + ":" + n.Name
}

// find returns the member with an element or attribute name, or nil.
func (n *XMLNode) find(name string, attribute bool) *XMLNode {
	if n.Members == nil {
		return nil
	}
	members := n.Members()
	i := slices.IndexFunc(members, func(m XMLNode) bool {
		return m.Attribute == attribute && (m.Wrapper == name || m.Wrapper == "" && m.Name == name)
	})
	if i < 0 {
		return nil
	}
	return &members[i]
}

// EncodeXML writes a value as an XML document.
func EncodeXML[T any](mode json.Mode, p *T, elem json.Appender[T], root XMLNode) ([]byte, error) {
	t, err := form.TreeOf(mode, p, elem)
	if err != nil {
		return nil, err
	}
	w := &xmlWriter{}
	w.WriteString(xml.Header)
	w.member(&root, t)
	return w.Bytes(), w.err
}

// xmlWriter writes elements.
type xmlWriter struct {
	bytes.Buffer
	err error
}

// element writes a value that is not a list.
func (w *xmlWriter) element(n *XMLNode, t *form.Tree) {
	name := n.qualified()
	if !isXMLName(name) {
		w.err = fmt.Errorf("%q is not a valid element name", name)
		return
	}
	w.WriteString("<" + name)
	if n.Namespace != "" {
		declaration := "xmlns"
		if n.Prefix != "" {
			declaration += ":" + n.Prefix
		}
		w.attribute(declaration, n.Namespace)
	}
	var below []func()
	for i, item := range t.Items {
		m := n.memberOf(t, i)
		if m.Attribute && item.Kind == '"' {
			w.attribute(m.qualified(), item.Text)
		} else if item.Kind != 0 {
			below = append(below, func() { w.member(&m, item) })
		}
	}
	w.WriteByte('>')
	w.text(t.Text)
	for _, write := range below {
		write()
	}
	w.WriteString("</" + name + ">")
}

// memberOf returns the node of a member. An undeclared member keeps its name.
func (n *XMLNode) memberOf(t *form.Tree, i int) XMLNode {
	if t.Kind == '[' { // a list of lists
		return XMLNode{Name: n.Name}
	}
	if n.Members != nil {
		for _, m := range n.Members() {
			if m.Member == t.Names[i] {
				return m
			}
		}
	}
	return XMLNode{Name: t.Names[i]}
}

// member writes the elements of a member.
func (w *xmlWriter) member(n *XMLNode, t *form.Tree) {
	switch {
	case t.Kind != '[':
		w.element(n, t)
	case n.Wrapper != "":
		around, item := XMLNode{Name: n.Wrapper, Prefix: n.Prefix, Namespace: n.Namespace}, *n
		item.Member, item.Wrapper, item.Namespace = n.Wrapper, "", ""
		around.Members = func() []XMLNode { return []XMLNode{item} }
		w.element(&around, &form.Tree{Kind: '{', Names: []string{n.Wrapper}, Items: []*form.Tree{t}})
	default:
		for _, item := range t.Items {
			w.element(n, item)
		}
	}
}

// attribute writes an attribute.
func (w *xmlWriter) attribute(name, text string) {
	if !isXMLName(name) {
		w.err = fmt.Errorf("%q is not a valid attribute name", name)
	}
	w.WriteString(" " + name + `="`)
	w.text(text)
	w.WriteByte('"')
}

// text writes escaped text.
func (w *xmlWriter) text(text string) { _ = xml.EscapeText(w, []byte(text)) } // writing to a buffer does not fail

// isXMLName reports whether a name is one of XML: letters, digits and "-.:_", of which the
// first is a letter, "_" or ":".
func isXMLName(name string) bool {
	for i, c := range name {
		begins := c == '_' || c == ':' || unicode.IsLetter(c)
		continues := i > 0 && (c == '-' || c == '.' || c == '\u00b7' || unicode.IsDigit(c) || unicode.IsMark(c))
		if !begins && !continues {
			return false
		}
	}
	return name != ""
}
