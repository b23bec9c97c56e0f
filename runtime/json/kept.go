package json

import (
	"slices"
)

// Kept has members of an object as raw JSON, each with a comma in front. It is
// comparable, so that a struct with it is.
type Kept string

// Keep keeps a member that is not declared if it has one of these names, or any name if
// there are none, because another alternative of an anyOf declares it. It counts as
// unknown.
func (o *Object) Keep(i int, names ...string) int {
	r := o.reader
	if len(names) > 0 && !slices.Contains(names, string(o.name())) {
		return o.Unknown(i)
	}
	r.unknown++
	end := r.Skip(i)
	if !r.discards && r.err == nil {
		r.kept = append(Quote(append(r.kept, ','), string(o.name())), ':')
		text := r.Src[i:end]
		if r.untyped != nil {
			text = r.untyped.Compact(text)
		}
		r.kept = append(r.kept, text...)
	}
	return end
}

// Keeps reports whether the last member has one of these names.
func (o *Object) Keeps(names ...string) bool { return slices.Contains(names, string(o.name())) }

// Kept returns the members that were kept.
func (o *Object) Kept() Kept {
	r := o.reader
	kept := Kept(r.kept[o.kept:])
	r.kept = r.kept[:o.kept]
	return kept
}

// As decodes v as another type, which must allow the JSON of v. It returns a
// *core.DecodeError or a *core.ConstraintError if it does not.
func As[T, U any](v *T, elem Appender[T], read ReadFunc[U]) (*U, error) {
	data, err := Encode(v, elem)
	if err != nil {
		return nil, err
	}
	other := new(U)
	if err := Decode(data, Strict, other, read); err != nil {
		return nil, err
	}
	return other, nil
}

// Alternative is one of several that a value can satisfy together. Names are those
// of the members that it declares; nil if it allows all.
type Alternative struct {
	Misfit int
	Names  []string
}

// Unevaluated looks ahead and reports members of the value at i that are declared by
// none of the alternatives that it satisfies, as unevaluatedProperties: false requires.
func Unevaluated(r *Reader, i int, alternatives ...Alternative) {
	satisfied := slices.DeleteFunc(alternatives, func(a Alternative) bool { return a.Misfit >= Violated })
	if len(satisfied) == 0 {
		return
	}
	var found []int
	r.eachMember(i, func(name []byte, value int) bool {
		if !slices.ContainsFunc(satisfied, func(a Alternative) bool { return a.Names == nil || slices.Contains(a.Names, string(name)) }) {
			found = append(found, value)
		}
		return true
	})
	for _, value := range found {
		r.violateBelow(value, "", "unevaluatedProperties", "is not a known member")
	}
}

// eachMember looks ahead at the members of the value at i, if it is an object, until
// visit returns false. What is wrong with its syntax is found when it is read.
func (r *Reader) eachMember(i int, visit func(name []byte, value int) bool) {
	if r.Kind(i) != '{' || r.err != nil {
		return
	}
	at, ahead := r.checkpoint(), r.looksAhead
	r.looksAhead = true
	for i = r.space(i + 1); r.Kind(i) == '"'; i = r.space(i + 1) {
		name, end := r.word(i)
		if i = r.space(end); r.err != nil || r.Kind(i) != ':' {
			break
		}
		i = r.space(i + 1)
		if !visit(name, i) {
			break
		}
		if i = r.space(r.Skip(i)); r.Kind(i) != ',' {
			break
		}
	}
	r.looksAhead = ahead
	r.rollback(at)
}
