package source

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDepth limits nesting, as encoding/json and the YAML parser do.
const maxDepth = 10000

// jsonParser accepts what encoding/json accepts, in one pass.
type jsonParser struct {
	src string // strings and numbers of the tree are substrings of it
	pos int

	line      int // 1-based
	lineStart int // offset of the first character of the line
	extra     int // bytes since lineStart that do not begin a code point

	depth   int
	slab    []Node   // preallocated nodes
	members []Member // of the objects being read, the innermost on top
	items   []*Node  // of the arrays being read, the innermost on top
}

// parseJSON leaves the Path of its error empty.
func parseJSON(text string) (root *Node, err *SyntaxError) {
	p := &jsonParser{src: strings.TrimPrefix(text, byteOrderMark), line: 1}
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *SyntaxError:
			root, err = nil, e
		default:
			panic(e)
		}
	}()
	p.space()
	root = p.value()
	p.space()
	if p.pos < len(p.src) {
		p.fail("expected the end of the document, found %s", p.found())
	}
	return root, nil
}

func (p *jsonParser) column() int { return p.pos - p.lineStart - p.extra + 1 }

func (p *jsonParser) fail(format string, args ...any) {
	panic(&SyntaxError{Line: p.line, Column: p.column(), Message: fmt.Sprintf(format, args...)})
}

// found describes the character at the current position.
func (p *jsonParser) found() string {
	if p.pos >= len(p.src) {
		return "the end of the document"
	}
	r, _ := utf8.DecodeRuneInString(p.src[p.pos:])
	return strconv.QuoteRune(r)
}

func (p *jsonParser) peek() byte {
	if p.pos < len(p.src) {
		return p.src[p.pos]
	}
	return 0
}

func (p *jsonParser) space() {
	for p.pos < len(p.src) {
		switch p.src[p.pos] {
		case ' ', '\t':
			p.pos++
		case '\n', '\r':
			p.lineBreak()
		default:
			return
		}
	}
}

func (p *jsonParser) lineBreak() {
	if p.src[p.pos] == '\r' && p.pos+1 < len(p.src) && p.src[p.pos+1] == '\n' {
		p.pos++
	}
	p.pos++
	p.line++
	p.lineStart, p.extra = p.pos, 0
}

func (p *jsonParser) node() *Node {
	if len(p.slab) == 0 {
		p.slab = make([]Node, 512)
	}
	n := &p.slab[0]
	p.slab = p.slab[1:]
	n.Line, n.Column = p.line, p.column()
	return n
}

func (p *jsonParser) value() *Node {
	n := p.node()
	switch c := p.peek(); {
	case c == '{':
		p.object(n)
	case c == '[':
		p.array(n)
	case c == '"':
		n.Kind, n.Text = String, p.text()
	case c == '-' || isDigit(c):
		n.Kind, n.Text = Number, p.number()
	default:
		p.literal(n)
	}
	return n
}

func (p *jsonParser) open() {
	if p.depth++; p.depth > maxDepth {
		p.fail("nested deeper than %d levels", maxDepth)
	}
	p.pos++
	p.space()
}

func (p *jsonParser) close() {
	p.pos++
	p.depth--
}

func (p *jsonParser) object(n *Node) {
	base := len(p.members)
	p.open()
	for p.peek() != '}' {
		if p.peek() != '"' {
			p.fail("expected a member name in double quotes, found %s", p.found())
		}
		m := Member{Line: p.line, Column: p.column()}
		m.Name = p.text()
		p.space()
		if p.peek() != ':' {
			p.fail("expected ':' after the member name, found %s", p.found())
		}
		p.pos++
		p.space()
		m.Value = p.value()
		p.members = append(p.members, m)
		p.separator('}', "member")
	}
	p.close()
	*n = newObject(*n, append([]Member(nil), p.members[base:]...))
	p.members = p.members[:base]
}

func (p *jsonParser) array(n *Node) {
	base := len(p.items)
	p.open()
	for p.peek() != ']' {
		p.items = append(p.items, p.value())
		p.separator(']', "item")
	}
	p.close()
	n.Kind, n.Items = Array, append([]*Node(nil), p.items[base:]...)
	p.items = p.items[:base]
}

// separator consumes a comma that another element follows, or stops at end.
func (p *jsonParser) separator(end byte, element string) {
	p.space()
	switch p.peek() {
	case end:
	case ',':
		p.pos++
		p.space()
		if p.peek() == end {
			p.fail("expected another %s after ',', found %s; remove the comma", element, p.found())
		}
	default:
		p.fail("expected ',' or %q after the %s, found %s", end, element, p.found())
	}
}

func (p *jsonParser) literal(n *Node) {
	for _, l := range [...]struct {
		text string
		kind Kind
	}{{"true", Bool}, {"false", Bool}, {"null", Null}} {
		if strings.HasPrefix(p.src[p.pos:], l.text) {
			p.pos += len(l.text)
			if n.Kind = l.kind; l.kind == Bool {
				n.Text = l.text
			}
			return
		}
	}
	p.fail("expected a JSON value, found %s", p.found())
}

func (p *jsonParser) number() string {
	length := numberLength(p.src[p.pos:])
	if length == 0 {
		p.fail("expected a digit after '-'")
	}
	text := p.src[p.pos : p.pos+length]
	p.pos += length
	return text
}

// text reads a string. Like encoding/json it replaces lone surrogates and invalid UTF-8 by
// U+FFFD.
func (p *jsonParser) text() string {
	start := p.pos + 1
	escaped, ascii := false, true
	i := start
	for ; i < len(p.src) && p.src[i] != '"'; i++ {
		switch c := p.src[i]; {
		case c == '\\':
			escaped = true
			i++
		case c < ' ':
			p.advance(i)
			if c == '\n' || c == '\r' {
				p.fail(`the string is not closed on its line; write a line break as \n`)
			}
			p.fail(`control character %U in a string; write it as \u%04x`, c, c)
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	if i >= len(p.src) {
		p.fail("the string that begins here has no closing quote")
	}
	s := p.src[start:i]
	if escaped {
		s = p.unescape(start, i)
	}
	if ascii {
		p.pos = i + 1
		return s
	}
	p.advance(i + 1)
	if !utf8.ValidString(s) {
		s = string([]rune(s)) // one U+FFFD for each invalid byte
	}
	return s
}

// advance moves to an offset on the same line.
func (p *jsonParser) advance(to int) {
	to = min(to, len(p.src))
	p.extra += to - p.pos - utf8.RuneCountInString(p.src[p.pos:to])
	p.pos = to
}
