package diag

import "strings"

// Nearest is the candidate that is spelled most like word, whatever its case;
// "" when none is near: within half of its length in edits, and a letter more.
func Nearest(word string, candidates []string) string {
	best, distance := "", len(word)/2+2
	for _, candidate := range candidates {
		if d := edits(strings.ToLower(word), strings.ToLower(candidate)); d < distance && d < len(word) {
			best, distance = candidate, d
		}
	}
	return best
}

// edits is Levenshtein's distance, over bytes.
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
