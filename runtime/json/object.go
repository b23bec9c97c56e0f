package json

import (
	"bytes"
	"math/bits"
	"sync/atomic"

	"github.com/peergen/peergen/runtime/core"
)

// Members is what an object declares. The lists of bits have a bit for each key.
type Members struct {
	Keys     []string                       // as they follow another member: `,"id":`
	Required []uint64                       // required members
	Due      []uint64                       // the same in responses, if others are required there; Required is set, too
	ReadOnly []uint64                       // members that requests do not have
	NotNull  []uint64                       // members that must not be null, although they may be absent
	Closed   bool                           // there must be no other members
	Others   bool                           // the body of the object reads other members
	Escapes  bool                           // a name has characters that JSON escapes
	index    atomic.Pointer[map[string]int] // see find
}

// Object is an object while its members are read; see the package comment. Input in
// declared order needs one comparison for each member. Other names are looked up, so the
// cost is linear in the input, whatever its order.
type Object struct {
	reader *Reader
	table  *Members        // nil if the value is not an object
	start  int             // offset of the brace
	last   int             // index of the member that was read last
	names  int             // where the names of its unknown members begin
	kept   int             // where its kept members begin
	seen   []uint64        // a bit for each declared member that was read
	others map[string]bool // the names of its unknown members, once there are many
}

// Open reads the brace of an object and the name of its first member. It returns the
// index of the member and the offset of its value; the index is negative if there is none.
// Members that have no index are skipped, unless the table has Others: those have the
// index behind that of the last key. The object is valid until its depth is read again.
func (r *Reader) Open(i int, table *Members) (o *Object, member, value int) {
	for r.depth >= len(r.objects) {
		r.objects = append(r.objects, &Object{reader: r})
	}
	o = r.objects[r.depth]
	o.table, o.start, o.last, o.names = table, i, -1, len(r.names)
	if r.kept != nil || o.kept > 0 {
		o.kept = len(r.kept)
	}
	if i >= len(r.Src) || r.Src[i] != '{' {
		if r.untyped != nil && r.untyped.Retype(r, i, '{') {
			return r.Open(i, table)
		}
		o.table = nil
		return o, -1, r.Mismatch(i, "an object")
	}
	if r.depth == MaxDepth {
		return o, -1, r.fail(i, "nested more than 1000 deep")
	}
	words := (len(table.Keys) + 63) / 64
	if cap(o.seen) < words {
		o.seen = make([]uint64, words)
	}
	o.seen = o.seen[:words]
	clear(o.seen)
	if o.others != nil {
		o.others = nil
	}
	r.depth++
	member, value = o.first(i + 1)
	return o, member, value
}

// first reads the name of the first member.
func (o *Object) first(i int) (member, value int) {
	r := o.reader
	if len(o.table.Keys) > 0 {
		if key := o.table.Keys[0][1:]; len(r.Src)-i > len(key) && string(r.Src[i:i+len(key)]) == key {
			o.last, o.seen[0] = 0, 1
			return o.value(0, i+len(key))
		}
	}
	if i = r.space(i); i < len(r.Src) && r.Src[i] == '}' {
		return o.close(i)
	}
	return o.readName(i)
}

// Next reads what follows the value of a member. Its results are those of [Reader.Open].
func (o *Object) Next(i int) (member, value int) {
	r := o.reader
	if k := o.last + 1; k < len(o.table.Keys) {
		if key := o.table.Keys[k]; len(r.Src)-i > len(key) && string(r.Src[i:i+len(key)]) == key && o.see(k) {
			return o.value(k, i+len(key))
		}
	}
	i = r.space(i)
	switch {
	case r.err != nil:
		return -1, len(r.Src)
	case i >= len(r.Src):
	case r.Src[i] == ',':
		return o.readName(r.space(i + 1))
	case r.Src[i] == '}':
		return o.close(i)
	}
	return -1, r.unexpected(i, "',' or '}'")
}

// value returns a member with an index, unless its value is skipped.
func (o *Object) value(k, i int) (member, value int) {
	r := o.reader
	if i < len(r.Src) && r.Src[i] <= ' ' {
		i = r.space(i)
	}
	if r.mode&ToAPI != 0 && has(o.table.ReadOnly, k) {
		return o.Next(r.Skip(i))
	}
	if i < len(r.Src) && r.Src[i] == 'n' && has(o.table.NotNull, k) && r.unexpectedNull(i) {
		return o.Next(i + len("null"))
	}
	return k, i
}

