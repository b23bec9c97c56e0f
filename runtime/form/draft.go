package form

import (
	"bytes"
	stdjson "encoding/json"
	"slices"

	"github.com/peergen/peergen/runtime/json"
)

// draft is the JSON of a tree while it is read by the types of a schema. It implements
// json.Untyped: where a type requires another value that the texts can mean, it is
// changed in place. Around each value are spaces for the brackets of arrays. An object
// that other members can be supplied for begins with a space, an empty text that can be
// one is followed by a space.
type draft struct {
	supplier json.Supplier
	root     *Tree
	end      int           // of the text; supplied members are behind it
	room     int           // the number of spaces before and after a value
	places   map[int]place // by their offset: texts that are JSON, and numbered values
	refused  map[int]*Tree // objects whose members are not supplied if they are absent
	insists  []int         // offsets of values with this flag
	again    []int         // offsets of values to be read in another way
	isLast   bool          // the value is not read again
	unsettle bool          // the value must be read again
	more     bool          // there was no room for a bracket
}

// place is a value that can become another one in place.
type place struct {
	tree *Tree
	end  int
}

// newDraft returns the draft of a tree.
func newDraft(root *Tree, room int, isLast bool) *draft {
	x := &draft{root: root, room: room, isLast: isLast}
	x.supplier.Allows = x.allows
	return x
}

// json returns the text.
func (x *draft) json() []byte {
	b := x.around(nil, x.root)
	x.end = len(b)
	return b
}

// around appends a value with room around it.
func (x *draft) around(b []byte, t *Tree) []byte {
	b = x.value(pad(b, x.room), t)
	return pad(b, x.room)
}

// pad appends spaces.
func pad(b []byte, n int) []byte {
	for range n {
		b = append(b, ' ')
	}
	return b
}

// value appends a value.
func (x *draft) value(b []byte, t *Tree) []byte {
	t.at = len(b)
	if t.insists {
		x.insists = append(x.insists, t.at)
	}
	switch t.Kind {
	case '"':
		return x.scalar(b, t)
	case '[', '{':
		return x.items(b, t)
	}
	return append(b, "null"...)
}

// scalar appends a text, and the room for the value whose JSON it is.
func (x *draft) scalar(b []byte, t *Tree) []byte {
	if t.json == nil && !t.checked && t.Text != "" && (t.Text[0] == '[' || t.Text[0] == '{') {
		t.checked = true
		if inner, err := ParseTree(t.Text); err == nil {
			t.json = inner
		}
	}
	if t.json == nil {
		b = t.scalar(b)
		if t.Text == "" && t.Exact {
			b = append(b, '\t')
		}
		return b
	}
	start := len(b)
	end := len(x.value(b, t.json))
	b = t.scalar(b[:start])
	b = pad(b, end-len(b))
	x.note(t, len(b))
	return b
}

// note records a place that ends at an offset.
func (x *draft) note(t *Tree, end int) {
	if x.places == nil {
		x.places = map[int]place{}
	}
	x.places[t.at] = place{t, end}
}

// items appends a list or object.
func (x *draft) items(b []byte, t *Tree) []byte {
	b = append(b, t.Kind)
	if !t.Exact {
		b = append(b, ' ')
	}
	isNumbered := t.isNumbered()
	for i, item := range t.Items {
		if item.Kind == absent {
			item.at = -1
			x.refuse(t)
			continue
		}
		switch {
		case t.Kind == '{':
			b = append(json.Quote(b, t.Names[i]), ':')
		case isNumbered:
			b = pad(b, len(t.Names[i])+len(`"":`))
		}
		b = append(x.around(b, item), ',')
	}
	if last := len(b) - 1; b[last] == ',' {
		b = b[:last]
	}
	b = append(b, t.Kind+2) // the closing bracket, in ASCII
	if isNumbered {
		x.note(t, len(b))
	}
	return b
}

// refuse records that no member of an object is supplied that is absent.
func (x *draft) refuse(t *Tree) {
	if x.refused == nil {
		x.refused = map[int]*Tree{}
	}
	x.refused[t.at] = t
}

