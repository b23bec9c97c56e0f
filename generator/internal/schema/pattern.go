package schema

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/peergen/peergen/generator/internal/ir"
)

// RE2 translates a pattern from the syntax of ECMA-262 to that of RE2. ok is false
// for patterns that RE2 does not support, those with lookaround and back-references.
func RE2(expr string) (pattern ir.Pattern, ok bool) {
	t := translate(expr)
	_, err := regexp.Compile(t.out.String())
	return ir.Pattern{Expr: expr, RE2: t.out.String()}, err == nil && t.problem == "" && t.needs == ""
}

// translation is a pattern that is being translated.
type translation struct {
	in    string
	out   strings.Builder
	class bool // inside [...]

	problem string // why it is not a regular expression of ECMA-262
	needs   string // what RE2 does not support; an empty group, or a class, is in its place
}

func translate(expr string) *translation {
	t := &translation{in: expr}
	for len(t.in) > 0 {
		t.step()
	}
	return t
}

// wrong records the first problem.
func (t *translation) wrong(problem string) {
	if t.problem == "" {
		t.problem = problem
	}
}

// need records the first thing that RE2 does not support.
func (t *translation) need(what string) {
	if t.needs == "" {
		t.needs = what
	}
}

// spaces are what \s of ECMA-262 matches beyond \s of RE2, as a part of a class.
const spaces = `\s\v\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`

func (t *translation) step() {
	if !t.class {
		if n := lookaround(t.in); n > 0 {
			t.need("lookaround")
			t.copy(n, "(?:")
			return
		}
		if n := backReference(t.in); n > 0 {
			t.need("back-references")
			t.copy(n, "(?:)")
			return
		}
		if t.in[0] == '{' {
			t.repetition()
		}
	}
	switch {
	case t.in[0] == '\\' && len(t.in) > 1:
		t.escape()
	case t.class && t.in[0] == '[':
		t.copy(1, `\[`)
	case t.class:
		t.class = t.in[0] != ']'
		t.copy(1, t.in[:1])
	case strings.HasPrefix(t.in, "[^]"):
		t.copy(3, `[\s\S]`)
	case strings.HasPrefix(t.in, "[]"):
		t.copy(2, `[^\s\S]`)
	case t.in[0] == '[':
		t.class = true
		n := 1
		if strings.HasPrefix(t.in, "[^") {
			n = 2
		}
		t.copy(n, t.in[:n])
	default:
		t.copy(1, t.in[:1])
	}
}

// copy skips n bytes and writes text for them.
func (t *translation) copy(n int, text string) {
	t.out.WriteString(text)
	t.in = t.in[n:]
}

func (t *translation) escape() {
	switch b := t.in[1]; {
	case b == 'u':
		t.unicode()
	case b == 'c' && len(t.in) > 2 && isLetter(t.in[2]):
		t.copy(3, fmt.Sprintf(`\x%02x`, t.in[2]%32))
	case b == 's' && t.class:
		t.copy(2, spaces)
	case b == 's':
		t.copy(2, "["+spaces+"]")
	case b == 'S' && !t.class:
		t.copy(2, "[^"+spaces+"]")
	case b == '/':
		t.copy(2, "/")
	case b == '0' && (len(t.in) < 3 || t.in[2] < '0' || t.in[2] > '9'):
		t.copy(2, `\x00`)
	case b == 'b' && t.class:
		t.copy(2, `\x08`)
	case b == 'p' || b == 'P':
		t.property()
	default:
		t.copy(2, t.in[:2])
	}
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// unicode rewrites \uXXXX, a surrogate pair of these, and \u{X}.
func (t *translation) unicode() {
	if end := strings.IndexByte(t.in, '}'); strings.HasPrefix(t.in, `\u{`) && end > 0 {
		if r, err := strconv.ParseUint(t.in[3:end], 16, 32); err != nil || r > unicode.MaxRune {
			t.wrong(t.in[:end+1] + " is no code point")
			t.copy(end+1, "")
			return
		}
		t.copy(end+1, `\x`+t.in[2:end+1])
		return
	}
	unit, ok := hexUnit(t.in)
	if !ok {
		t.copy(2, "u")
		return
	}
	if low, ok := hexUnit(t.in[6:]); ok && utf16.DecodeRune(unit, low) != '\uFFFD' {
		t.copy(12, fmt.Sprintf(`\x{%x}`, utf16.DecodeRune(unit, low)))
		return
	}
	t.copy(6, fmt.Sprintf(`\x{%x}`, unit))
}

// hexUnit is the code unit that a text begins with as \uXXXX.
func hexUnit(text string) (rune, bool) {
	if len(text) < 6 || !strings.HasPrefix(text, `\u`) {
		return 0, false
	}
	unit, err := strconv.ParseUint(text[2:6], 16, 16)
	return rune(unit), err == nil
}
