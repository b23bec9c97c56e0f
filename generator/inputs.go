package generator

import (
	"maps"
	"path/filepath"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/spec/repair"
)

// Inputs returns the paths of the files that the output was made from, sorted.
func (o *Output) Inputs() []string { return slices.Sorted(maps.Keys(o.inputs)) }

// SumInputs returns the paths of the files that an output was made from, by the content of
// its PACKAGE.sum and the path of that file. It returns none if the content is not valid.
func SumInputs(text []byte, path string) []string {
	s := parseSum(text)
	if s == nil {
		return nil
	}
	var out []string
	for _, input := range slices.Sorted(maps.Keys(s.inputs)) {
		if input = filepath.FromSlash(input); !filepath.IsAbs(input) {
			input = filepath.Join(filepath.Dir(path), input)
		}
		out = append(out, input)
	}
	return out
}

// Overlaid returns a document as JSON, with its overlays applied. The content is nil if a
// diagnostic is an error.
func Overlaid(in Input) (content []byte, diagnostics []Diagnostic) {
	diagnostics = collect(in, func(ds *diag.List) {
		if file := repair.Overlaid(in.Path, in.Data, in.Overlays, ds); file != nil {
			content = file.Root.JSON()
		}
	})
	return content, diagnostics
}

// IsGenerated reports whether a Go file was written by this generator.
func IsGenerated(content []byte) bool { return newFolder().owns(content) }
