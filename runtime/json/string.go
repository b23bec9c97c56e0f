package json

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Text reads the string at i.
func (r *Reader) Text(i int) (text string, end int) {
	b, end := r.word(i)
	return r.text(b), end
}

// All returns all of the text, which need not be JSON but must be UTF-8.
func (r *Reader) All() (text string, end int) {
	if !utf8.Valid(r.Src) {
		return "", r.invalidUTF8(0)
	}
	return string(r.Src), len(r.Src)
}

// maxShared is the length up to which strings are allocated together, in bytes, and
// maxTexts that of an allocation. A short string keeps the others in memory.
const (
	maxShared = 256
	maxTexts  = 2048
)

// text returns a copy of b.
func (r *Reader) text(b []byte) string {
	if len(b) > maxShared {
		return string(b)
	}
	start := r.texts.Len()
	if r.texts.Cap()-start < len(b) {
		r.texts, start = strings.Builder{}, 0
		r.texts.Grow(max(min(len(r.Src), maxTexts), len(b)))
	}
	r.texts.Write(b)
	return r.texts.String()[start:]
}

// word reads the string at i, which begins with a quote. The result is part of the text,
// or valid until the next string with escapes.
func (r *Reader) word(i int) (word []byte, end int) {
	start := i + 1
	i, isASCII := r.plain(start)
	if i < len(r.Src) && r.Src[i] == '"' {
		if !isASCII && !utf8.Valid(r.Src[start:i]) {
			return nil, r.invalidUTF8(start)
		}
		return r.Src[start:i], i + 1
	}
	return r.escapedWord(start, i)
}

// escapedWord is word for a string whose first escape is at i.
func (r *Reader) escapedWord(start, i int) (word []byte, end int) {
	r.decoded = append(r.decoded[:0], r.Src[start:i]...)
	buf := r.decoded
	for i < len(r.Src) && r.Src[i] == '\\' {
		if buf, i = r.escape(buf, i); r.err != nil {
			return nil, len(r.Src)
		}
		from := i
		i, _ = r.plain(i)
		buf = append(buf, r.Src[from:i]...)
	}
	r.decoded = buf
	switch {
	case i >= len(r.Src) || r.Src[i] != '"':
		return nil, r.unexpected(i, "a string without control characters and its closing quote")
	case !utf8.Valid(r.Src[start:i]):
		return nil, r.invalidUTF8(start)
	}
	return buf, i + 1
}

func (r *Reader) invalidUTF8(i int) int {
	for i < len(r.Src) {
		c, n := utf8.DecodeRune(r.Src[i:])
		if c == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	return r.fail(i, "invalid UTF-8")
}

// plain returns the offset of the first quote, backslash or control character at or
// behind i, and whether all bytes before it are ASCII. It examines eight bytes at a
// time: x-lo borrows into the top bit of the first byte of x that is zero.
func (r *Reader) plain(i int) (end int, isASCII bool) {
	const lo, hi = 0x0101010101010101, 0x8080808080808080
	var high uint64
	src := r.Src
	for ; i+8 <= len(src); i += 8 {
		b := src[i : i+8]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		quote, slash := w^lo*'"', w^lo*'\\'
		if m := ((quote-lo)&^quote | (slash-lo)&^slash | (w-lo*' ')&^w) & hi; m != 0 {
			n := bits.TrailingZeros64(m) / 8
			high |= w & (1<<(8*n) - 1)
			return i + n, high&hi == 0
		}
		high |= w
	}
	for i < len(src) && src[i] != '"' && src[i] != '\\' && src[i] >= ' ' {
		high |= uint64(src[i])
		i++
	}
	return i, high&hi == 0
}

// escape reads the escape sequence at i and appends its character.
func (r *Reader) escape(buf []byte, i int) ([]byte, int) {
	if i+1 < len(r.Src) {
		if c := strings.IndexByte(`"\/bfnrt`, r.Src[i+1]); c >= 0 {
			return append(buf, "\"\\/\b\f\n\r\t"[c]), i + 2
		}
	}
	start := i
	unit := r.hex(i)
	i += 6
	if utf16.IsSurrogate(unit) {
		start = i
		if unit = utf16.DecodeRune(unit, r.hex(i)); unit == utf8.RuneError { // the two are not a pair
			unit, start = -1, i-6
		}
		i += 6
	}
	if unit < 0 {
		return buf, r.fail(start, "invalid escape sequence or half a surrogate pair")
	}
	return utf8.AppendRune(buf, unit), i
}

// hex returns the code unit of the `\u` sequence at i, or -1 if there is none.
func (r *Reader) hex(i int) rune {
	if i+6 > len(r.Src) || r.Src[i] != '\\' || r.Src[i+1] != 'u' {
		return -1
	}
	unit, err := strconv.ParseUint(string(r.Src[i+2:i+6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(unit)
}
