package support

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// peek returns the next byte, 0 at the end.
func (c *jsonCodec) peek() byte {
	if c.pos < len(c.src) {
		return c.src[c.pos]
	}
	return 0
}

// kind tells the next value by its first byte: '{', '[', '"', 't', 'f', 'n', '0'
// for every number, and anything else for no value.
func (c *jsonCodec) kind() byte {
	b := c.peek()
	if b == '-' || '0' <= b && b <= '9' {
		return '0'
	}
	return b
}

func (c *jsonCodec) space() {
	for c.pos < len(c.src) && c.src[c.pos] <= ' ' {
		if b := c.src[c.pos]; b != ' ' && b != '\n' && b != '\r' && b != '\t' {
			return
		}
		c.pos++
	}
}

// skip reads past any value; it is as strict as reading it.
func (c *jsonCodec) skip() {
	switch c.kind() {
	case '{':
		for o := c.object(); o.more(); {
		}
	case '[':
		c.open('[', 0, "an array")
		for first := true; c.next(']', first); first = false {
			c.skip()
		}
	case '"':
		c.text()
	case '0':
		c.number()
	default:
		if !c.literal("null") && !c.literal("true") && !c.literal("false") {
			c.unexpected("a value")
		}
	}
}

// literal reads past word, or returns false if something else is next.
func (c *jsonCodec) literal(word string) bool {
	if !strings.HasPrefix(c.src[c.pos:], word) {
		return false
	}
	c.pos += len(word)
	return true
}

// null reads past a null, or returns false if something else is next.
func (c *jsonCodec) null() bool { return c.peek() == 'n' && c.literal("null") }

// text reads a string; pos must be at its opening quote.
func (c *jsonCodec) text() string {
	start := c.pos + 1
	i := start + plainText(c.src[start:], 0)
	if i < len(c.src) && c.src[i] == '"' {
		c.pos = i + 1
		return c.src[start:i]
	}
	buf := []byte(c.src[start:i])
	for c.pos = i; c.peek() == '\\'; c.pos = i {
		buf = c.escape(buf)
		i = c.pos + plainText(c.src[c.pos:], 0)
		buf = append(buf, c.src[c.pos:i]...)
	}
	if c.peek() != '"' {
		c.unexpected("a string without control characters and its closing quote")
		return ""
	}
	c.pos++
	return string(buf)
}

// plainText returns how many bytes of s come before the first quote, backslash or
// control character, or byte that has a bit of stop. It looks at eight bytes at a time: x-lo borrows into the top
// bit of the first byte of x that is zero.
func plainText(s string, stop byte) int {
	const lo, hi = 0x0101010101010101, 0x8080808080808080
	i := 0
	for len(s) >= 8 && i < len(s) {
		i = min(i, len(s)-8)
		b := s[i : i+8]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		quote, slash := w^lo*'"', w^lo*'\\'
		if m := ((quote-lo)&^quote | (slash-lo)&^slash | (w-lo*' ')&^w | w&(lo*uint64(stop))) & hi; m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
		i += 8
	}
	for i < len(s) && s[i] != '"' && s[i] != '\\' && s[i] >= ' ' && s[i]&stop == 0 {
		i++
	}
	return i
}

// escape appends what the escape sequence at pos stands for.
func (c *jsonCodec) escape(buf []byte) []byte {
	if c.pos+1 < len(c.src) {
		if i := strings.IndexByte(`"\/bfnrt`, c.src[c.pos+1]); i >= 0 {
			c.pos += 2
			return append(buf, "\"\\/\b\f\n\r\t"[i])
		}
	}
	unit := c.hex()
	if utf16.IsSurrogate(unit) {
		c.pos += 6
		unit = utf16.DecodeRune(unit, c.hex()) // U+FFFD unless the two are a pair
		if unit == utf8.RuneError {
			c.pos -= 6
			unit = -1
		}
	}
	if unit < 0 {
		c.fail("invalid escape sequence or half a surrogate pair")
		return buf
	}
	c.pos += 6
	return utf8.AppendRune(buf, unit)
}

// hex returns the code unit of the `\u` sequence at pos, -1 if there is none.
func (c *jsonCodec) hex() rune {
	if c.pos+6 > len(c.src) || c.src[c.pos:c.pos+2] != `\u` {
		return -1
	}
	unit, err := strconv.ParseUint(c.src[c.pos+2:c.pos+6], 16, 16)
	if err != nil {
		return -1
	}
	return rune(unit)
}

// jsonNumber is a number as written and, unless long, exactly ±digits × 10^exp.
type jsonNumber struct {
	text   string
	digits uint64
	exp    int
	long   bool // more than 19 digits, or an exponent of more than 4
}

// number reads a number; pos must be at its first byte.
func (c *jsonCodec) number() (n jsonNumber) {
	start := c.pos
	if c.peek() == '-' {
		c.pos++
	}
	leading := c.pos
	count := c.digits(&n.digits)
	if count > 1 && c.src[leading] == '0' {
		c.pos = leading
		c.fail("a number must not start with 0")
	}
	if c.peek() == '.' {
		c.pos++
		n.exp = -c.digits(&n.digits)
		count -= n.exp
	}
	n.long = count > 19
	if b := c.peek(); b == 'e' || b == 'E' {
		c.pos++
		sign := c.peek()
		if sign == '+' || sign == '-' {
			c.pos++
		}
		var exp uint64
		n.long = c.digits(&exp) > 4 || n.long
		if exp = min(exp, 1<<30); sign == '-' {
			n.exp -= int(exp)
		} else {
			n.exp += int(exp)
		}
	}
	if n.digits == 0 && count <= 19 { // 0e99999 is none but 0
		n.exp, n.long = 0, false
	}
	n.text = c.src[start:c.pos]
	return n
}

// digits reads at least one digit, appends them to the decimal n, which may
// overflow, and returns how many there are.
func (c *jsonCodec) digits(n *uint64) int {
	i, v := c.pos, *n
	for ; i < len(c.src) && c.src[i]-'0' <= 9; i++ {
		v = v*10 + uint64(c.src[i]-'0')
	}
	count := i - c.pos
	c.pos = i
	if *n = v; count == 0 {
		c.unexpected("a digit")
	}
	return count
}
