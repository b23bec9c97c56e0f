package schema

import (
	"cmp"
	"slices"
	"strings"
)

// alternatives are the schemas of one list. Two of the same text count as one.
type alternatives struct {
	reader *Reader
	list   []*features
}

// only is a property of one alternative that no other has; "" if there is none.
func (all alternatives) only(f *features, property func(*features) string) string {
	word := property(f)
	if word == "" || all.another(f, func(other *features) bool { return property(other) == word }) {
		return ""
	}
	return word
}

// another reports whether a condition is true for another alternative.
func (all alternatives) another(f *features, condition func(*features) bool) bool {
	return slices.ContainsFunc(all.list, func(other *features) bool { return other.text != f.text && condition(other) })
}

// constant is a string that a member of only this alternative is: the member of
// the discriminator, else the first in the alphabet, sentences last. References
// among the alternatives may have it, too, because they have names already. own
// means that the alternative declares it itself, not a component that it extends.
func (all alternatives) constant(f *features, property string) (word string, own bool) {
	rank := func(name string) int {
		switch {
		case name == property:
			return 0
		case strings.Contains(f.members[name].constant, " "):
			return 2
		}
		return 1
	}
	names := f.names()
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	for _, name := range names {
		word := f.members[name].constant
		shared := all.another(f, func(other *features) bool { return !other.isRef && other.members[name].constant == word })
		if word != "" && !shared && isName(word) {
			return word, f.members[name].own
		}
	}
	return "", false
}

// word names an alternative without a title or a constant member: by the component
// that it extends, its only value, its kind, or what distinguishes it from the
// others of its kind.
func (all alternatives) word(f *features, depth int) string {
	for _, ref := range slices.Sorted(slices.Values(f.refs)) {
		if !all.another(f, func(other *features) bool { return slices.Contains(other.refs, ref) }) {
			return ref
		}
	}
	if len(f.values) == 1 && isName(f.values[0]) && !all.another(f, func(other *features) bool { return slices.Contains(other.values, f.values[0]) }) {
		return f.values[0]
	}
	if word := all.only(f, func(f *features) string { return f.kind }); word != "" && (depth == 0 || word != "enum") {
		return word
	}
	same := alternatives{all.reader, slices.DeleteFunc(slices.Clone(all.list), func(other *features) bool { return other.kind != f.kind })}
	switch f.kind {
	case "array", "map":
		if word := same.element(f, depth); word != "" {
			return word + " " + f.kind
		}
		return ""
	case "enum", "constant":
		return same.valueWord(f)
	case "string", "integer", "number", "boolean":
		return same.only(f, func(f *features) string { return cmp.Or(f.format, f.kind) })
	}
	return same.memberWord(f, depth)
}

// valueWord distinguishes a list of values from others: by all of them if they are
// few, else by the first that no other list has.
func (all alternatives) valueWord(f *features) string {
	if joined := strings.Join(f.values, " or "); len(f.values) <= 3 && isName(joined) {
		return joined
	}
	for _, value := range f.values {
		if isName(value) && !all.another(f, func(other *features) bool { return slices.Contains(other.values, value) }) {
			return value + " enum"
		}
	}
	return ""
}

// element distinguishes an array or a map from others by its elements.
func (all alternatives) element(f *features, depth int) string {
	return all.inside(f, depth, func(f *features) *features { return f.element })
}

// inside distinguishes an alternative by a part of it from others that have such
// a part, too; "" if the part is the same in one of them.
func (all alternatives) inside(f *features, depth int, part func(*features) *features) string {
	own := part(f)
	parts := alternatives{all.reader, []*features{own}}
	for _, other := range all.list {
		if other.text == f.text {
			continue
		}
		p := part(other)
		switch {
		case p == nil:
			continue
		case p.text == own.text:
			return ""
		}
		parts.list = append(parts.list, p)
	}
	if word := parts.only(own, func(f *features) string { return f.title }); word != "" {
		return word
	}
	if word, _ := parts.constant(own, ""); word != "" {
		return word
	}
	return parts.word(own, depth+1)
}
