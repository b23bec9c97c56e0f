package spec

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// nearest says which sibling the author may have meant: the one that differs
// by the fewest edits, if these are few.
func nearest(file *source.File, pointer string) string {
	tokens := source.SplitPointer(pointer)
	for n := len(tokens) - 1; n >= 0; n-- {
		parent := file.At(source.JoinPointer("", tokens[:n]...))
		if parent == nil {
			continue
		}
		best := diag.Nearest(tokens[n], parent.Keys())
		if best == "" {
			return "there is no " + tokens[n] + " in " + file.Path + "#" + source.JoinPointer("", tokens[:n]...)
		}
		return "did you mean #" + source.JoinPointer("", append(slices.Clone(tokens[:n]), best)...) + "?"
	}
	return ""
}
