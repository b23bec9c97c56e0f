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

// pointers returns the JSON pointers of values by their offsets, in one pass over the
// text, which must be valid before each of the offsets.
func (r *Reader) pointers(offsets []int) []string {
	order := make([]int, len(offsets))
	for n := range order {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return offsets[a] - offsets[b] })
	out := make([]string, len(offsets))
	var p path
	for _, n := range order {
		p.walk(r, offsets[n])
		out[n] = p.pointer(r)
	}
	return out
}

// path is the open arrays and objects at an offset of a text.
type path struct {
	i     int
	steps []step
	name  [2]int // the last string, which may be a name
}

// step is an open array or object.
type step struct {
	isArray, hasName bool
	index            int
	name             [2]int // offsets of the string that is the name of the last member
}

// walk reads up to the token at an offset.
func (p *path) walk(r *Reader, offset int) {
	for p.i = r.space(p.i); p.i < min(offset, len(r.Src)); p.i = r.space(p.i) {
		last := len(p.steps) - 1
		switch b := r.Src[p.i]; b {
		case '{', '[':
			p.steps = append(p.steps, step{isArray: b == '['})
		case '}', ']':
			p.steps = p.steps[:max(last, 0)]
		case ',':
			if last >= 0 {
				p.steps[last].index++
			}
		case ':':
			if last >= 0 {
				p.steps[last].hasName, p.steps[last].name = true, p.name
			}
		case '"':
			start := p.i
			for p.i++; p.i < len(r.Src) && r.Src[p.i] != '"'; p.i++ {
				if r.Src[p.i] == '\\' {
					p.i++
				}
			}
			p.name = [2]int{start, min(p.i+1, len(r.Src))}
		}
		p.i++
	}
}

// pointer returns the JSON pointer of the value at the offset.
func (p *path) pointer(r *Reader) string {
	var b strings.Builder
	names := Reader{Src: r.Src}
	for _, s := range p.steps {
		switch {
		case b.Len() > MaxPointer:
		case s.isArray:
			b.WriteString("/" + strconv.Itoa(s.index))
		case s.hasName:
			name, _ := names.word(s.name[0])
			b.WriteString("/" + core.EscapePointer(Limited(string(name))))
		}
	}
	return Limited(b.String())
}
