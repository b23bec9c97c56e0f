package spec

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/source"
)

// loadKin loads the repaired trees, as JSON, with kin-openapi. Its loader reads a file
// again for every reference to it.
func (d *Document) loadKin(ctx context.Context) (*openapi3.T, error) {
	loader := openapi3.NewLoader()
	loader.Context = ctx
	encoded := map[*source.File][]byte{}
	loader.ReadFromURIFunc = func(_ *openapi3.Loader, uri *url.URL) ([]byte, error) {
		file := d.files[filepath.Clean(filepath.FromSlash(uri.Path))]
		if uri.Scheme != "" || file == nil {
			return nil, fmt.Errorf("%s is not part of the document", uri)
		}
		if encoded[file] == nil {
			encoded[file] = kinText(file.Root)
		}
		return encoded[file], nil
	}
	return loader.LoadFromURI(&url.URL{Path: filepath.ToSlash(d.Root.Path)})
}

// kinText is a file as kin-openapi gets it. Its loader asks what stands beside a
// reference whether it says anything, and asks the schemas in that, and in those:
// where they contain one another it never gets an answer (Schema.IsEmpty of 0.152).
// A format that nobody knows is one.
func kinText(root *source.Node) []byte {
	if !speaksBesideRef(root) {
		return root.JSON()
	}
	root = root.Clone()
	markBesideRef(root)
	return root.JSON()
}

// subschemas are the keywords of schemas that hold schemas.
var subschemas = []string{
	"properties", "additionalProperties", "patternProperties", "propertyNames", "dependentSchemas", "unevaluatedProperties",
	"items", "prefixItems", "contains", "unevaluatedItems", "allOf", "oneOf", "anyOf", "not", "if", "then", "else",
}

// hasSubschemasBesideRef holds for a schema; not for properties, of which one may
// be called $ref.
func hasSubschemasBesideRef(n *source.Node) bool {
	_, isRef := n.Get("$ref").Str()
	return isRef && !n.Has("format") && slices.ContainsFunc(subschemas, n.Has)
}

func speaksBesideRef(n *source.Node) bool {
	return hasSubschemasBesideRef(n) || slices.ContainsFunc(n.Items, speaksBesideRef) ||
		slices.ContainsFunc(n.Members, func(m source.Member) bool { return speaksBesideRef(m.Value) })
}

func markBesideRef(n *source.Node) {
	if hasSubschemasBesideRef(n) {
		n.Set("format", &source.Node{Kind: source.String, Text: "beside-ref"})
	}
	for _, item := range n.Items {
		markBesideRef(item)
	}
	for _, m := range n.Members {
		markBesideRef(m.Value)
	}
}
