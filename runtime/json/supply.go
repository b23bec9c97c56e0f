package json

import (
	"math/bits"

	"github.com/peergen/peergen/runtime/core"
)

// maxSupplied is the maximum nesting of supplied objects.
const maxSupplied = 6

// Supplier supplies required members that are missing. Texts cannot express null or an
// empty array or object, so the member may be one of these. Otherwise it is missing.
type Supplier struct {
	open []supply
	// Allows reports whether a member of the object at an offset may be supplied, and
	// whether an empty object would have been sent.
	Allows func(r *Reader, start int, name string) (may, sendsEmpty bool)
}

// supply is an object that members are supplied for.
type supply struct {
	o          *Object
	start, end int // of the object
	member     int // that is tried
	value      int // the offset of its value
	next       int // number of the next value to try
	exact      bool
	at         mark
}

// candidates are the values that a supplied member may be, with the end of the object.
var candidates = [...]string{"null}", "[]}", "{ }}"}

// Supply implements [Untyped].
func (s *Supplier) Supply(o *Object, i int) (member, value int) {
	if r := o.reader; !r.Strict || r.tentative > 0 {
		return -1, i
	}
	last := len(s.open) - 1
	if last < 0 || s.open[last].o != o || s.open[last].start != o.start {
		if len(s.open) == maxSupplied {
			return -1, i
		}
		s.open = append(s.open, supply{o: o, start: o.start, end: i, member: -1, next: len(candidates)})
		last++
	}
	top := &s.open[last]
	r := o.reader
	if top.member >= 0 && top.accepts() {
		top.next = len(candidates)
	} else if top.member >= 0 {
		o.unsee(top.member)
	}
	for top.next == len(candidates) || top.next == len(candidates)-1 && top.exact {
		if top.member = top.missing(); top.member < 0 {
			end := top.end
			s.open = s.open[:last]
			return -1, end
		}
		var may bool
		if may, top.exact = s.Allows(r, o.start, o.table.name(top.member)); may {
			top.next = 0
		}
	}
	o.see(top.member)
	top.at = r.mark()
	r.tentative = top.at.tentative
	top.value = len(r.Src)
	r.Src = append(r.Src, candidates[top.next]...)
	top.next++
	return top.member, top.value
}

// missing is the next required member that is missing, or a negative number.
func (s *supply) missing() int {
	t := s.o.table
	for k := s.member + 1; k < 64*max(len(t.Required), len(t.Due)); k++ {
		need := wordOf(t.Required, k/64)
		if s.o.reader.mode&FromAPI != 0 {
			need |= wordOf(t.Due, k/64)
		}
		if need &^= s.o.word(k / 64); need>>(k&63) == 0 {
			k |= 63
			continue
		}
		return k + bits.TrailingZeros64(need>>(k&63))
	}
	return -1
}

// accepts reports whether the member can have the value that was tried. An empty object
// can lack members: its violations are then those of the outer object.
func (s *supply) accepts() bool {
	r := s.o.reader
	found := r.findings[s.at.findings:]
	itself := false
	for _, f := range found {
		itself = itself || f.offset != s.value || f.violation.Name == ""
	}
	if itself || len(found) > 0 && r.Src[s.value] != '{' {
		r.reset(s.at)
		return false
	}
	r.limit = s.at.limit
	name := "/" + core.EscapePointer(s.o.table.name(s.member))
	for n := range found {
		found[n].offset, found[n].violation.Name = s.start, name+found[n].violation.Name
	}
	return true
}

// unsee forgets a member.
func (o *Object) unsee(k int) {
	if k < 128 {
		o.seen[k>>6] &^= 1 << (k & 63)
		return
	}
	o.more[k/64-2] &^= 1 << (k & 63)
}
