package json

import (
	"regexp"
	"sync"
)

// anything is the table of an object whose members have any name.
var anything = Members{Others: true}

// ReadMap reads an object whose members have one type. Null leaves p unchanged in a
// lenient reader.
func ReadMap[M ~map[string]T, T any](r *Reader, i int, p *M, read ReadFunc[T]) int {
	if r.unexpectedNull(i) {
		return i + len("null")
	}
	*p = M{}
	o, k, i := r.Open(i, &anything)
	for ; k >= 0; k, i = o.Next(i) {
		i = ReadAdditional(o, i, p, read)
	}
	return i
}

// ReadAdditional reads a member that is not declared into a map, and creates the map if
// it is nil.
func ReadAdditional[M ~map[string]T, T any](o *Object, i int, p *M, read ReadFunc[T]) int {
	var v T
	r, name := o.reader, o.name()
	i = read(r, i, &v)
	if r.omits {
		r.omits = false
		return i
	}
	if *p == nil {
		*p = M{}
	}
	(*p)[r.text(name)] = v
	return i
}

// namePatterns has the compiled expressions of Matching.
var namePatterns sync.Map

// Matching returns a function for the members of a map whose names match a pattern.
// Members with other names can have any value; they are left out if read cannot read
// them.
func Matching[T any](pattern string, read ReadFunc[T]) ReadFunc[T] {
	return func(r *Reader, i int, p *T) int {
		if r.err != nil {
			return len(r.Src)
		}
		names, ok := namePatterns.Load(pattern)
		if !ok {
			names, _ = namePatterns.LoadOrStore(pattern, regexp.MustCompile(pattern))
		}
		if names.(*regexp.Regexp).Match(r.names[len(r.names)-1]) {
			return read(r, i, p)
		}
		at := r.checkpoint()
		end := read(r, i, p)
		if r.commit(at) {
			return end
		}
		r.rollback(at)
		r.unknown++
		r.omits = true
		return r.Skip(i)
	}
}
