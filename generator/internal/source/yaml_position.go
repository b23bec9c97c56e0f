package source

import (
	"io"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// yamlLines converts the positions of the YAML parser to those of editors: the parser also
// ends lines at U+0085, U+2028 and U+2029.
type yamlLines struct {
	text         string
	theirs, ours []int // offset of each line; nil where they agree
}

func newYAMLLines(text string) *yamlLines {
	l := &yamlLines{text: text}
	breaks := [...]string{"\u0085", "\u2028", "\u2029"}
	special := false
	for _, b := range breaks {
		special = special || strings.Contains(text, b)
	}
	if !special {
		return l
	}
	l.ours = lineStarts(text)
	l.theirs = lineStarts(text)
	for _, b := range breaks {
		for at := 0; ; at += len(b) {
			i := strings.Index(text[at:], b)
			if i < 0 {
				break
			}
			at += i
			l.theirs = append(l.theirs, at+len(b))
		}
	}
	slices.Sort(l.theirs)
	return l
}

func (l *yamlLines) position(line, column int) (int, int) {
	if l.theirs == nil || line < 1 || line > len(l.theirs) {
		return line, column
	}
	offset := l.theirs[line-1]
	for ; column > 1 && offset < len(l.text); column-- {
		_, size := utf8.DecodeRuneInString(l.text[offset:])
		offset += size
	}
	return lineColumn(l.text, l.ours, offset)
}

// lineColumn returns the position of an offset, given the offset of each line.
func lineColumn(text string, starts []int, offset int) (line, column int) {
	offset = max(offset, starts[0])
	line = sort.SearchInts(starts, offset+1)
	return line, utf8.RuneCountInString(text[starts[line-1]:offset]) + 1
}

var (
	yamlErrorText = regexp.MustCompile(`(?s)^(?:yaml: )?(?:line (\d+): )?(.*)$`)
	unknownAnchor = regexp.MustCompile(`^unknown anchor '(.*)' referenced$`)
)

// locateYAMLError finds where the parser failed. The line in its message is often that of the
// enclosing construct, or the one before, so the document is parsed again, byte by byte, to
// see how far the parser reads. As it reads a token or two ahead, the lines before are tried
// too. The column is mostly that of the first character of the line.
//
// Two messages of the parser are compared as text, because its errors have no types.
func locateYAMLError(text string, err error) *SyntaxError {
	own, message := splitYAMLError(err)
	e := &SyntaxError{Message: message}
	meter := &byteReader{text: text}
	_, _ = decodeYAML(yaml.NewDecoder(meter))
	read, starts := text[:meter.read], lineStarts(text)

	if r, size := utf8.DecodeLastRuneInString(read); r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) {
		e.Line, e.Column = lineColumn(text, starts, meter.read-size)
		return e
	}
	if a := unknownAnchor.FindStringSubmatch(message); a != nil {
		e.Message = "the anchor &" + a[1] + " is not defined before this alias"
		e.Line, e.Column = lineColumn(text, starts, strings.LastIndex(read, "*"+a[1]))
		return e
	}
	line, _ := lineColumn(text, starts, len(strings.TrimRightFunc(read, unicode.IsSpace))-1)
	if message == "found unexpected end of stream" && own > 0 { // in a quoted scalar, which begins at own
		line, _ = newYAMLLines(text).position(own, 1)
	}
	const ahead = 3 // lines
	for range ahead {
		_, err := decodeYAML(yaml.NewDecoder(strings.NewReader(text[:starts[line-1]])))
		if err == nil {
			break
		}
		if _, same := splitYAMLError(err); same != message {
			break
		}
		line--
	}
	rest := text[starts[line-1]:]
	indent := len(rest) - len(strings.TrimLeft(rest, " "))
	if rest[indent:] != "" && rest[indent] == '\t' && message == "found character that cannot start any token" {
		e.Message = "a tab cannot indent; use spaces"
	}
	e.Line, e.Column = lineColumn(text, starts, starts[line-1]+indent)
	return e
}

// splitYAMLError splits "yaml: line 3: message"; line is 0 without one.
func splitYAMLError(err error) (line int, message string) {
	m := yamlErrorText.FindStringSubmatch(err.Error())
	line, _ = strconv.Atoi(m[1])
	return line, m[2]
}

// byteReader reads one byte at a time and counts.
type byteReader struct {
	text string
	read int
}

func (r *byteReader) Read(p []byte) (int, error) {
	if r.read == len(r.text) {
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, nil
	}
	p[0] = r.text[r.read]
	r.read++
	return 1, nil
}
