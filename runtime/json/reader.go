package json

import (
	"strings"
	"sync"

	"github.com/peergen/peergen/runtime/core"
)

// MaxDepth is the maximum nesting of arrays and objects.
const MaxDepth = 1000

// Reader reads one JSON text (RFC 8259). Functions that read take the offset of the
// first byte of a value and return the offset behind it. After the first syntax error
// they return the length of the text, which ends every loop. A value of the wrong type
// is recorded as a violation and skipped.
type Reader struct {
	Src       []byte
	Strict    bool // reports what the schema does not allow
	mode      Mode
	trying    bool // only the misfit of the value is used, not the value
	leftOut   bool // the member just read is not kept
	ahead     bool // values are skipped that will be read
	depth     int
	unknown   int             // number of unknown members and items skipped so far
	variants  int             // number of open variants of unions
	err       error           // the first syntax error, without its JSON pointer, or another error
	findings  []finding       // violations
	limit     int             // number of findings at which reading stops, if larger than MaxViolations
	unread    int             // offset plus one of the last value that could not be stored
	names     [][]byte        // of unknown members of the open objects
	texts     strings.Builder // has room for strings
	decoded   []byte          // the last string that has escapes
	raw       []byte          // has room for raw JSON
	kept      []byte          // see Object.Keep
	objects   []*Object       // by depth
	spare     map[any]any     // see scratch
	ends      map[int]int     // of values that were skipped; see Skip
	Counts    map[any]int     // of violations of the values of trials; see package check
	trials    trials          // see Misfit
	tries     int             // number of open trials
	rejected  rejection       // by TryVariant
	untyped   Untyped         // may be nil
	tentative int             // number of open marks
}

// ReadFunc reads the value at offset i into p, and returns the offset behind it.
type ReadFunc[T any] func(r *Reader, i int, p *T) int

// readers keeps readers for reuse.
var readers = sync.Pool{New: func() any { return new(Reader) }}

// Decode reads data, which must be one JSON text, into p. The error is a
// *core.DecodeError or a *core.ConstraintError; p is then incomplete. Nothing in p
// refers to data.
func Decode[T any](data []byte, mode Mode, p *T, read ReadFunc[T]) error {
	r := newReader(data, mode)
	return r.finish(read(r, r.space(0), p))
}

// Unmarshal implements UnmarshalJSON of generated types. It is a lenient Decode
// that leaves p unchanged for null, as [encoding/json.Unmarshaler] requires.
func Unmarshal[T any](data []byte, p *T, read ReadFunc[T]) error {
	if string(data) == "null" {
		return nil
	}
	return Decode(data, 0, p, read)
}

func newReader(data []byte, mode Mode) *Reader {
	r := readers.Get().(*Reader)
	r.Src, r.mode, r.Strict = data, mode, mode&Strict != 0
	return r
}

// finish checks that nothing follows the value, which ends at i, and releases r.
func (r *Reader) finish(i int) error {
	if i = r.space(i); i < len(r.Src) {
		r.fail(i, "unexpected data after the value")
	}
	var err error
	if r.err != nil || len(r.findings) > 0 {
		err = r.result()
	}
	r.release()
	return err
}

// release returns r to the pool, unless its buffers are too large to keep.
func (r *Reader) release() {
	if cap(r.names) > 512 || cap(r.decoded) > 1<<16 || cap(r.kept) > 1<<16 || len(r.spare) > 256 || len(r.objects) > 64 {
		return
	}
	clear(r.names[:cap(r.names)])
	for _, o := range r.objects {
		*o = Object{reader: o.reader}
	}
	*r = Reader{objects: r.objects, names: r.names[:0], decoded: r.decoded[:0], kept: r.kept[:0], spare: r.spare}
	readers.Put(r)
}

// mark is a state that reading can return to.
type mark struct{ depth, names, findings, limit, unknown, kept, tentative int }

// mark returns the state before a value. Until reset or keep, a separate limit of
// violations applies.
func (r *Reader) mark() mark {
	m := mark{r.depth, len(r.names), len(r.findings), r.limit, r.unknown, len(r.kept), r.tentative}
	r.limit = m.findings + core.MaxViolations
	r.tentative++
	return m
}

// reset returns to m and removes violations recorded since. A syntax error remains.
func (r *Reader) reset(m mark) {
	if len(r.findings) == r.limit {
		r.err = nil // too many violations
	}
	if r.limit, r.tentative = m.limit, m.tentative; r.err == nil {
		r.depth, r.names, r.findings = m.depth, r.names[:m.names], r.findings[:m.findings]
		r.unread, r.unknown, r.kept = 0, m.unknown, r.kept[:m.kept]
	}
}

// keep continues, unless there were violations since m.
func (r *Reader) keep(m mark) bool {
	if len(r.findings) > m.findings {
		return false
	}
	r.limit, r.tentative = m.limit, m.tentative
	return true
}
