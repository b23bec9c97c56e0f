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
		file := d.ByPath[filepath.Clean(filepath.FromSlash(uri.Path))]
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

// kinText returns a file as kin-openapi reads it. Its loader checks with Schema.IsEmpty
// (0.152) whether the keywords next to a $ref are empty, and recurses into their
// subschemas: if these refer to one another it does not return. An unknown format next to
// such a $ref ends the check at once.
func kinText(root *source.Node) []byte {
	if !anySubschemaBesideRef(root) {
		return root.JSON()
	}
	root = root.Clone()
	markBesideRef(root)
	return root.JSON()
}

// subschemas are the keywords that contain schemas.
var subschemas = []string{
	"properties", "additionalProperties", "patternProperties", "propertyNames", "dependentSchemas", "unevaluatedProperties",
	"items", "prefixItems", "contains", "unevaluatedItems", "allOf", "oneOf", "anyOf", "not", "if", "then", "else",
}

// hasSubschemasBesideRef reports whether an object has a $ref and, next to it, keywords that
// contain schemas. A property that is called $ref is not a string.
func hasSubschemasBesideRef(n *source.Node) bool {
	_, isRef := n.Get("$ref").Str()
	return isRef && !n.Has("format") && slices.ContainsFunc(subschemas, n.Has)
}

func anySubschemaBesideRef(n *source.Node) bool {
	return hasSubschemasBesideRef(n) || slices.ContainsFunc(n.Items, anySubschemaBesideRef) ||
		slices.ContainsFunc(n.Members, func(m source.Member) bool { return anySubschemaBesideRef(m.Value) })
}

func markBesideRef(n *source.Node) {
	if hasSubschemasBesideRef(n) {
		n.Set("format", &source.Node{Kind: source.String, Text: "next-to-ref"})
	}
	for _, item := range n.Items {
		markBesideRef(item)
	}
	for _, m := range n.Members {
		markBesideRef(m.Value)
	}
}
