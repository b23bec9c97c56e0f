package media

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// XMLNode is how a value stands in XML. By way of a form.Tree it becomes the JSON
// that the codec of its type reads: texts have no type in XML either.
type XMLNode struct {
	Member    string // of the object that holds it
	Name      string // of the element or attribute
	Namespace string
	Prefix    string
	Attribute bool
	List      bool             // each element of the list is called name
	Wrapper   string           // of the element around them, "" for none
	Members   func() []XMLNode // of an object; nil where the schema names none
}

// qualified is the name with its prefix.
func (n *XMLNode) qualified() string {
	if n.Prefix == "" {
		return n.Name
	}
	return n.Prefix + ":" + n.Name
}

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
func EncodeXML[T any](p *T, code func(*json.Codec, *T), root XMLNode) ([]byte, error) {
	t, err := form.TreeOf(p, code)
	if err != nil {
		return nil, err
	}
	w := &xmlWriter{}
	w.WriteString(xml.Header)
	w.member(&root, t)
	return w.Bytes(), w.err
}

type xmlWriter struct {
	bytes.Buffer
	err error
}

// element writes a value that is no list.
func (w *xmlWriter) element(n *XMLNode, t *form.Tree) {
	name := n.qualified()
	if !isXMLName(name) {
		w.err = fmt.Errorf("%q is no name of an element", name)
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

// memberOf is the node of a member; one that the schema does not name has its
// own name.
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

func (w *xmlWriter) attribute(name, text string) {
	if !isXMLName(name) {
		w.err = fmt.Errorf("%q is no name of an attribute", name)
	}
	w.WriteString(" " + name + `="`)
	w.text(text)
	w.WriteByte('"')
}

func (w *xmlWriter) text(text string) { _ = xml.EscapeText(w, []byte(text)) } // a buffer takes all

// isXMLName keeps what would end a tag out of it.
func isXMLName(name string) bool {
	return name != "" && !strings.ContainsAny(name, " \t\r\n<>&'\"/=") && strings.IndexByte("-.0123456789", name[0]) < 0
}
