package schema

import (
	"maps"
	"strings"
)

// memberWord distinguishes an object from others by a member, the first in the
// alphabet: one that it requires and no other declares, that only it requires, that
// only it declares, that only it has a constant for. An object whose members all
// others have is the base.
func (all alternatives) memberWord(f *features, depth int) string {
	for _, distinguishes := range []func(f *features, name string) bool{
		func(other *features, name string) bool { return f.members[name].required && !other.declares(name) },
		func(other *features, name string) bool {
			return f.members[name].required && !other.members[name].required
		},
		func(other *features, name string) bool { return !other.declares(name) },
	} {
		for _, name := range f.names() {
			if !all.another(f, func(other *features) bool { return !distinguishes(other, name) }) {
				return "with " + name
			}
		}
	}
	for _, name := range f.names() {
		if word := all.only(f, func(f *features) string { return f.members[name].literal }); word != "" {
			return name + " " + word
		}
	}
	if word := all.without(f); word != "" {
		return word
	}
	for _, name := range f.names() {
		if word := all.only(f, func(f *features) string { return f.members[name].kind }); word != "" {
			return "with " + word + " " + name
		}
	}
	if word := all.pair(f); word != "" {
		return word
	}
	return all.nested(f, depth)
}

// nestedDepth bounds how deep the members of members are compared.
const nestedDepth = 2

// nested distinguishes objects that declare the same members by the content of the
// first member that differs.
func (all alternatives) nested(f *features, depth int) string {
	if depth > nestedDepth {
		return ""
	}
	for _, name := range f.names() {
		if f.members[name].cur.Node == nil {
			continue
		}
		word := all.inside(f, depth, func(f *features) *features {
			if f.members[name].cur.Node == nil {
				return nil
			}
			in := all.reader.featuresOf(f.members[name].cur)
			for in.kind == "array" {
				in = in.element
			}
			return in
		})
		if word != "" {
			return memberOfWord(word, name)
		}
	}
	return ""
}

func (f *features) declares(name string) bool {
	_, ok := f.members[name]
	return ok
}

// without distinguishes an object by what it lacks: it is the base of all others,
// or the only one that does not declare a member.
func (all alternatives) without(f *features) string {
	extends := func(other *features) bool {
		for name := range f.members {
			if !other.declares(name) {
				return false
			}
		}
		return len(other.members) > len(f.members)
	}
	if !all.another(f, func(other *features) bool { return !extends(other) }) {
		return "base"
	}
	known := map[string]member{}
	for _, other := range all.list {
		maps.Copy(known, other.members)
	}
	for _, name := range (&features{members: known}).names() {
		if !f.declares(name) && !all.another(f, func(other *features) bool { return !other.declares(name) }) {
			return "without " + name
		}
	}
	return ""
}

// pair distinguishes an object by two members that no other declares together.
func (all alternatives) pair(f *features) string {
	names := f.names()
	for i, a := range names {
		for _, b := range names[i+1:] {
			if !all.another(f, func(other *features) bool { return other.declares(a) && other.declares(b) }) {
				return "with " + a + " and " + b
			}
		}
	}
	return ""
}

// memberOfWord turns a word for the content of a member into one for the object:
// "with email" is enough, "string" is not.
func memberOfWord(word, name string) string {
	switch word {
	case "string", "integer", "number", "boolean", "object", "array", "map", "enum", "union", "base":
		return "with " + word + " " + name
	}
	return strings.TrimSuffix(word, " enum")
}
