package support

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime"
	"slices"
	"strings"
)

// xmlNode is how a value stands in XML. By way of a formTree it becomes the JSON
// that the codec of its type reads: texts have no type in XML either.
type xmlNode struct {
	member    string // of the object that holds it
	name      string // of the element or attribute
	namespace string
	prefix    string
	attribute bool
	list      bool             // each element of the list is called name
	wrapper   string           // of the element around them, "" for none
	members   func() []xmlNode // of an object; nil where the schema names none
}

// qualified is the name with its prefix.
func (n *xmlNode) qualified() string {
	if n.prefix == "" {
		return n.name
	}
	return n.prefix + ":" + n.name
}

func (n *xmlNode) find(name string, attribute bool) *xmlNode {
	if n.members == nil {
		return nil
	}
	members := n.members()
	i := slices.IndexFunc(members, func(m xmlNode) bool {
		return m.attribute == attribute && (m.wrapper == name || m.wrapper == "" && m.name == name)
	})
	if i < 0 {
		return nil
	}
	return &members[i]
}

// encodeXML writes a value as an XML document.
func encodeXML[T any](p *T, code func(*jsonCodec, *T), root xmlNode) ([]byte, error) {
	t, err := formTreeOf(p, code)
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
func (w *xmlWriter) element(n *xmlNode, t *formTree) {
	name := n.qualified()
	if !isXMLName(name) {
		w.err = fmt.Errorf("%q is no name of an element", name)
		return
	}
	w.WriteString("<" + name)
	if n.namespace != "" {
		declaration := "xmlns"
		if n.prefix != "" {
			declaration += ":" + n.prefix
		}
		w.attribute(declaration, n.namespace)
	}
	var below []func()
	for i, item := range t.items {
		m := n.memberOf(t, i)
		if m.attribute && item.kind == '"' {
			w.attribute(m.qualified(), item.text)
		} else if item.kind != 0 {
			below = append(below, func() { w.member(&m, item) })
		}
	}
	w.WriteByte('>')
	w.text(t.text)
	for _, write := range below {
		write()
	}
	w.WriteString("</" + name + ">")
}

// memberOf is the node of a member; one that the schema does not name has its
// own name.
func (n *xmlNode) memberOf(t *formTree, i int) xmlNode {
	if t.kind == '[' { // a list of lists
		return xmlNode{name: n.name}
	}
	if n.members != nil {
		for _, m := range n.members() {
			if m.member == t.names[i] {
				return m
			}
		}
	}
	return xmlNode{name: t.names[i]}
}

func (w *xmlWriter) member(n *xmlNode, t *formTree) {
	switch {
	case t.kind != '[':
		w.element(n, t)
	case n.wrapper != "":
		around, item := xmlNode{name: n.wrapper, prefix: n.prefix, namespace: n.namespace}, *n
		item.member, item.wrapper, item.namespace = n.wrapper, "", ""
		around.members = func() []xmlNode { return []xmlNode{item} }
		w.element(&around, &formTree{kind: '{', names: []string{n.wrapper}, items: []*formTree{t}})
	default:
		for _, item := range t.items {
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

// xmlReader reads elements. Namespaces are not looked at, for senders get them
// wrong; nor is the name of the root.
type xmlReader struct {
	*xml.Decoder
	depth int
}

// decodeXML reads an XML document. What is wrong with its values are violations.
func decodeXML[T any](body []byte, strict bool, p *T, code func(*jsonCodec, *T), root xmlNode) error {
	t, err := parseXML(body, root)
	if err != nil {
		return &ValidationFailure{Violations: []Violation{{In: "body", Keyword: "format", Message: "must be XML: " + err.Error()}}}
	}
	return readFormTree(t, strict, p, code)
}

func parseXML(body []byte, root xmlNode) (*formTree, error) {
	r := &xmlReader{Decoder: xml.NewDecoder(bytes.NewReader(body))}
	for {
		token, err := r.Token()
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		t, err := r.element(&root, start)
		if err == nil {
			err = r.end()
		}
		if root.list {
			t = listOf(t)
		}
		return t, err
	}
}

// end reads what may stand behind the root: nothing that means something.
func (r *xmlReader) end() error {
	for {
		token, err := r.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if text, ok := token.(xml.CharData); !ok || len(bytes.TrimSpace(text)) > 0 {
			if _, isComment := token.(xml.Comment); !isComment {
				return errors.New("something follows the root")
			}
		}
	}
}

// element reads up to the end of an element. With members or attributes it is an
// object, else a text. A list comes as an object of one member per element name.
func (r *xmlReader) element(n *xmlNode, start xml.StartElement) (*formTree, error) {
	if r.depth++; r.depth > maxJSONDepth {
		return nil, errors.New("nested more than 1000 deep")
	}
	defer func() { r.depth-- }()
	t := &formTree{exact: true}
	isNil := false
	for _, attr := range start.Attr {
		if m := n.find(attr.Name.Local, true); m != nil && !n.list {
			t.kind = '{'
			*t.member(m.member) = *formText(attr.Value)
		}
		isNil = isNil || attr.Name.Local == "nil" && attr.Value == "true"
	}
	var text strings.Builder
	for {
		token, err := r.Token()
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			t.kind = '{'
			if err := r.child(t, n, token); err != nil {
				return nil, err
			}
		case xml.CharData:
			text.Write(token)
		case xml.EndElement:
			switch {
			case isNil:
				return &formTree{}, nil
			case t.kind == 0 && n.members != nil && strings.TrimSpace(text.String()) == "":
				t.kind = '{'
			case t.kind == 0:
				t.kind, t.text = '"', text.String()
			}
			return t, nil
		}
	}
}

// child reads an element into the object t that is read from n.
func (r *xmlReader) child(t *formTree, n *xmlNode, start xml.StartElement) error {
	m := n.find(start.Name.Local, false)
	if n.list || m == nil {
		m = &xmlNode{member: start.Name.Local}
		if n.list {
			m.members = n.members
		}
	}
	holder := *m
	holder.list = m.list && m.wrapper != "" // else the element is one of the list
	item, err := r.element(&holder, start)
	if err != nil {
		return err
	}
	place := t.member(m.member)
	switch {
	case m.list && m.wrapper != "":
		*place = *listOf(item)
	case m.list && place.kind == 0:
		*place = *formList(item)
	default:
		place.join(item)
	}
	return nil
}

// listOf are the elements of all names in the order of their names.
func listOf(t *formTree) *formTree {
	list := formList()
	for _, item := range t.items {
		if item.kind == '[' {
			list.items = append(list.items, item.items...)
		} else {
			list.items = append(list.items, item)
		}
	}
	return list
}

// isXML reports whether a body may be XML; one without a type may be anything.
func isXML(contentType string) bool {
	base, _, _ := mime.ParseMediaType(contentType)
	return base == "" || strings.HasSuffix(base, "/xml") || strings.HasSuffix(base, "+xml")
}
