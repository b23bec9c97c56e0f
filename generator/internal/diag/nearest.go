package diag

import "strings"

// Nearest returns the candidate whose spelling is closest to word, ignoring case; "" if
// none is close. Close is at most one edit for three bytes of word, and one more; the limit is
// arbitrary. A word that a candidate begins with, or that begins with it, is close, too.
func Nearest(word string, candidates []string) string {
	best, distance := "", len(word)/3+2
	for _, candidate := range candidates {
		lower, other := strings.ToLower(word), strings.ToLower(candidate)
		d := edits(lower, other)
		if d >= distance && min(len(lower), len(other)) >= 3 && (strings.HasPrefix(lower, other) || strings.HasPrefix(other, lower)) {
			d = distance - 1
		}
		if d < distance && d < len(word) {
			best, distance = candidate, d
		}
	}
	return best
}

// edits returns the Levenshtein distance in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