// Retype makes an array ('[') or object ('{') of the value at i, if it can. An empty text
// is an empty array or object; numbered members are elements; a text may contain JSON.
func (x *draft) Retype(r *json.Reader, i int, kind byte) bool {
	if i >= x.end || !r.Settled() {
		return false
	}
	p, isPlace := x.places[i]
	switch is := r.Src[i]; {
	case is == '"' && r.Src[i+1] == '"':
		copy(r.Src[i:], string(kind)+string(kind+2))
		if kind == '{' && r.Src[i+2] == ' ' {
			copy(r.Src[i+1:], " }")
		}
		return true
	case is == '"':
		return isPlace && p.tree.json != nil && p.tree.json.Kind == kind && x.parse(r, i, p)
	case is == '[' && kind == '{' && !isPlace:
		return emptyObject(r.Src, i)
	case is == '[' && kind == '{' || is == '{' && kind == '[':
		return isPlace && x.renumber(r, i, p, kind)
	}
	return false
}

// emptyObject makes an object of an empty array.
func emptyObject(src []byte, i int) bool {
	end := i + 1
	for src[end] == ' ' {
		end++
	}
	if src[end] != ']' {
		return false
	}
	src[i], src[end] = '{', '}'
	return true
}

// parse replaces a text by the value whose JSON it is.
func (x *draft) parse(r *json.Reader, i int, p place) bool {
	at := p.tree.at
	*p.tree = *p.tree.json
	p.tree.at = at
	delete(x.places, i)
	end := len(x.value(r.Src[:i], p.tree))
	pad(r.Src[:end], p.end-end)
	return true
}

// renumber makes a list of an object with numbered members, or the reverse. If they are
// not in order, that is done before the text is read again.
func (x *draft) renumber(r *json.Reader, i int, p place, kind byte) bool {
	t := p.tree
	if x.isLast || slices.IsSortedFunc(t.Names, compareNumbers) {
		for n, item := range t.Items {
			name := append(json.Quote(nil, t.Names[n]), ':')
			if kind == '[' {
				name = bytes.Repeat([]byte{' '}, len(name))
			}
			copy(r.Src[item.at-x.room-len(name):], name)
		}
		r.Src[i], r.Src[p.end-1] = kind, kind+2
		t.Kind = kind
		return true
	}
	t.Kind = kind
	t.sortItems()
	x.unsettle = true
	return false
}

// Wrap writes the bracket of an array in front of the value at i, if it can: a single
// value is an array with one element. It returns the offset of the array, which must be
// closed with Unwrap, or a negative number.
func (x *draft) Wrap(r *json.Reader, i int) (start int) {
	if i >= x.end || !r.Settled() || r.Kind(i) == 'n' {
		return -1
	}
	start = i
	for start > 0 && start > i-x.room && r.Src[start-1] == ' ' {
		start--
	}
	if start == i {
		x.more = true
		return -1
	}
	r.Src[start] = '['
	return start
}

// Unwrap closes the array of a single value that ends at i, and returns its end.
func (x *draft) Unwrap(r *json.Reader, i int) int {
	if i >= x.end {
		return i
	}
	r.Src[i] = ']'
	return i + 1
}

// Again reports whether the value at i, which does not match a union, is read again in
// another way. A text may be JSON, or a string that looks like a number. A variant that was
// tried and rejected may need changes.
func (x *draft) Again(r *json.Reader, i int, rejected bool) bool {
	if x.isLast || i >= x.end || r.Tries() {
		return false
	}
	switch kind := r.Kind(i); {
	case rejected && kind == '{':
		if x.Insists(i) {
			return false
		}
	case rejected || !r.IsUntyped(i) && x.places[i].tree == nil || kind == '[' || kind == '{':
		return false
	}
	x.again = append(x.again, i)
	x.unsettle = x.unsettle || r.Settled()
	return r.Settled()
}

// Compact returns the text of a value without the room in it.
func (x *draft) Compact(text []byte) []byte {
	var b bytes.Buffer
	_ = stdjson.Compact(&b, text) // it was read, so it is valid
	return b.Bytes()
}

// Insists reports whether the variant of a union that is tried at i may be changed.
func (x *draft) Insists(i int) bool {
	_, found := slices.BinarySearch(x.insists, i)
	return found
}

// Supply returns the next required member to read at the end i of an object, and the
// offset of its value; or a negative number, and the end of the object.
func (x *draft) Supply(o *json.Object, i int) (member, value int) { return x.supplier.Supply(o, i) }

// allows reports whether a missing member of the object at an offset is supplied.
func (x *draft) allows(r *json.Reader, start int, name string) (may, sendsEmpty bool) {
	if t := x.refused[start]; r.Src[start+1] != ' ' || t != nil && slices.Contains(t.Names, name) {
		return false, false
	}
	return true, start == x.root.at && x.root.IsJSON != nil && x.root.IsJSON(name)
}
