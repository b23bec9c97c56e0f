package schema

import (
	"maps"
)

// memberWord distinguishes an object from others by a member, the first in the
// alphabet: one that only it has a constant for, that it requires and no other
// declares, that only it requires, that only it declares. An object whose members all
// others have is the base.
func (all alternatives) memberWord(f *features, depth int) word {
	for _, name := range f.names() {
		if literal := all.only(f, func(f *features) string { return f.members[name].literal }); literal != "" {
			return word{text: name + " " + literal}
		}
	}
	for _, distinguishes := range []func(f *features, name string) bool{
		func(other *features, name string) bool { return f.members[name].required && !other.declares(name) },
		func(other *features, name string) bool {
			return f.members[name].required && !other.members[name].required
		},
		func(other *features, name string) bool { return !other.declares(name) },
	} {
		for _, name := range f.names() {
			if !all.another(f, func(other *features) bool { return !distinguishes(other, name) }) {
				return word{text: "with " + name}
			}
		}
	}
	if lacking := all.without(f); !lacking.isNone() {
		return lacking
	}
	for _, name := range f.names() {
		if kind := all.only(f, func(f *features) string { return f.members[name].kind }); kind != "" {
			return word{text: "with " + kind + " " + name}
		}
	}
	if pair := all.pair(f); !pair.isNone() {
		return pair
	}
	return all.nested(f, depth)
}

// nestedDepth bounds how deep the members of members are compared.
const nestedDepth = 2

// nested distinguishes objects that declare the same members by the content of the
// first member that differs.
func (all alternatives) nested(f *features, depth int) word {
	if depth > nestedDepth {
		return word{}
	}
	for _, name := range f.names() {
		if f.members[name].cur.Node == nil {
			continue
		}
		inner := all.inside(f, depth, func(f *features) *features {
			if f.members[name].cur.Node == nil {
				return nil
			}
			in := all.reader.featuresOf(f.members[name].cur)
			for in.kind == "array" {
				in = in.element
			}
			return in
		})
		if !inner.isNone() {
			return inner.ofMember(name)
		}
	}
	return word{}
}

func (f *features) declares(name string) bool {
	_, ok := f.members[name]
	return ok
}

// without distinguishes an object by what it lacks: it is the base of all others,
// or the only one that does not declare a member.
func (all alternatives) without(f *features) word {
	extends := func(other *features) bool {
		for name := range f.members {
			if !other.declares(name) {
				return false
			}
		}
		return len(other.members) > len(f.members)
	}
	if !all.another(f, func(other *features) bool { return !extends(other) }) {
		return word{text: "base", kind: typeWord}
	}
	known := map[string]member{}
	for _, other := range all.list {
		maps.Copy(known, other.members)
	}
	for _, name := range (&features{members: known}).names() {
		if !f.declares(name) && !all.another(f, func(other *features) bool { return !other.declares(name) }) {
			return word{text: "without " + name}
		}
	}
	return word{}
}

// pair distinguishes an object by two members that no other declares together.
func (all alternatives) pair(f *features) word {
	names := f.names()
	for i, a := range names {
		for _, b := range names[i+1:] {
			if !all.another(f, func(other *features) bool { return other.declares(a) && other.declares(b) }) {
				return word{text: "with " + a + " and " + b}
			}
		}
	}
	return word{}
}

// ofMember is a word for the content of a member as one for the object: "with email"
// is enough, "string" is not.
func (w word) ofMember(name string) word {
	if w.kind == typeWord {
		return word{text: "with " + w.text + " " + name}
	}
	return word{text: w.text}
}
