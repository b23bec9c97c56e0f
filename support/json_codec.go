package support

import (
	"bytes"
	"slices"
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
// as a violation and skipped. Writing, the text is no good after the first err
// and goes on growing to no purpose.
type jsonCodec struct {
	writing bool
	err     error
	names   []string // members so far of the open objects, outermost first

	buf []byte // written; src is empty then

	src        string
	pos        int
	strict     bool // null must be declared; generated checks look at it too
	violations []Violation
	unread     int         // if == len(violations), the last one is about a value that could not be read
	frames     []jsonFrame // the open arrays and objects
	closed     []string    // members of the object closed last; valid until the next read
}

// jsonFrame is an open array or object. hashes holds one bit for each member
// name, so that names are compared only when two share a bit; all is made for
// objects of more than 64 members, where a list would become quadratic.
type jsonFrame struct {
	first  int // where its members start in names
	index  int // of the current array item; -1 in an object
	hashes [4]uint64
	all    map[string]struct{}
}

var jsonCodecs = sync.Pool{New: func() any { return new(jsonCodec) }}

// decodeBody reads data, one whole JSON text, into p. The error is a
// *DecodeError or a *ValidationFailure; p is then half written. Strings in p are
// parts of one copy of data and keep it alive.
func decodeBody[T any](data []byte, strict bool, p *T, code func(*jsonCodec, *T)) error {
	c := jsonDecoder(string(data), strict)
	code(c, p)
	return c.finishReading()
}

// encodeBody writes p as JSON. The caller owns the result.
func encodeBody[T any](p *T, code func(*jsonCodec, *T)) ([]byte, error) {
	c := jsonEncoder()
	code(c, p)
	return c.finishWriting()
}

// unmarshalJSON is UnmarshalJSON for generated types: a lenient decodeBody for
// which null is no value at all, as [encoding/json.Unmarshaler] asks.
func unmarshalJSON(data []byte, v interface{ codeJSON(*jsonCodec) }) error {
	if string(data) == "null" {
		return nil
	}
	c := jsonDecoder(string(data), false)
	v.codeJSON(c)
	return c.finishReading()
}

// marshalJSON is MarshalJSON for generated types.
func marshalJSON(v interface{ codeJSON(*jsonCodec) }) ([]byte, error) {
	c := jsonEncoder()
	v.codeJSON(c)
	return c.finishWriting()
}

func jsonEncoder() *jsonCodec {
	c := jsonCodecs.Get().(*jsonCodec)
	c.writing = true
	return c
}

func jsonDecoder(src string, strict bool) *jsonCodec {
	c := jsonCodecs.Get().(*jsonCodec)
	c.src, c.strict = src, strict
	if !utf8.ValidString(src) {
		for r, n := utf8.DecodeRuneInString(src); r != utf8.RuneError || n != 1; r, n = utf8.DecodeRuneInString(src[c.pos:]) {
			c.pos += n
		}
		c.fail("invalid UTF-8")
	}
	c.space()
	return c
}

// finishReading checks that nothing follows the value.
func (c *jsonCodec) finishReading() error {
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

func (c *jsonCodec) finishWriting() (data []byte, err error) {
	if err = c.err; err == nil {
		data = bytes.Clone(c.buf)
	}
	c.release()
	return data, err
}

// release gives c back to the pool, unless it has grown too large to keep.
func (c *jsonCodec) release() {
	if cap(c.buf) <= 1<<18 && cap(c.names) <= 512 && cap(c.frames) <= 64 {
		clear(c.names[:cap(c.names)])
		clear(c.frames[:cap(c.frames)])
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
	b := c.peek()
	switch {
	case c.err != nil:
		return false
	case b == closing:
		c.pos++
		last := len(c.frames) - 1
		start := c.frames[last].first
		c.closed, c.names, c.frames = c.names[start:], c.names[:start], c.frames[:last]
		return false
	case first:
		return true
	case b != ',':
		c.unexpected("',' or '" + string(closing) + "'")
		return false
	}
	c.pos++
	c.space()
	if f := &c.frames[len(c.frames)-1]; f.index >= 0 {
		f.index++
	}
	return true
}

// member reads a name and its colon. It returns noMember after an error.
func (c *jsonCodec) member() string {
	if c.peek() != '"' {
		c.unexpected("a member name in double quotes")
		return noMember
	}
	at := c.pos
	name := c.text()
	if c.space(); c.peek() != ':' {
		c.unexpected("':'")
		return noMember
	}
	if f := &c.frames[len(c.frames)-1]; f.repeats(name, c.names[f.first:]) {
		c.pos = at
		c.fail("duplicate member name")
		return noMember
	}
	c.names = append(c.names, name)
	c.pos++
	c.space()
	return name
}

// repeats reports whether name is among names, and notes it.
func (f *jsonFrame) repeats(name string, names []string) bool {
	h := uint(len(name))
	if h > 0 {
		h += uint(name[0])*7 + uint(name[h/2])*31 + uint(name[h-1])*131
	}
	word, bit := &f.hashes[h>>6&3], uint64(1)<<(h&63)
	if len(names) >= 64 {
		if f.all == nil {
			f.all = make(map[string]struct{}, 2*len(names))
			for _, n := range names {
				f.all[n] = struct{}{}
			}
		}
		_, found := f.all[name]
		f.all[name] = struct{}{}
		return found
	}
	if *word&bit != 0 && slices.Contains(names, name) {
		return true
	}
	*word |= bit
	return false
}

// jsonMark is a place to come back to.
type jsonMark struct{ pos, frames, names, violations int }

// mark returns the place of the value that is next.
func (c *jsonCodec) mark() jsonMark {
	return jsonMark{c.pos, len(c.frames), len(c.names), len(c.violations)}
}

// reset goes back to m and forgets violations found since; a syntax error stays.
func (c *jsonCodec) reset(m jsonMark) {
	if c.err == nil {
		c.pos, c.frames, c.names = m.pos, c.frames[:m.frames], c.names[:m.names]
		c.violations, c.unread = c.violations[:m.violations], 0
	}
}
