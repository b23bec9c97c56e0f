package json

import (
	"sync"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/core"
)

// MaxDepth is the maximum nesting of arrays and objects.
const MaxDepth = 1000

// Codec reads one JSON text (RFC 8259). Generated code calls it for each expected
// value in turn.
//
// Pos is at the first byte of a value when the function of the value is called,
// and behind the value when it returns. The first syntax error moves Pos to the
// end of Src, which ends every loop. A value of the wrong type is recorded as a
// violation and skipped.
type Codec struct {
	kept       []byte   // members for KeepMembers
	names      []string // of the members read so far, of all open objects, outermost first
	err        error
	Src        string
	Pos        int
	Strict     bool // reports what the schema does not allow
	mode       Mode
	frames     []frame  // open arrays and objects
	closed     []string // member names of the object closed last; valid until the next read
	violations []core.Violation
	limit      int                 // number of violations at which reading stops, if larger than MaxViolations
	unread     int                 // if equal to len(violations), the last violation is of a value that could not be read
	unknown    int                 // number of unknown members and items skipped so far
	leftOut    bool                // the member just read is not kept
	Trying     bool                // only the misfit of the value is used, not the value
	rejected   []core.Violation    // of the variant that TryVariant tried last
	rejectedAt int                 // the position of its value
	Trials     map[any][3]int      // results of Misfit by value and type: misfit, end, unknown members
	textual    func(*Codec) string // see DecodeTextual; may be nil
}

// frame is an open array or object.
type frame struct {
	first int // index in names of its first member
	index int // of the current array item; -1 for an object
}

// codecs keeps codecs for reuse.
var codecs = sync.Pool{New: func() any { return new(Codec) }}

// Decode reads data, which must be one JSON text, into p. The error is a
// *core.DecodeError or a *core.ConstraintError; p is then incomplete. Strings
// in p share one copy of data and keep it in memory.
func Decode[T any](data []byte, mode Mode, p *T, code func(*Codec, *T)) error {
	c := codecs.Get().(*Codec)
	c.begin(string(data), mode)
	code(c, p)
	return c.finish()
}

// Unmarshal implements UnmarshalJSON of generated types. It is a lenient Decode
// that leaves p unchanged for null, as [encoding/json.Unmarshaler] requires.
func Unmarshal[T any](data []byte, p *T, code func(*Codec, *T)) error {
	if string(data) == "null" {
		return nil
	}
	return Decode(data, 0, p, code)
}

// DecodeTextual is Decode for JSON that was made of untyped texts. textual
// reads a value that is not a string where a string is required.
func DecodeTextual[T any](src string, mode Mode, p *T, code func(*Codec, *T), textual func(*Codec) string) error {
	c := codecs.Get().(*Codec)
	c.begin(src, mode)
	c.textual = textual
	code(c, p)
	return c.finish()
}

// begin starts reading src.
func (c *Codec) begin(src string, mode Mode) {
	c.Src, c.mode, c.Strict = src, mode, mode&Strict != 0
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

// release returns c to the pool, unless its buffers are too large to keep.
func (c *Codec) release() {
	if cap(c.kept) <= 1<<18 && cap(c.names) <= 512 && cap(c.frames) <= 64 {
		clear(c.names[:cap(c.names)])
		*c = Codec{kept: c.kept[:0], names: c.names[:0], frames: c.frames[:0]}
		codecs.Put(c)
	}
}

// Open reads the opening bracket of an array, with index 0, or of an object,
// with index -1. If something else is next, it skips that and returns false.
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

// Next moves to the next item or member. At the closing bracket it reads the
// bracket and returns false.
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

// Mark is a position that reading can return to.
type Mark struct{ pos, frames, names, violations, limit, unknown, kept int }

// Mark returns the current position, before a value. Until Reset or Keep, a
// separate limit of violations applies.
func (c *Codec) Mark() Mark {
	m := Mark{c.Pos, len(c.frames), len(c.names), len(c.violations), c.limit, c.unknown, len(c.kept)}
	c.limit = m.violations + core.MaxViolations
	return m
}

// Reset returns to m and removes violations recorded since. A syntax error
// remains.
func (c *Codec) Reset(m Mark) {
	if len(c.violations) == c.limit {
		c.err = nil // too many violations
	}
	if c.limit = m.limit; c.err == nil {
		c.Pos, c.frames, c.names = m.pos, c.frames[:m.frames], c.names[:m.names]
		c.violations, c.unread, c.unknown, c.kept = c.violations[:m.violations], 0, m.unknown, c.kept[:m.kept]
	}
}

// Keep continues from the current position, unless there were violations since
// m.
func (c *Codec) Keep(m Mark) bool {
	if len(c.violations) > m.violations {
		return false
	}
	c.limit = m.limit
	return true
}