// readName reads the name of a member and its colon.
func (o *Object) readName(i int) (member, value int) {
	r := o.reader
	for {
		if i >= len(r.Src) || r.Src[i] != '"' {
			return -1, r.unexpected(i, "a member name in double quotes")
		}
		name, end := r.word(i)
		if end = r.space(end); r.err != nil {
			return -1, len(r.Src)
		}
		if end >= len(r.Src) || r.Src[end] != ':' {
			return -1, r.unexpected(end, "':'")
		}
		i = r.space(end + 1)
		k := o.table.find(name, o.last+1)
		if k >= 0 && !o.see(k) || k < 0 && !o.addName(name) {
			return -1, r.fail(i, "duplicate member name")
		}
		if k >= 0 {
			return o.value(k, i)
		}
		if o.table.Others {
			return len(o.table.Keys), i
		}
		i = r.space(o.Unknown(i))
		switch {
		case r.err != nil:
			return -1, len(r.Src)
		case i < len(r.Src) && r.Src[i] == '}':
			return o.close(i)
		case i >= len(r.Src) || r.Src[i] != ',':
			return -1, r.unexpected(i, "',' or '}'")
		}
		i = r.space(i + 1)
	}
}

// see records that a declared member is read. It returns false if it was read before.
func (o *Object) see(k int) bool {
	word, bit := &o.seen[k/64], uint64(1)<<(k%64)
	if *word&bit != 0 {
		return false
	}
	*word |= bit
	o.last = k
	return true
}

// name returns the name of the last member, which is not declared.
func (o *Object) name() []byte { return o.reader.names[len(o.reader.names)-1] }

// Name returns the name of the last member, if it is not declared.
func (o *Object) Name() string { return o.reader.text(o.name()) }

// Unknown skips the value of a member that is not declared. A strict reader reports it
// if there must be none.
func (o *Object) Unknown(i int) int {
	r := o.reader
	if o.table.Closed && r.Strict {
		r.Violate(i, "additionalProperties", "is not a known member")
	}
	r.unknown++
	return r.Skip(i)
}

// manyNames is the number of names from which comparing with each would take too long.
const manyNames = 64

// addName records the name of an unknown member. It returns false if the object has one
// with this name.
func (o *Object) addName(name []byte) bool {
	r := o.reader
	names := r.names[o.names:]
	if len(names) < manyNames {
		for _, known := range names {
			if bytes.Equal(known, name) {
				return false
			}
		}
	} else {
		if o.others == nil {
			o.others = make(map[string]bool, 2*manyNames)
			for _, known := range names {
				o.others[string(known)] = true
			}
		}
		if o.others[string(name)] {
			return false
		}
		o.others[r.text(name)] = true
	}
	if len(r.decoded) > 0 && len(name) > 0 && &name[0] == &r.decoded[0] {
		name = bytes.Clone(name) // the next string with escapes replaces it
	}
	r.names = append(r.names, name)
	return true
}

// close reads the closing brace. A strict reader reports missing members.
func (o *Object) close(i int) (member, value int) {
	r := o.reader
	if r.untyped != nil {
		if member, i = r.untyped.Supply(o, i); member >= 0 {
			return o.value(member, i)
		}
	}
	r.depth--
	r.names = r.names[:o.names]
	if o.table.Required != nil && r.Strict {
		o.reportMissing()
	}
	return -1, i + 1
}

// required are the members that are required in the direction of the text.
func (o *Object) required() []uint64 {
	if o.table.Due != nil && o.reader.mode&FromAPI != 0 {
		return o.table.Due
	}
	return o.table.Required
}

// reportMissing reports members that are required and missing, in declared order.
func (o *Object) reportMissing() {
	for w, need := range o.required() {
		for missing := need &^ o.seen[w]; missing != 0; missing &= missing - 1 {
			name := o.table.name(w*64 + bits.TrailingZeros64(missing))
			o.reader.violateBelow(o.start, "/"+core.EscapePointer(name), "required", "is required")
		}
	}
}

// has reports whether a list of bits has one.
func has(list []uint64, k int) bool { return k/64 < len(list) && list[k/64]&(1<<(k%64)) != 0 }
