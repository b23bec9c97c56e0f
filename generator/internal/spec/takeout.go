package spec

import (
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// takeOut removes the references that an error of kin-openapi's loader quotes,
// which is the one way to learn what it cannot follow. It holds if there was
// one, so that loading again makes sense.
func (d *Document) takeOut(message string, ds *diag.List) bool {
	quoted := quotations(message)
	found := false
	for _, file := range d.files {
		eachObject(file.Root, func(n *source.Node) {
			ref, ok := n.Get("$ref").Str()
			if !ok || !quoted[ref] {
				return
			}
			found = true
			at := n.Get("$ref")
			ds.Add(diag.Diagnostic{
				Code: diag.UnresolvedRef, File: file.Path, Line: at.Line, Column: at.Column, Width: len(ref),
				Message: "$ref " + ref + " cannot be followed: " + message,
			})
			n.Delete("$ref")
		})
	}
	return found
}

// quotations are the parts of a message between quotes.
func quotations(message string) map[string]bool {
	out := map[string]bool{}
	for rest := message; ; {
		i := strings.IndexByte(rest, '"')
		if i < 0 {
			return out
		}
		prefix, err := strconv.QuotedPrefix(rest[i:])
		if err != nil {
			return out
		}
		if text, err := strconv.Unquote(prefix); err == nil {
			out[text] = true
		}
		rest = rest[i+len(prefix):]
	}
}

func eachObject(n *source.Node, visit func(*source.Node)) {
	for _, item := range n.Items {
		eachObject(item, visit)
	}
	for _, member := range n.Members {
		eachObject(member.Value, visit)
	}
	if n.Kind == source.Object {
		visit(n)
	}
}
