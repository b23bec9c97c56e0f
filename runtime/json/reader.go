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
	Src    []byte
	Strict bool // reports what the schema does not allow
	mode   Mode
	depth  int // number of open arrays and objects

	// What is wrong with the text.
	err        error     // the first syntax error, without its JSON pointer, or another error
	findings   []finding // violations
	limit      int       // number of findings at which reading stops, if larger than MaxViolations
	rejectedAt int       // offset plus one of the last value that could not be stored

	// Buffers, and what belongs to open objects.
	objects []*Object       // by depth
	names   [][]byte        // of unknown members of the open objects
	kept    []byte          // see Object.Keep
	texts   strings.Builder // has room for strings
	decoded []byte          // the last string that has escapes
	raw     []byte          // has room for raw JSON
	spare   map[any]any     // see scratch

	untyped Untyped // makes typed values of the text, if it has none; may be nil
	unknown int     // number of unknown members and items skipped so far

	// Unions are read with backtracking: to choose a variant, values are read that are
	// discarded, and looked ahead at. A checkpoint is a state to return to.
	checkpoints     int         // number of open checkpoints; what is read may be discarded if there are any
	looksAhead      bool        // values are skipped that will be read
	ends            map[int]int // of values that were skipped; see Skip
	discards        bool        // values are read for their misfit only
	omits           bool        // the member that was read is not stored; see Matching
	inVariants      int         // number of open variants
	scoring         int         // number of open values of which the misfit is computed
	memo            memo        // misfits that are known; see Misfit
	Counts          map[any]int // of violations of the values of trials; see package check
	rejectedVariant rejection   // by TryVariant
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
	err := r.result()
	r.release()
	return err
}

// release returns r to the pool, unless its buffers are too large to keep.
func (r *Reader) release() {
	if cap(r.names) > 512 || cap(r.decoded) > 1<<16 || len(r.spare) > 256 || len(r.objects) > 64 {
		return
	}
	clear(r.names[:cap(r.names)])
	for _, o := range r.objects {
		*o = Object{reader: o.reader, seen: o.seen}
	}
	fresh := Reader{objects: r.objects, names: r.names[:0], decoded: r.decoded[:0], spare: r.spare}
	if r.kept != nil && cap(r.kept) <= 1<<16 {
		fresh.kept = r.kept[:0]
	}
	*r = fresh
	readers.Put(r)
}

// checkpoint is a state that reading can return to.
type checkpoint struct{ depth, names, findings, limit, unknown, kept, open int }

// checkpoint returns the state before a value. Until rollback or commit, a separate limit
// of violations applies.
func (r *Reader) checkpoint() checkpoint {
	c := checkpoint{r.depth, len(r.names), len(r.findings), r.limit, r.unknown, len(r.kept), r.checkpoints}
	r.limit = c.findings + core.MaxViolations
	r.checkpoints++
	return c
}

// rollback returns to c and removes violations recorded since. A syntax error remains.
func (r *Reader) rollback(c checkpoint) {
	if len(r.findings) == r.limit {
		r.err = nil // too many violations
	}
	if r.limit, r.checkpoints = c.limit, c.open; r.err == nil {
		r.depth, r.names, r.findings = c.depth, r.names[:c.names], r.findings[:c.findings]
		r.rejectedAt, r.unknown, r.kept = 0, c.unknown, r.kept[:c.kept]
	}
}

// commit continues without returning to c, unless there were violations since.
func (r *Reader) commit(c checkpoint) bool {
	if len(r.findings) > c.findings {
		return false
	}
	r.limit, r.checkpoints = c.limit, c.open
	return true
}
