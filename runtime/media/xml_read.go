package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// xmlReader reads elements. Namespaces and the name of the root are ignored,
// because senders often get them wrong.
type xmlReader struct {
	*xml.Decoder
	depth int
}

// DecodeXML reads an XML document. Invalid values are violations.
func DecodeXML[T any](body []byte, mode json.Mode, p *T, read json.ReadFunc[T], root XMLNode) error {
	t, err := parseXML(body, root)
	if err != nil {
		return &core.ConstraintError{Violations: []core.Violation{{In: "body", Keyword: "format", Message: "must be XML: " + err.Error()}}}
	}
	return form.ReadTree(t, mode, p, read)
}

// parseXML returns the tree of a document.
func parseXML(body []byte, root XMLNode) (*form.Tree, error) {
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
		if root.List {
			t = listOf(t)
		}
		return t, err
	}
}

// end checks that only space and comments follow the root.
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
				return errors.New("unexpected content after the root element")
			}
		}
	}
}

// element reads up to the end of an element. It is an object if it has child
// elements or declared attributes, else a text. A list is read as an object
// with one member per element name.
func (r *xmlReader) element(n *XMLNode, start xml.StartElement) (*form.Tree, error) {
	if r.depth++; r.depth > json.MaxDepth {
		return nil, errors.New("nested more than 1000 deep")
	}
	defer func() { r.depth-- }()
	t := &form.Tree{Exact: true}
	isNil := false
	for _, attr := range start.Attr {
		if m := n.find(attr.Name.Local, true); m != nil && !n.List {
			t.Kind = '{'
			*t.Member(m.Member) = *form.Text(attr.Value)
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
			t.Kind = '{'
			if err := r.child(t, n, token); err != nil {
				return nil, err
			}
		case xml.CharData:
			text.Write(token)
		case xml.EndElement:
			switch {
			case isNil:
				return &form.Tree{}, nil
			case t.Kind == 0 && n.Members != nil && strings.TrimSpace(text.String()) == "":
				t.Kind = '{'
			case t.Kind == 0:
				t.Kind, t.Text = '"', text.String()
			}
			return t, nil
		}
	}
}

// child reads a child element into the object t, which n describes.
func (r *xmlReader) child(t *form.Tree, n *XMLNode, start xml.StartElement) error {
	m := n.find(start.Name.Local, false)
	if n.List || m == nil {
		m = &XMLNode{Member: start.Name.Local}
		if n.List {
			m.Members = n.Members
		}
	}
	holder := *m
	holder.List = m.List && m.Wrapper != "" // otherwise the element is one item of the list
	item, err := r.element(&holder, start)
	if err != nil {
		return err
	}
	place := t.Member(m.Member)
	switch {
	case m.List && m.Wrapper != "":
		*place = *listOf(item)
	case m.List && place.Kind == 0:
		*place = *form.List(item)
	default:
		place.Join(item)
	}
	return nil
}

// listOf returns the elements of all names, in order of the names.
func listOf(t *form.Tree) *form.Tree {
	list := form.List()
	for _, item := range t.Items {
		if item.Kind == '[' {
			list.Items = append(list.Items, item.Items...)
		} else {
			list.Items = append(list.Items, item)
		}
	}
	return list
}
