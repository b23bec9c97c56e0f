package json

import (
	"encoding/json"
	"errors"
	"math/bits"
	"unicode/utf8"
)

// AppendRaw copies the text of any value. An empty value is null.
//
//go:noinline
func AppendRaw(b []byte, w *Writer, key string, p *json.RawMessage) []byte {
	if len(*p) == 0 {
		return AppendNull(b, key)
	}
	if !isText(*p) || !utf8.Valid(*p) {
		w.refuse(errors.New("a json.RawMessage is not valid JSON"))
	}
	return append(append(b, key...), *p...)
}

// AddRaw appends a member of any type, unless it is nil.
//
//go:noinline
func AddRaw(b []byte, w *Writer, key string, p json.RawMessage) []byte {
	if p == nil {
		return b
	}
	return AppendRaw(b, w, key, &p)
}

// isText is json.Valid, in a third of its time.
func isText(text []byte) bool {
	end := valueEnd(text, spaceEnd(text, 0), 0)
	return end >= 0 && spaceEnd(text, end) == len(text)
}

// valueEnd returns the index behind the value at i, or -1 if it is invalid.
func valueEnd(text []byte, i, depth int) int {
	switch c := byteAt(text, i); {
	case c == '"':
		return stringEnd(text, i)
	case c == '{' || c == '[':
		return itemsEnd(text, i, depth)
	case c == '-' || '0' <= c && c <= '9':
		return numberEnd(text, i)
	}
	for _, word := range [...]string{"null", "true", "false"} {
		if end := i + len(word); end <= len(text) && string(text[i:end]) == word {
			return end
		}
	}
	return -1
}

// byteAt returns the byte at i, or 0 at the end.
func byteAt(text []byte, i int) byte {
	if i < len(text) {
		return text[i]
	}
	return 0
}

// spaceEnd returns the index of the first byte from i on that is not white space.
func spaceEnd(text []byte, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t') {
		i++
	}
	return i
}

// itemsEnd is valueEnd for an array or object.
func itemsEnd(text []byte, i, depth int) int {
	closing := text[i] + 2 // ] or }
	if depth == 10000 {
		return -1
	}
	if i = spaceEnd(text, i+1); byteAt(text, i) == closing {
		return i + 1
	}
	for {
		if closing == '}' {
			if byteAt(text, i) != '"' {
				return -1
			}
			if i = stringEnd(text, i); i < 0 {
				return -1
			}
			if i = spaceEnd(text, i); byteAt(text, i) != ':' {
				return -1
			}
			i = spaceEnd(text, i+1)
		}
		if i = valueEnd(text, i, depth+1); i < 0 {
			return -1
		}
		switch i = spaceEnd(text, i); byteAt(text, i) {
		case closing:
			return i + 1
		case ',':
			i = spaceEnd(text, i+1)
		default:
			return -1
		}
	}
}

// stringEnd is valueEnd for a string.
func stringEnd(text []byte, i int) int {
	for i++; i < len(text); {
		i += plainBytes(text[i:])
		switch byteAt(text, i) {
		case '"':
			return i + 1
		case '\\':
			switch byteAt(text, i+1) {
			case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
				i += 2
			case 'u':
				for end := i + 6; i+2 < end; end-- {
					if !isHex(byteAt(text, end-1)) {
						return -1
					}
				}
				i += 6
			default:
				return -1
			}
		default:
			return -1
		}
	}
	return -1
}

func isHex(c byte) bool { return c-'0' <= 9 || c|0x20-'a' <= 5 }

// plainBytes is plainText for bytes.
func plainBytes(s []byte) int {
	const lo, hi = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(s); i += 8 {
		b := s[i : i+8]
		x := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		quote, slash := x^lo*'"', x^lo*'\\'
		if m := ((quote-lo)&^quote | (slash-lo)&^slash | (x-lo*' ')&^x) & hi; m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	for i < len(s) && s[i] != '"' && s[i] != '\\' && s[i] >= ' ' {
		i++
	}
	return i
}

// numberEnd is valueEnd for a number.
func numberEnd(text []byte, i int) int {
	if text[i] == '-' {
		i++
	}
	if byteAt(text, i) == '0' {
		i++
	} else if i = digitsEnd(text, i); i < 0 {
		return -1
	}
	if byteAt(text, i) == '.' {
		if i = digitsEnd(text, i+1); i < 0 {
			return -1
		}
	}
	if c := byteAt(text, i); c == 'e' || c == 'E' {
		if c = byteAt(text, i+1); c == '+' || c == '-' {
			i++
		}
		return digitsEnd(text, i+1)
	}
	return i
}

// digitsEnd returns the index behind the digits at i, or -1 if there are none.
func digitsEnd(text []byte, i int) int {
	start := i
	for byteAt(text, i)-'0' <= 9 {
		i++
	}
	if i == start {
		return -1
	}
	return i
}
