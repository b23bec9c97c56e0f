package emit

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// packageDoc writes the package comment.
func (e *emitter) packageDoc(f *gocode.File) {
	title := e.api.Title
	if e.api.Version != "" {
		title += " (version " + e.api.Version + ")"
	}
	paragraphs := []string{"Package " + e.opt.Package + " is the API " + strings.TrimSpace(title) + ", generated from " + e.api.Source + "."}
	if e.api.Description != "" {
		paragraphs = append(paragraphs, e.api.Description)
	}
	if e.hasGetters() {
		paragraphs = append(paragraphs, "Members that are objects have Get methods, which answer nil for a member of nil: chains of them are safe.")
	}
	f.PackageComment(gocode.Comment(strings.Join(paragraphs, "\n\n")))
}

func (e *emitter) hasGetters() bool {
	for _, d := range e.api.Decls {
		if body, ok := d.Body.(*ir.Struct); ok {
			for _, field := range body.Fields {
				if e.getter(d, field) != nil {
					return true
				}
			}
		}
	}
	return false
}
