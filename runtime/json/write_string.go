package json

import "unicode/utf8"

// Quote appends s as a JSON string.
func Quote(b []byte, s string) []byte { return AppendString(b, "", s) }

// isPlain reports whether s is valid UTF-8 and needs no escapes. It examines eight bytes
// at a time: x-lo borrows into the top bit of the first byte of x that is zero.
func isPlain(s string) bool {
	const lo, hi = 0x0101010101010101, 0x8080808080808080
	var high uint64
	i := 0
	for len(s) >= 8 && i < len(s) {
		i = min(i, len(s)-8)
		c := s[i : i+8]
		x := uint64(c[0]) | uint64(c[1])<<8 | uint64(c[2])<<16 | uint64(c[3])<<24 |
			uint64(c[4])<<32 | uint64(c[5])<<40 | uint64(c[6])<<48 | uint64(c[7])<<56
		quote, slash := x^lo*'"', x^lo*'\\'
		if ((quote-lo)&^quote|(slash-lo)&^slash|(x-lo*' ')&^x)&hi != 0 {
			return false
		}
		high |= x
		i += 8
	}
	for ; i < len(s); i++ {
		if s[i] == '"' || s[i] == '\\' || s[i] < ' ' {
			return false
		}
		high |= uint64(s[i])
	}
	return high&hi == 0 || utf8.ValidString(s)
}

// quoteEscaped is Quote for any string.
func quoteEscaped(b []byte, s string) []byte {
	const hexDigits = "0123456789abcdef"
	b = append(b, '"')
	copied := 0 // what comes before is in b
	for i, r := range s {
		escape := ""
		switch {
		case r == '"':
			escape = `\"`
		case r == '\\':
			escape = `\\`
		case r == '\b':
			escape = `\b`
		case r == '\f':
			escape = `\f`
		case r == '\n':
			escape = `\n`
		case r == '\r':
			escape = `\r`
		case r == '\t':
			escape = `\t`
		case r < ' ':
			b = append(append(b, s[copied:i]...), '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
			copied = i + 1
			continue
		case r == utf8.RuneError && (len(s) < i+3 || s[i:i+3] != "\ufffd"):
			escape = `\ufffd`
		default:
			continue
		}
		b = append(append(b, s[copied:i]...), escape...)
		copied = i + 1
	}
	return append(append(b, s[copied:]...), '"')
}
