package json

import "github.com/peergen/peergen/runtime/core"

// ReadArray reads an array. Null leaves p unchanged in a lenient reader.
func ReadArray[S ~[]T, T any](r *Reader, i int, p *S, read ReadFunc[T]) int {
	if r.Kind(i) != '[' {
		if r.untyped != nil && r.untyped.Retype(r, i, '[') {
			return ReadArray(r, i, p, read)
		}
		if r.unexpectedNull(i) {
			return i + len("null")
		}
		if r.untyped != nil && r.untyped.Wrap(r, i) >= 0 {
			*p = make(S, 1)
			return r.untyped.Unwrap(r, read(r, i, &(*p)[0]))
		}
		return r.Mismatch(i, "an array")
	}
	i, ok := r.array(i)
	if !ok {
		*p = S{}
		return i
	}
	// An array is allocated once, when its length is known. Until then its elements are
	// in a spare slice, which nested arrays of this type must not use.
	list, _ := r.spare[(*T)(nil)].(*[]T)
	if list == nil {
		list = new([]T)
	}
	delete(r.spare, (*T)(nil))
	s := (*list)[:0]
	var zero T
	for ; ok; i, ok = r.more(i) {
		s = append(s, zero)
		i = read(r, i, &s[len(s)-1])
	}
	*p = append(make(S, 0, len(s)), s...)
	if clear(s); cap(s) <= maxSpare {
		*list = s
		if r.spare == nil {
			r.spare = map[any]any{}
		}
		r.spare[(*T)(nil)] = list
	}
	return i
}

// maxSpare is the capacity up to which a slice is kept for other arrays.
const maxSpare = 4096

// Tuple is an array whose first items have separate types. Each call reads the
// next item.
type Tuple struct {
	reader *Reader
	start  int
	more   bool // an item is next
	read   bool // the value is an array
	short  bool // a required item is missing
	single bool // the array is a single value without brackets
}

// Tuple begins the array at i. It returns the offset of the first item.
func (r *Reader) Tuple(i int) (t Tuple, first int) {
	t = Tuple{reader: r, start: i}
	if r.Kind(i) != '[' {
		if r.untyped != nil && r.untyped.Retype(r, i, '[') {
			return r.Tuple(i)
		}
		if r.untyped != nil {
			if start := r.untyped.Wrap(r, i); start >= 0 {
				return Tuple{reader: r, start: start, more: true, read: true, single: true}, i
			}
		}
		return t, r.Mismatch(i, "an array")
	}
	i, t.more = r.array(i)
	t.read = r.err == nil
	return t, i
}

// next reads what follows the item that ends at i.
func (t *Tuple) next(i int) int {
	if t.reader.untyped != nil && t.single {
		t.more = false
		return t.reader.untyped.Unwrap(t.reader, i)
	}
	i, t.more = t.reader.more(i)
	return i
}

// ReadItem reads a required item.
func ReadItem[T any](t *Tuple, i int, p *T, read ReadFunc[T]) int {
	if !t.more {
		t.short = true
		return i
	}
	return t.next(read(t.reader, i, p))
}

// ReadNullableItem reads a required item that may be null.
func ReadNullableItem[T any](t *Tuple, i int, p *core.Opt[T], read ReadFunc[T]) int {
	if !t.more {
		t.short = true
		return i
	}
	return t.next(ReadNullable(t.reader, i, p, read))
}

// ReadOptionalItem reads an optional item. Null, which is not allowed, stays null,
// because items may follow.
func ReadOptionalItem[T any](t *Tuple, i int, p *core.Opt[T], read ReadFunc[T]) int {
	if !t.more {
		return i
	}
	end := ReadNullable(t.reader, i, p, read)
	if p.IsNull() && t.reader.Strict {
		t.reader.unreadable(i, "type", "must not be null")
	}
	return t.next(end)
}

// ReadOptionalNullableItem reads an optional item that may be null.
func ReadOptionalNullableItem[T any](t *Tuple, i int, p *core.Opt[T], read ReadFunc[T]) int {
	if !t.more {
		return i
	}
	return t.next(ReadNullable(t.reader, i, p, read))
}

// ReadZeroFilledItem reads an optional item whose type cannot be absent: absent is read
// as the zero value.
func ReadZeroFilledItem[T any](t *Tuple, i int, p *T, read ReadFunc[T]) int {
	if !t.more {
		return i
	}
	return t.next(read(t.reader, i, p))
}

// ReadItems reads the items after the fixed prefix.
func ReadItems[T any](t *Tuple, i int, p *[]T, read ReadFunc[T]) int {
	*p = nil
	for t.more {
		var zero T
		*p = append(*p, zero)
		i = t.next(read(t.reader, i, &(*p)[len(*p)-1]))
	}
	return i
}

// End skips further items, and returns the offset after the array. A strict reader
// reports them if closed is true.
func (t *Tuple) End(i int, closed bool) int {
	r := t.reader
	for t.more {
		if closed && r.Strict {
			r.Violate(i, "items", "is not a known item")
		}
		r.unknown++
		i = t.next(r.Skip(i))
	}
	if t.short && t.read && r.Strict {
		r.Violate(t.start, "minItems", "must have more items")
	}
	return i
}
