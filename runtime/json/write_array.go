package json

import (
	"errors"

	"github.com/peergen/peergen/runtime/core"
)

// EndArray closes the array whose items begin at n. Each item begins with a comma; the
// first comma becomes the opening bracket.
func EndArray(b []byte, n int) []byte {
	if len(b) == n {
		return append(b, '[', ']')
	}
	b[n] = '['
	return append(b, ']')
}

// AddArray appends a member that is an array, unless it is nil.
func AddArray[T any](w *Writer, b []byte, key string, s []T, elem Appender[T]) []byte {
	if s == nil {
		return b
	}
	return AppendArray(w, b, key, s, elem)
}

// AppendArray appends an array. Nil is [].
func AppendArray[T any](w *Writer, b []byte, key string, s []T, elem Appender[T]) []byte {
	b = append(b, key...)
	n := len(b)
	for i := range s {
		b = elem(w, b, ",", &s[i])
	}
	return EndArray(b, n)
}

// Item returns w for an item of a tuple. An item must not follow an absent one.
func (w *Writer) Item(afterAbsent bool) *Writer {
	if afterAbsent {
		w.refuse(errors.New("an array item is set after an absent one"))
	}
	return w
}

// AddItem appends an optional item of a tuple, and reports whether this one or an item
// before it is absent.
func AddItem[T any](w *Writer, b []byte, afterAbsent bool, p *core.Opt[T], elem Appender[T]) (text []byte, isAbsent bool) {
	if p.IsZero() {
		return b, true
	}
	return AppendNullable(w.Item(afterAbsent), b, ",", p, elem), afterAbsent
}

// AddItems appends the items after the fixed prefix of a tuple.
func AddItems[T any](w *Writer, b []byte, afterAbsent bool, s []T, elem Appender[T]) []byte {
	for i := range s {
		b = elem(w.Item(afterAbsent), b, ",", &s[i])
	}
	return b
}
