package json

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// peek returns the next byte, or 0 at the end.
func (c *Codec) peek() byte {
	if c.Pos < len(c.Src) {
		return c.Src[c.Pos]
	}
	return 0
}

// Kind returns the type of the next value by its first byte: '{', '[', '"',
// 't', 'f', 'n', '0' for all numbers. Any other byte is not the start of a
// value.
func (c *Codec) Kind() byte {
	b := c.peek()
	if b == '-' || '0' <= b && b <= '9' {
		return '0'
	}
	return b
}

// space skips white space.
func (c *Codec) space() {
	for c.Pos < len(c.Src) && c.Src[c.Pos] <= ' ' {
		if b := c.Src[c.Pos]; b != ' ' && b != '\n' && b != '\r' && b != '\t' {
			return
		}
		c.Pos++
	}
}

// Skip skips a value of any type. It checks syntax as strictly as reading does.
func (c *Codec) Skip() {
	switch c.Kind() {
	case '{':
		for o := c.Object(); o.More(); {
		}
	case '[':
		c.Open('[', 0, "an array")
		for first := true; c.Next(']', first); first = false {
			c.Skip()
		}
	case '"':
		c.Text()
	case '0':
		c.number()
	default:
		if !c.literal("null") && !c.literal("true") && !c.literal("false") {
			c.unexpected("a value")
		}
	}
}

// literal reads word. It returns false if something else is next.
func (c *Codec) literal(word string) bool {
	if !strings.HasPrefix(c.Src[c.Pos:], word) {
		return false
	}
	c.Pos += len(word)
	return true
}

// null reads null. It returns false if something else is next.
func (c *Codec) null() bool { return c.peek() == 'n' && c.literal("null") }

// Text reads a string. Pos must be at its opening quote.
func (c *Codec) Text() string {
	start := c.Pos + 1
	i := start + plainText(c.Src[start:])
	if i < len(c.Src) && c.Src[i] == '"' {
		c.Pos = i + 1
		return c.Src[start:i]
	}
	buf := []byte(c.Src[start:i])
	for c.Pos = i; c.peek() == '\\'; c.Pos = i {
		buf = c.escape(buf)
		i = c.Pos + plainText(c.Src[c.Pos:])
		buf = append(buf, c.Src[c.Pos:i]...)
	}
	if c.peek() != '"' {
		c.unexpected("a string without control characters and its closing quote")
		return ""
	}
	c.Pos++
	return string(buf)
}

// plainText returns the number of bytes of s before the first quote, backslash or
// control character. It examines eight bytes at a time: x-lo borrows into the top bit of the first byte of x that is
// zero.
func plainText(s string) int {
	const lo, hi = 0x0101010101010101, 0x8080808080808080
	i := 0
	for len(s) >= 8 && i < len(s) {
		i = min(i, len(s)-8)
		b := s[i : i+8]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		quote, slash := w^lo*'"', w^lo*'\\'
		if m := ((quote-lo)&^quote | (slash-lo)&^slash | (w-lo*' ')&^w) & hi; m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
		i += 8
	}
	for i < len(s) && s[i] != '"' && s[i] != '\\' && s[i] >= ' ' {
		i++
	}
	return i
}

// escape reads the escape sequence at Pos and appends its character.
func (c *Codec) escape(buf []byte) []byte {
	if c.Pos+1 < len(c.Src) {
		if i := strings.IndexByte(`"\/bfnrt`, c.Src[c.Pos+1]); i >= 0 {
			c.Pos += 2
			return append(buf, "\"\\/\b\f\n\r\t"[i])
		}
	}
	unit := c.hex()
	if utf16.IsSurrogate(unit) {
		c.Pos += 6
		unit = utf16.DecodeRune(unit, c.hex()) // U+FFFD if the two are not a pair
		if unit == utf8.RuneError {
			c.Pos -= 6
			unit = -1
		}
	}
	if unit < 0 {
		c.fail("invalid escape sequence or half a surrogate pair")
		return buf
	}
	c.Pos += 6
	return utf8.AppendRune(buf, unit)
}

// hex returns the code unit of the `\u` sequence at Pos, or -1 if there is
// none.
func (c *Codec) hex() rune {
	if c.Pos+6 > len(c.Src) || c.Src[c.Pos:c.Pos+2] != `\u` {
		return -1
	}
	unit, err := strconv.ParseUint(c.Src[c.Pos+2:c.Pos+6], 16, 16)
	if err != nil {
		return -1
	}
	return rune(unit)
}

// number is a number as written and, unless long, exactly ±digits × 10^exp.
type number struct {
	text   string
	digits uint64
	exp    int
	long   bool // more than 19 digits, or an exponent of more than 4
}

// number reads a number. Pos must be at its first byte.
func (c *Codec) number() (n number) {
	start := c.Pos
	if c.peek() == '-' {
		c.Pos++
	}
	leading := c.Pos
	count := c.digits(&n.digits)
	if count > 1 && c.Src[leading] == '0' {
		c.Pos = leading
		c.fail("a number must not start with 0")
	}
	if c.peek() == '.' {
		c.Pos++
		n.exp = -c.digits(&n.digits)
		count -= n.exp
	}
	n.long = count > 19
	if b := c.peek(); b == 'e' || b == 'E' {
		c.Pos++
		sign := c.peek()
		if sign == '+' || sign == '-' {
			c.Pos++
		}
		var exp uint64
		n.long = c.digits(&exp) > 4 || n.long
		if exp = min(exp, 1<<30); sign == '-' {
			n.exp -= int(exp)
		} else {
			n.exp += int(exp)
		}
	}
	if n.digits == 0 && count <= 19 { // 0e99999 is 0
		n.exp, n.long = 0, false
	}
	n.text = c.Src[start:c.Pos]
	return n
}

// digits reads at least one digit, appends the digits to the decimal n, which
// may overflow, and returns their number.
func (c *Codec) digits(n *uint64) int {
	i, v := c.Pos, *n
	for ; i < len(c.Src) && c.Src[i]-'0' <= 9; i++ {
		v = v*10 + uint64(c.Src[i]-'0')
	}
	count := i - c.Pos
	c.Pos = i
	if *n = v; count == 0 {
		c.unexpected("a digit")
	}
	return count
}
