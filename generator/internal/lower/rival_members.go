package lower

import (
	"maps"
	"strings"
)

// memberWord tells an object from others by a member, the first in the alphabet
// of those that tell most: what it must have and no other knows, what it alone
// must have, what it alone knows. One whose members all others have is the base.
func (all rivals) memberWord(f *features, depth int) string {
	for _, tells := range []func(f *features, name string) bool{
		func(other *features, name string) bool { return f.members[name].required && !other.knows(name) },
		func(other *features, name string) bool {
			return f.members[name].required && !other.members[name].required
		},
		func(other *features, name string) bool { return !other.knows(name) },
	} {
		for _, name := range f.names() {
			if !all.any(f, func(other *features) bool { return !tells(other, name) }) {
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
	return all.within(f, depth)
}

// within tells objects apart that know the same members by what is in the first
// member that differs.
func (all rivals) within(f *features, depth int) string {
	if depth > 2 {
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
			in := all.featuresOf(f.members[name].cur)
			for in.kind == "array" {
				in = in.element
			}
			return in
		})
		if word != "" {
			return inWord(word, name)
		}
	}
	return ""
}

func (f *features) knows(name string) bool {
	_, ok := f.members[name]
	return ok
}

// without tells an object by what it lacks: it is the base of all others, or
// the one that does not know a member.
func (all rivals) without(f *features) string {
	extends := func(other *features) bool {
		for name := range f.members {
			if !other.knows(name) {
				return false
			}
		}
		return len(other.members) > len(f.members)
	}
	if !all.any(f, func(other *features) bool { return !extends(other) }) {
		return "base"
	}
	known := map[string]member{}
	for _, other := range all.list {
		maps.Copy(known, other.members)
	}
	for _, name := range (&features{members: known}).names() {
		if !f.knows(name) && !all.any(f, func(other *features) bool { return !other.knows(name) }) {
			return "without " + name
		}
	}
	return ""
}

// pair tells an object by two members that no other knows both.
func (all rivals) pair(f *features) string {
	names := f.names()
	for i, a := range names {
		for _, b := range names[i+1:] {
			if !all.any(f, func(other *features) bool { return other.knows(a) && other.knows(b) }) {
				return "with " + a + " and " + b
			}
		}
	}
	return ""
}

// inWord is a word for what is in a member as one for the object: with email
// says enough, string does not.
func inWord(word, name string) string {
	switch word {
	case "string", "integer", "number", "boolean", "object", "array", "map", "enum", "union", "base":
		return "with " + word + " " + name
	}
	return strings.TrimSuffix(word, " enum")
}
