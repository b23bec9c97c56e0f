package source

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// unescape decodes the content src[start:end] of a string, in which a character
// follows every backslash.
func (p *jsonParser) unescape(start, end int) string {
	out := make([]byte, 0, end-start)
	for i := start; i < end; {
		c := p.src[i]
		if c != '\\' {
			out = append(out, c)
			i++
			continue
		}
		switch c := p.src[i+1]; c {
		case '"', '\\', '/':
			out = append(out, c)
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			r, next := p.unicodeEscape(i, end)
			out = utf8.AppendRune(out, r)
			i = next
			continue
		default:
			p.advance(i)
			p.pos++
			found := p.found()
			p.pos--
			p.fail(`unknown escape sequence '\' followed by %s; write a backslash as \\`, found)
		}
		i += 2
	}
	return string(out)
}

// unicodeEscape decodes the \uXXXX at i, or the two of a surrogate pair, and returns the
// offset after it.
func (p *jsonParser) unicodeEscape(i, end int) (r rune, next int) {
	r, ok := p.hex(i, end)
	if !ok {
		p.advance(i)
		p.fail(`expected four hexadecimal digits after \u`)
	}
	next = i + 6
	if !utf16.IsSurrogate(r) {
		return r, next
	}
	if low, ok := p.hex(next, end); ok {
		if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
			return pair, next + 6
		}
	}
	return utf8.RuneError, next
}

// hex returns the code unit of the \uXXXX at i.
func (p *jsonParser) hex(i, end int) (rune, bool) {
	if i+6 > end || p.src[i] != '\\' || p.src[i+1] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(p.src[i+2:i+6], 16, 16)
	return rune(unit), err == nil
}
