package json

import (
	"math/bits"

	"github.com/peergen/peergen/runtime/core"
)

// Members is what an object declares. The lists of bits have a bit for each key.
type Members struct {
	Keys     []string // as they follow another member: `,"id":`
	Required []uint64 // required members
	Due      []uint64 // members that are required in responses
	ReadOnly []uint64 // members that requests do not have
	NotNull  []uint64 // members that must not be null, although they may be absent
	Closed   bool     // there must be no other members
	Others   bool     // the body of the object reads other members
	Escapes  bool     // a name has characters that JSON escapes
	index    index
}

// Object is an object while its members are read; see the package comment. Input in
// declared order needs one comparison for each member. Other names are looked up, so the
// cost is linear in the input, whatever its order.
type Object struct {
	reader *Reader
	table  *Members
	start  int    // offset of the brace
	last   int    // index of the member that was read last
	names  int    // where the names of its unknown members begin
	kept   int    // where its kept members begin
	name   []byte // of the last member without an index
	seen   [2]uint64
	more   []uint64 // seen, of members from 128 on
	others nameSet  // of unknown members, once there are many
	closed bool     // the object was read to its end
}

// object returns an object with declared members at the current depth.
func (r *Reader) object(i int, table *Members) *Object {
	for r.depth >= len(r.objects) {
		r.objects = append(r.objects, &Object{reader: r})
	}
	o := r.objects[r.depth]
	o.table, o.start, o.last, o.names, o.kept, o.closed, o.seen = table, i, -1, len(r.names), len(r.kept), false, [2]uint64{}
	if len(o.more) > 0 || len(o.others.slots) > 0 {
		o.more, o.others = nil, nameSet{}
	}
	return o
}

// Open reads the brace of an object and the name of its first member. It returns the
// index of the member and the offset of its value; the index is negative if there is none.
// Members that have no index are skipped, unless the table has Others: those have the
// index behind that of the last key. The object is valid until its depth is read again.
func (r *Reader) Open(i int, table *Members) (o *Object, member, value int) {
	if i >= len(r.Src) || r.Src[i] != '{' && (r.untyped == nil || !r.untyped.Retype(r, i, '{')) {
		return r.object(i, table), -1, r.Mismatch(i, "an object")
	}
	if r.depth == MaxDepth {
		o = &Object{reader: r, table: table, start: i, names: len(r.names), kept: len(r.kept)}
		return o, -1, r.fail(i, "nested more than 1000 deep")
	}
	o = r.object(i, table)
	member, value = o.first(i + 1)
	return o, member, value
}

// first reads the name of the first member.
func (o *Object) first(i int) (member, value int) {
	r := o.reader
	r.depth++
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
	if k := o.last + 1; k < min(len(o.table.Keys), 128) {
		if key := o.table.Keys[k]; len(r.Src)-i > len(key) && string(r.Src[i:i+len(key)]) == key {
			if bit := uint64(1) << (k & 63); o.seen[k>>6]&bit == 0 {
				o.last = k
				o.seen[k>>6] |= bit
				return o.value(k, i+len(key))
			}
		}
	}
	return o.after(i)
}

// after is Next for input in another order or with white space.
func (o *Object) after(i int) (member, value int) {
	r := o.reader
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
		end = r.space(end)
		if r.err != nil {
			return -1, len(r.Src)
		}
		if end >= len(r.Src) || r.Src[end] != ':' {
			return -1, r.unexpected(end, "':'")
		}
		i = r.space(end + 1)
		if k := o.table.find(name, o.last+1); k >= 0 {
			if o.isSeen(k) {
				return -1, r.fail(i, "duplicate member name")
			}
			o.see(k)
			o.last = k
			return o.value(k, i)
		}
		if name = o.addName(name); name == nil {
			return -1, r.fail(i, "duplicate member name")
		}
		if o.table.Others {
			o.name = name
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

// Name returns the name of the last member, if it is not declared.
func (o *Object) Name() string { return o.reader.text(o.name) }

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

// addName notes the name of an unknown member. It returns nil if the object has one with
// this name.
func (o *Object) addName(name []byte) []byte {
	r := o.reader
	names := r.names[o.names:]
	if len(names) < manyNames && hasName(names, name) || len(names) >= manyNames && o.others.has(names, name) {
		return nil
	}
	if len(r.decoded) > 0 && len(name) > 0 && &name[0] == &r.decoded[0] {
		name = append([]byte(nil), name...) // the next string with escapes replaces it
	}
	if name == nil {
		name = []byte{}
	}
	r.names = append(r.names, name)
	return name
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
	o.closed = true
	if r.Strict {
		for w := range max(len(o.table.Required), len(o.table.Due)) {
			need := wordOf(o.table.Required, w)
			if r.mode&FromAPI != 0 {
				need |= wordOf(o.table.Due, w)
			}
			o.reportMissing(w, need&^o.word(w))
		}
	}
	return -1, i + 1
}

// reportMissing reports members that are required and missing, the bits of word w, in
// declared order.
func (o *Object) reportMissing(w int, missing uint64) {
	for ; missing != 0; missing &= missing - 1 {
		name := o.table.name(w*64 + bits.TrailingZeros64(missing))
		o.reader.violateBelow(o.start, "/"+core.EscapePointer(name), "required", "is required")
	}
}

// wordOf returns a word of a list of bits, which is 0 behind the end.
func wordOf(list []uint64, w int) uint64 {
	if w < len(list) {
		return list[w]
	}
	return 0
}

// word is the word w of the bits of members that were read.
func (o *Object) word(w int) uint64 {
	switch {
	case w < len(o.seen):
		return o.seen[w]
	case w-len(o.seen) < len(o.more):
		return o.more[w-len(o.seen)]
	}
	return 0
}

func (o *Object) isSeen(k int) bool { return o.word(k/64)&(1<<(k&63)) != 0 }

func (o *Object) see(k int) {
	if k < 128 {
		o.seen[k>>6] |= 1 << (k & 63)
		return
	}
	if o.more == nil {
		o.more = make([]uint64, (len(o.table.Keys)-128+63)/64)
	}
	o.more[k/64-2] |= 1 << (k & 63)
}

func has(list []uint64, k int) bool { return k/64 < len(list) && list[k/64]&(1<<(k&63)) != 0 }
