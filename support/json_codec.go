package support

import (
	"bytes"
	"sync"
	"unicode/utf8"
)

// maxJSONDepth bounds the nesting of arrays and objects, known and unknown.
const maxJSONDepth = 1000

// jsonCodec reads or writes one JSON text of RFC 8259: it is told which value
// comes next and fills it or appends it.
//
// Reading, pos is at the first byte of a value when its function is called and
// right behind the value when it returns. The first syntax error moves pos to the
// end of src, which makes every loop end; a value of the wrong type is recorded
// as a violation and skipped. Writing, the text is no good after the first err.
type jsonCodec struct {
	writing    bool
	buf        []byte   // what is written; src is empty then
	names      []string // members so far of the open objects, outermost first
	err        error
	src        string
	pos        int
	strict     bool        // null must be declared; generated checks look at it too
	frames     []jsonFrame // the open arrays and objects
	closed     []string    // members of the object closed last; valid until the next read
	violations []Violation
	limit      int                     // of violations, where reading stops, if it is not the usual one
	unread     int                     // if == len(violations), the last one is about a value that could not be read
	unknown    int                     // members skipped so far
	leftOut    bool                    // of the member just read there is nothing to keep
	trying     bool                    // nobody wants what is read, only how well it fits
	trials     map[any][3]int          // of values that were tried: misfit, end, unknown members
	textual    func(*jsonCodec) string // reads what is no string for a string; nil where none may stand
}

// jsonFrame is an open array or object.
type jsonFrame struct {
	first int // where its members start in names
	index int // of the current array item; -1 in an object
}

var jsonCodecs = sync.Pool{New: func() any { return new(jsonCodec) }}

// decodeBody reads data, one whole JSON text, into p. The error is a
// *DecodeError or a *ValidationFailure; p is then half written. Strings in p are
// parts of one copy of data and keep it alive.
func decodeBody[T any](data []byte, strict bool, p *T, code func(*jsonCodec, *T)) error {
	c := jsonCodecs.Get().(*jsonCodec)
	c.begin(string(data), strict)
	code(c, p)
	return c.finish()
}

// encodeBody writes p as JSON. The caller owns the result.
func encodeBody[T any](p *T, code func(*jsonCodec, *T)) (data []byte, err error) {
	c := jsonCodecs.Get().(*jsonCodec)
	c.writing = true
	code(c, p)
	if err = c.err; err == nil {
		data = bytes.Clone(c.buf)
	}
	c.release()
	return data, err
}

type jsonCoder interface{ codeJSON(*jsonCodec) }

func codeItself(c *jsonCodec, p *jsonCoder) { (*p).codeJSON(c) }

// marshalJSON is MarshalJSON for generated types.
func marshalJSON(v jsonCoder) ([]byte, error) { return encodeBody(&v, codeItself) }

// unmarshalJSON is UnmarshalJSON for generated types: a lenient decodeBody for
// which null is no value at all, as [encoding/json.Unmarshaler] asks.
func unmarshalJSON(data []byte, v jsonCoder) error {
	if string(data) == "null" {
		return nil
	}
	return decodeBody(data, false, &v, codeItself)
}

func (c *jsonCodec) begin(src string, strict bool) {
	c.src, c.strict = src, strict
	if !utf8.ValidString(src) {
		for r, n := rune(0), 0; r != utf8.RuneError || n != 1; r, n = utf8.DecodeRuneInString(src[c.pos:]) {
			c.pos += n
		}
		c.fail("invalid UTF-8")
	}
	c.space()
}

// finish checks that nothing follows the value, and releases c.
func (c *jsonCodec) finish() error {
	if c.space(); c.pos < len(c.src) {
		c.fail("unexpected data after the value")
	}
	err := c.err
	if n := len(c.violations); n == maxViolations || n > 0 && err == nil {
		err = &ValidationFailure{Violations: c.violations}
	}
	c.release()
	return err
}

// release gives c back to the pool, unless it has grown too large to keep.
func (c *jsonCodec) release() {
	if cap(c.buf) <= 1<<18 && cap(c.names) <= 512 && cap(c.frames) <= 64 {
		clear(c.names[:cap(c.names)])
		*c = jsonCodec{buf: c.buf[:0], names: c.names[:0], frames: c.frames[:0]}
		jsonCodecs.Put(c)
	}
}

// open reads the bracket of an array, with the index 0, or of an object, with -1.
// It returns false if something else is next, and skips that.
func (c *jsonCodec) open(bracket byte, index int, want string) bool {
	if c.peek() != bracket {
		c.mismatch(want)
		return false
	}
	if len(c.frames) == maxJSONDepth {
		c.fail("nested more than 1000 deep")
		return false
	}
	c.frames = append(c.frames, jsonFrame{first: len(c.names), index: index})
	c.pos++
	return true
}

// next moves to the next item or member, or reads the closing bracket and
// returns false.
func (c *jsonCodec) next(closing byte, first bool) bool {
	c.space()
	frame := &c.frames[len(c.frames)-1]
	switch b := c.peek(); {
	case c.err != nil:
		return false
	case b == closing:
		c.pos++
		c.closed, c.names, c.frames = c.names[frame.first:], c.names[:frame.first], c.frames[:len(c.frames)-1]
		return false
	case first:
		return true
	case b != ',':
		c.unexpected("',' or '" + string(closing) + "'")
		return false
	}
	c.pos++
	c.space()
	if frame.index >= 0 {
		frame.index++
	}
	return true
}

// jsonMark is a place to come back to.
type jsonMark struct{ pos, frames, names, violations, limit, unknown int }

// mark returns the place of the value that is next. What is read from there on has
// a limit of violations of its own, until reset or keep.
func (c *jsonCodec) mark() jsonMark {
	m := jsonMark{c.pos, len(c.frames), len(c.names), len(c.violations), c.limit, c.unknown}
	c.limit = m.violations + maxViolations
	return m
}

// reset goes back to m and forgets violations found since; a syntax error stays.
func (c *jsonCodec) reset(m jsonMark) {
	if len(c.violations) == c.limit {
		c.err = nil // there were too many
	}
	if c.limit = m.limit; c.err == nil {
		c.pos, c.frames, c.names = m.pos, c.frames[:m.frames], c.names[:m.names]
		c.violations, c.unread, c.unknown = c.violations[:m.violations], 0, m.unknown
	}
}

// keep stays where reading has led since m, if that brought no violations.
func (c *jsonCodec) keep(m jsonMark) bool {
	if len(c.violations) > m.violations {
		return false
	}
	c.limit = m.limit
	return true
}
