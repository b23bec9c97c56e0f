package json

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/core"
)

// MaxPointer is the maximum length of a JSON pointer in an error, in bytes. Longer
// ones are cut.
const MaxPointer = 1000

// Limited cuts a text of a document that is part of an error.
func Limited(text string) string {
	if len(text) <= MaxPointer {
		return text
	}
	n := MaxPointer
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n] + "..."
}

// locate puts the JSON pointers of values before the names of their violations, in one
// pass over the text, which must be valid before each of the values.
func (r *Reader) locate(found []finding) {
	order := make([]*finding, len(found))
	for n := range found {
		order[n] = &found[n]
	}
	slices.SortStableFunc(order, func(a, b *finding) int { return a.offset - b.offset })
	var open []container
	i, name := 0, 0
	for _, f := range order {
		for ; i < min(f.offset, len(r.Src)); i++ {
			last := max(len(open)-1, 0)
			switch b := r.Src[i]; {
			case b == '{' || b == '[':
				open = append(open, container{isArray: b == '['})
			case b == '"':
				name = i
				for i++; i < len(r.Src) && r.Src[i] != '"'; i++ {
					if r.Src[i] == '\\' {
						i++
					}
				}
			case len(open) == 0:
			case b == '}' || b == ']':
				open = open[:last]
			case b == ',' && open[last].isArray:
				open[last].at++
			case b == ':':
				open[last].at = name
			}
		}
		if f.offset >= 0 {
			f.violation.Name = r.pointer(open) + Limited(f.violation.Name)
		}
	}
}

// container is an open array or object.
type container struct {
	isArray bool
	at      int // the index of an element, or the offset of the name of a member; 0 before the first name
}

// pointer returns the JSON pointer of the value that is read in open containers.
func (r *Reader) pointer(open []container) string {
	var b strings.Builder
	names := Reader{Src: r.Src}
	for _, c := range open {
		switch {
		case b.Len() > MaxPointer:
		case c.isArray:
			b.WriteString("/" + strconv.Itoa(c.at))
		case c.at > 0:
			name, _ := names.word(c.at)
			b.WriteString("/" + core.EscapePointer(Limited(string(name))))
		}
	}
	return Limited(b.String())
}
