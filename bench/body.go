package bench

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/openapi"
)

// Body is one or several JSON documents that a case decodes or encodes one
// after the other.
type Body struct {
	Kind string // which of the kinds; it selects the Go types
	Size string // "small", "large", "shuffled", ...
	Docs [][]byte
	want [][]byte // what a peer must decode; other members may be missing and in another order
}

// Name returns the name of the body in reports.
func (b *Body) Name() string { return b.Kind + "-" + b.Size }

// Bytes returns the length of all documents.
func (b *Body) Bytes() (n int) {
	for _, doc := range b.Docs {
		n += len(doc)
	}
	return n
}

// newBody makes a body of values.
func newBody(kind, size string, values []any) (*Body, error) {
	b := &Body{Kind: kind, Size: size}
	for _, value := range values {
		doc, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("body %s: %w", b.Name(), err)
		}
		b.Docs = append(b.Docs, doc)
	}
	b.want = b.Docs
	return b, nil
}

// check compares JSON that a peer encoded with the documents. The order of
// members may differ, and members that are null or unknown may be missing.
func (b *Body) check(docs [][]byte) error {
	if len(docs) != len(b.want) {
		return fmt.Errorf("%d documents instead of %d", len(docs), len(b.want))
	}
	for i, doc := range docs {
		got, err := decodeKnown(doc)
		if err != nil {
			return err
		}
		want, err := decodeKnown(b.want[i])
		if err != nil {
			return err
		}
		if !reflect.DeepEqual(got, want) {
			return fmt.Errorf("document %d: encoded %d bytes with other values than those of the body: %.300q", i, len(doc), doc)
		}
	}
	return nil
}

// decodeKnown decodes a document without the members that peers may leave out.
func decodeKnown(doc []byte) (v any, err error) {
	if err := json.Unmarshal(doc, &v); err != nil {
		return nil, fmt.Errorf("encoded %.80q: %w", doc, err)
	}
	return known(v), nil
}

// checkValues encodes what a peer decoded, and compares it with the documents.
func checkValues[T any](b *Body, values []*T) error {
	docs := make([][]byte, len(values))
	for i, v := range values {
		var err error
		if docs[i], err = json.Marshal(v); err != nil {
			return err
		}
	}
	return b.check(docs)
}

// documentExample returns the example of the 200 response of the operation,
// with its order of members.
func documentExample() (any, error) {
	var doc struct {
		Paths map[string]struct {
			Get struct {
				Responses map[string]struct {
					Content map[string]struct{ Example yaml.Node }
				}
			}
		}
	}
	if err := yaml.Unmarshal(openapi.PeerReport, &doc); err != nil {
		return nil, err
	}
	for _, path := range doc.Paths {
		if content, ok := path.Get.Responses["200"].Content["application/json"]; ok {
			return ordered(&content.Example)
		}
	}
	return nil, errors.New("openapi/peer-report.yaml has no example of a 200 response")
}

// ordered returns a YAML value with its mappings as objects. Aliases are not
// supported.
func ordered(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.MappingNode:
		o := object{}
		for i := 0; i < len(n.Content); i += 2 {
			v, err := ordered(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			o = append(o, n.Content[i].Value, v)
		}
		return o, nil
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			v, err := ordered(item)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	}
	var v any
	err := n.Decode(&v)
	return v, err
}
