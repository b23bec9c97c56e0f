package emit

import "strings"

// packageDoc writes the package comment, into a file of its own.
func (e *emitter) packageDoc(f *file) {
	title := e.api.Title
	if e.api.Version != "" {
		title += " (version " + e.api.Version + ")"
	}
	paragraphs := []string{"Package " + e.opt.Package + " is the API " + strings.TrimSpace(title) + ", generated from " + e.api.Source + "."}
	if e.api.Description != "" {
		paragraphs = append(paragraphs, e.api.Description)
	}
	f.PackageComment(comment(strings.Join(paragraphs, "\n\n")))
	f.used = true
}
