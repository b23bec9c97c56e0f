package spec

import (
	"slices"
	"strings"

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
		best, distance := "", len(tokens[n])/2+1
		for _, key := range parent.Keys() {
			if d := editDistance(strings.ToLower(key), strings.ToLower(tokens[n])); d < distance {
				best, distance = key, d
			}
		}
		if best == "" {
			return "there is no " + tokens[n] + " in " + file.Path + "#" + source.JoinPointer("", tokens[:n]...)
		}
		return "did you mean #" + source.JoinPointer("", append(slices.Clone(tokens[:n]), best)...) + "?"
	}
	return ""
}

// editDistance is Levenshtein's, over bytes.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
