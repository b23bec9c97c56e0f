package json

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"
)

// AppendString appends a string. Invalid UTF-8 is replaced by U+FFFD.
//
// It copies eight bytes at a time until one needs an escape: x-lo borrows into the top
// bit of the first byte of x that is zero.
//
//go:noinline
func AppendString(b []byte, key, s string) []byte {
	const lo, hi = 0x0101010101010101, 0x8080808080808080
	n, size := len(b), len(key)+len(s)+len(`""`)
	if cap(b)-n < size {
		b = slices.Grow(b, size)
	}
	text := b[n : n+size]
	text[copy(text, key)] = '"'
	text = text[len(key)+1:][:len(s)+1]
	text[len(s)] = '"'
	var all uint64
	if len(s) < 8 {
		for i := range len(s) {
			c := s[i]
			if c == '"' || c == '\\' || c < ' ' {
				return quoteEscaped(append(b, key...), s)
			}
			text[i] = c
			all |= uint64(c)
		}
	}
	for i := 0; len(s) >= 8 && i < len(s); i += 8 {
		i = min(i, len(s)-8) // the last eight bytes again, if they are not aligned
		c := s[i : i+8]
		x := uint64(c[0]) | uint64(c[1])<<8 | uint64(c[2])<<16 | uint64(c[3])<<24 |
			uint64(c[4])<<32 | uint64(c[5])<<40 | uint64(c[6])<<48 | uint64(c[7])<<56
		quote, slash := x^lo*'"', x^lo*'\\'
		if ((quote-lo)&^quote|(slash-lo)&^slash|(x-lo*' ')&^x)&hi != 0 {
			return quoteEscaped(append(b, key...), s)
		}
		binary.LittleEndian.PutUint64(text[i:i+8], x)
		all |= x
	}
	if all&hi != 0 && !utf8.ValidString(s) {
		return quoteEscaped(append(b, key...), s)
	}
	return b[:n+size]
}

// Quote appends s as a JSON string.
func Quote(b []byte, s string) []byte { return AppendString(b, "", s) }

// quoteEscaped is Quote for any string.
func quoteEscaped(b []byte, s string) []byte {
	b = append(b, '"')
	copied := 0 // what comes before is in b
	for i, c := range s {
		if c >= ' ' && c != '"' && c != '\\' && (c != utf8.RuneError || strings.HasPrefix(s[i:], "\ufffd")) {
			continue
		}
		b = append(append(b, s[copied:i]...), '\\')
		copied = i + 1
		if n := strings.IndexByte("\"\\\b\f\n\r\t", s[i]); n >= 0 {
			b = append(b, `"\bfnrt`[n])
		} else if c < ' ' {
			b = append(b, 'u', '0', '0', "01"[c>>4], "0123456789abcdef"[c&15])
		} else {
			b = append(b, "ufffd"...)
		}
	}
	return append(append(b, s[copied:]...), '"')
}
