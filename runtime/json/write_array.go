package json

import (
	"errors"

	"github.com/peergen/peergen/runtime/core"
)

// EndArray closes the array whose items begin at n. Each item begins with a comma; the
// first comma becomes the opening bracket.
//
//go:noinline
func EndArray(b []byte, n int) []byte {
	if len(b) == n {
		return append(b, '[', ']')
	}
	b[n] = '['
	return append(b, ']')
}

// AddArray appends a member that is an array, unless it is nil.
//
//go:noinline
func AddArray[T any](b []byte, w *Writer, key string, s []T, elem Appender[T]) []byte {
	if s == nil {
		return b
	}
	return AppendArray(b, w, key, s, elem)
}

// AppendArray appends an array. Nil is [].
//
//go:noinline
func AppendArray[T any](b []byte, w *Writer, key string, s []T, elem Appender[T]) []byte {
	if w.shorten != nil && len(s) > 0 {
		return w.shorten(append(b, key...), &s[0], len(s), func(b []byte) []byte {
			for i := range s {
				b = elem(b, w, ",", &s[i])
			}
			return b
		})
	}
	b, n := Begin(b, key)
	for i := range s {
		b = elem(b, w, ",", &s[i])
	}
	return EndArray(b, n)
}

// AddStrings is AddArray for strings.
//
//go:noinline
func AddStrings[S ~string](b []byte, key string, s []S) []byte {
	if s == nil {
		return b
	}
	return AppendStrings(b, key, s)
}

// AppendStrings is AppendArray for strings.
//
//go:noinline
func AppendStrings[S ~string](b []byte, key string, s []S) []byte {
	b, n := Begin(b, key)
	for _, item := range s {
		b = Quote(append(b, ','), string(item))
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
//
//go:noinline
func AddItem[T any](b []byte, w *Writer, afterAbsent bool, p *core.Opt[T], elem Appender[T]) (text []byte, isAbsent bool) {
	if p.IsZero() {
		return b, true
	}
	return AppendNullable(b, w.Item(afterAbsent), ",", p, elem), afterAbsent
}

// AddItems appends the items after the fixed prefix of a tuple.
//
//go:noinline
func AddItems[T any](b []byte, w *Writer, afterAbsent bool, s []T, elem Appender[T]) []byte {
	for i := range s {
		b = elem(b, w.Item(afterAbsent), ",", &s[i])
	}
	return b
}
