package json

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Begin appends key, and returns where the members or items behind it begin.
//
//go:noinline
func Begin(b []byte, key string) (text []byte, n int) {
	b = append(b, key...)
	return b, len(b)
}

// EndObject closes the object whose members begin at n. Each member begins with a comma;
// the first comma becomes the opening brace.
//
//go:noinline
func EndObject(b []byte, n int) []byte {
	if len(b) == n {
		return append(b, '{', '}')
	}
	b[n] = '{'
	return append(b, '}')
}

// ReadOnly reports whether to write read-only members.
func (w *Writer) ReadOnly() bool { return w.mode&ToAPI == 0 }

// ReadOnlyRequired is ReadOnly for a member that is required in responses. If it is
// absent there, Left returns its name.
func (w *Writer) ReadOnlyRequired(name string, isAbsent bool) bool {
	if w.mode&FromAPI != 0 && isAbsent && !slices.Contains(w.left, name) {
		w.left = append(w.left, name)
	}
	return w.ReadOnly()
}

// WriteOnly reports whether to write write-only members.
func (w *Writer) WriteOnly() bool { return w.mode&FromAPI == 0 }

// AddOpt appends a member, unless it is absent.
//
//go:noinline
func AddOpt[T any](b []byte, w *Writer, key string, p *core.Opt[T], elem Appender[T]) []byte {
	if p.IsZero() {
		return b
	}
	return AppendNullable(b, w, key, p, elem)
}

// AppendNullable appends a value, or null if it is absent or null.
//
//go:noinline
func AppendNullable[T any](b []byte, w *Writer, key string, p *core.Opt[T], elem Appender[T]) []byte {
	if p.IsZero() || p.IsNull() {
		return AppendNull(b, key)
	}
	return elem(b, w, key, core.OptValue(p))
}

// AppendPointer appends a value, or null if p is nil.
//
//go:noinline
func AppendPointer[T any](b []byte, w *Writer, key string, p *T, elem Appender[T]) []byte {
	if p == nil {
		return AppendNull(b, key)
	}
	return elem(b, w, key, p)
}

// AddMap appends a member that is a map, unless it is nil.
//
//go:noinline
func AddMap[T any](b []byte, w *Writer, key string, m map[string]T, elem Appender[T]) []byte {
	if m == nil {
		return b
	}
	return AppendMap(b, w, key, m, elem)
}

// AppendMap appends an object with the members of m, sorted by name.
//
//go:noinline
func AppendMap[T any](b []byte, w *Writer, key string, m map[string]T, elem Appender[T]) []byte {
	b, n := Begin(b, key)
	return EndObject(AddMembers(b, w, n, m, elem, Declared{}), n)
}

// Declared has the names of the declared members of an object.
type Declared struct{ Names, ReadOnly, WriteOnly []string }

// AddMembers appends the additional members of the object whose members begin at n, sorted
// by name, without those that the object has already, or has in the other direction.
func AddMembers[T any](b []byte, w *Writer, n int, m map[string]T, elem Appender[T], declared Declared) []byte {
	if len(m) == 0 {
		return b
	}
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	var v T
	for _, name := range declared.others(w, b[n:], names) {
		v = m[name]
		b = appendName(b, name)
		b = elem(b, w, "", &v)
	}
	return b
}

// appendName appends the name of a member.
func appendName(b []byte, name string) []byte {
	return append(AppendString(b, ",", strings.ToValidUTF8(name, "\ufffd")), ':')
}

// others sorts names, and removes those of declared members that are written.
func (d Declared) others(w *Writer, members []byte, names []string) []string {
	slices.Sort(names)
	return slices.DeleteFunc(names, func(name string) bool {
		return slices.Contains(d.Names, name) && hasKey(members, name) ||
			slices.Contains(d.ReadOnly, name) && (!w.ReadOnly() || hasKey(members, name)) ||
			slices.Contains(d.WriteOnly, name) && (!w.WriteOnly() || hasKey(members, name))
	})
}

// hasKey reports whether members that were written have a name. Each begins with a comma.
func hasKey(members []byte, name string) bool {
	key := string(Quote(nil, name))
	depth, isName := 0, false
	for i := 0; i < len(members); i++ {
		switch members[i] {
		case '"':
			start := i
			for i++; i < len(members) && members[i] != '"'; i++ {
				if members[i] == '\\' {
					i++
				}
			}
			if isName && string(members[start:min(i+1, len(members))]) == key {
				return true
			}
			isName = false
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',':
			isName = depth == 0
		}
	}
	return false
}
