package json

import (
	"bytes"
	"sync"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/core"
)

// MaxDepth bounds the nesting of arrays and objects, known and unknown.
const MaxDepth = 1000

// Codec reads or writes one JSON text of RFC 8259: it is told which value
// comes next and fills it or appends it.
//
// Reading, pos is at the first byte of a value when its function is called and
// right behind the value when it returns. The first syntax error moves pos to the
// end of src, which makes every loop end; a value of the wrong type is recorded
// as a violation and skipped. Writing, the text is no good after the first err.
type Codec struct {
	Writing    bool
	Buf        []byte   // what is written; src is empty then
	names      []string // members so far of the open objects, outermost first
	err        error
	Src        string
	Pos        int
	Strict     bool     // null must be declared; generated checks look at it too
	frames     []frame  // the open arrays and objects
	closed     []string // members of the object closed last; valid until the next read
	violations []core.Violation
	limit      int                 // of violations, where reading stops, if it is not the usual one
	unread     int                 // if == len(violations), the last one is about a value that could not be read
	unknown    int                 // members skipped so far
	leftOut    bool                // of the member just read there is nothing to keep
	Trying     bool                // nobody wants what is read, only how well it fits
	Trials     map[any][3]int      // of values that were tried: misfit, end, unknown members
	textual    func(*Codec) string // reads what is no string for a string; nil where none may stand
}

// frame is an open array or object.
type frame struct {
	first int // where its members start in names
	index int // of the current array item; -1 in an object
}

var codecs = sync.Pool{New: func() any { return new(Codec) }}

// Decode reads data, one whole JSON text, into p. The error is a
// *core.DecodeError or a *core.ConstraintError; p is then half written. Strings in p are
// parts of one copy of data and keep it alive.
func Decode[T any](data []byte, strict bool, p *T, code func(*Codec, *T)) error {
	c := codecs.Get().(*Codec)
	c.begin(string(data), strict)
	code(c, p)
	return c.finish()
}

// Encode writes p as JSON. The caller owns the result.
func Encode[T any](p *T, code func(*Codec, *T)) (data []byte, err error) {
	c := codecs.Get().(*Codec)
	c.Writing = true
	code(c, p)
	if err = c.err; err == nil {
		data = bytes.Clone(c.Buf)
	}
	c.release()
	return data, err
}

// Unmarshal is UnmarshalJSON for generated types: a lenient Decode that
// leaves p alone for null, as [encoding/json.Unmarshaler] requires.
func Unmarshal[T any](data []byte, p *T, code func(*Codec, *T)) error {
	if string(data) == "null" {
		return nil
	}
	return Decode(data, false, p, code)
}

// DecodeTextual is Decode for JSON made of untyped texts: textual reads a value
// that is not a string where the type requires a string.
func DecodeTextual[T any](src string, strict bool, p *T, code func(*Codec, *T), textual func(*Codec) string) error {
	c := codecs.Get().(*Codec)
	c.begin(src, strict)
	c.textual = textual
	code(c, p)
	return c.finish()
}

func (c *Codec) begin(src string, strict bool) {
	c.Src, c.Strict = src, strict
	if !utf8.ValidString(src) {
		for r, n := rune(0), 0; r != utf8.RuneError || n != 1; r, n = utf8.DecodeRuneInString(src[c.Pos:]) {
			c.Pos += n
		}
		c.fail("invalid UTF-8")
	}
	c.space()
}

// finish checks that nothing follows the value, and releases c.
func (c *Codec) finish() error {
	if c.space(); c.Pos < len(c.Src) {
		c.fail("unexpected data after the value")
	}
	err := c.err
	if n := len(c.violations); n == core.MaxViolations || n > 0 && err == nil {
		err = &core.ConstraintError{Violations: c.violations}
	}
	c.release()
	return err
}

// release gives c back to the pool, unless it has grown too large to keep.
func (c *Codec) release() {
	if cap(c.Buf) <= 1<<18 && cap(c.names) <= 512 && cap(c.frames) <= 64 {
		clear(c.names[:cap(c.names)])
		*c = Codec{Buf: c.Buf[:0], names: c.names[:0], frames: c.frames[:0]}
		codecs.Put(c)
	}
}

// Open reads the bracket of an array, with the index 0, or of an object, with -1.
// It returns false if something else is next, and skips that.
func (c *Codec) Open(bracket byte, index int, want string) bool {
	if c.peek() != bracket {
		c.Mismatch(want)
		return false
	}
	if len(c.frames) == MaxDepth {
		c.fail("nested more than 1000 deep")
		return false
	}
	c.frames = append(c.frames, frame{first: len(c.names), index: index})
	c.Pos++
	return true
}

// Next moves to the next item or member, or reads the closing bracket and
// returns false.
func (c *Codec) Next(closing byte, first bool) bool {
	c.space()
	frame := &c.frames[len(c.frames)-1]
	switch b := c.peek(); {
	case c.err != nil:
		return false
	case b == closing:
		c.Pos++
		c.closed, c.names, c.frames = c.names[frame.first:], c.names[:frame.first], c.frames[:len(c.frames)-1]
		return false
	case first:
		return true
	case b != ',':
		c.unexpected("',' or '" + string(closing) + "'")
		return false
	}
	c.Pos++
	c.space()
	if frame.index >= 0 {
		frame.index++
	}
	return true
}

// Mark is a place to come back to.
type Mark struct{ pos, frames, names, violations, limit, unknown int }

// Mark returns the place of the value that is next. What is read from there on has
// a limit of violations of its own, until reset or keep.
func (c *Codec) Mark() Mark {
	m := Mark{c.Pos, len(c.frames), len(c.names), len(c.violations), c.limit, c.unknown}
	c.limit = m.violations + core.MaxViolations
	return m
}

// Reset goes back to m and forgets violations found since; a syntax error stays.
func (c *Codec) Reset(m Mark) {
	if len(c.violations) == c.limit {
		c.err = nil // there were too many
	}
	if c.limit = m.limit; c.err == nil {
		c.Pos, c.frames, c.names = m.pos, c.frames[:m.frames], c.names[:m.names]
		c.violations, c.unread, c.unknown = c.violations[:m.violations], 0, m.unknown
	}
}

// keep stays where reading has led since m, if that brought no violations.
func (c *Codec) keep(m Mark) bool {
	if len(c.violations) > m.violations {
		return false
	}
	c.limit = m.limit
	return true
}
