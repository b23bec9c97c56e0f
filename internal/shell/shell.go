// Package shell writes command lines.
package shell

import (
	"regexp"
	"strings"
)

// Join returns words as a line for a POSIX shell, quoted where that is necessary.
func Join(words ...string) string {
	line := make([]string, len(words))
	for i, word := range words {
		if !safe.MatchString(word) {
			word = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
		line[i] = word
	}
	return strings.Join(line, " ")
}

var safe = regexp.MustCompile(`^[A-Za-z0-9_./:@%+,=-]+$`)
