package json

import "github.com/peergen/peergen/runtime/core"

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
	at         checkpoint
}

// candidates are the values that a supplied member may be, with the end of the object.
var candidates = [...]string{"null}", "[]}", "{ }}"}

// Supply implements [Untyped].
func (s *Supplier) Supply(o *Object, i int) (member, value int) {
	if r := o.reader; !r.Strict || r.checkpoints > 0 {
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
		o.seen[top.member/64] &^= 1 << (top.member % 64)
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
	top.at = r.checkpoint()
	r.checkpoints = top.at.open
	top.value = len(r.Src)
	r.Src = append(r.Src, candidates[top.next]...)
	top.next++
	return top.member, top.value
}

// missing is the next required member that is missing, or a negative number.
func (s *supply) missing() int {
	need := s.o.required()
	for k := s.member + 1; k < 64*len(need); k++ {
		if (need[k/64]&^s.o.seen[k/64])&(1<<(k%64)) != 0 {
			return k
		}
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
		r.rollback(s.at)
		return false
	}
	r.limit = s.at.limit
	name := "/" + core.EscapePointer(s.o.table.name(s.member))
	for n := range found {
		found[n].offset, found[n].violation.Name = s.start, name+found[n].violation.Name
	}
	return true
}
