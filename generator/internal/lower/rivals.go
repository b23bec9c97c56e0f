package lower

import (
	"cmp"
	"slices"
	"strings"
)

// rivals are the alternatives of one list. Two that say the same are one.
type rivals struct {
	*lowering
	list []*features
}

// only is what is said of one alternative and of no other; "" where that is
// nothing.
func (all rivals) only(f *features, say func(*features) string) string {
	word := say(f)
	if word == "" || all.any(f, func(other *features) bool { return say(other) == word }) {
		return ""
	}
	return word
}

// any reports whether something holds for another alternative.
func (all rivals) any(f *features, holds func(*features) bool) bool {
	return slices.ContainsFunc(all.list, func(other *features) bool { return other.text != f.text && holds(other) })
}

// constant is the string that a member of one alternative is and of no other:
// that of the discriminator, else of the first member in the alphabet. A sentence
// is the last resort. Alternatives with names of their own may have it, too. It
// is own where it is said in the alternative itself.
func (all rivals) constant(f *features, property string) (word string, own bool) {
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
		shared := all.any(f, func(other *features) bool { return !other.isRef && other.members[name].constant == word })
		if word != "" && !shared && isName(word) {
			return word, f.members[name].own
		}
	}
	return "", false
}

// word is what an alternative without a title or a constant member is called
// after its union: by the component it extends, its only value, its kind, or
// what tells it from the others of its kind.
func (all rivals) word(f *features, depth int) string {
	for _, ref := range slices.Sorted(slices.Values(f.refs)) {
		if !all.any(f, func(other *features) bool { return slices.Contains(other.refs, ref) }) {
			return ref
		}
	}
	if len(f.values) == 1 && isName(f.values[0]) && !all.any(f, func(other *features) bool { return slices.Contains(other.values, f.values[0]) }) {
		return f.values[0]
	}
	if word := all.only(f, func(f *features) string { return f.kind }); word != "" && (depth == 0 || word != "enum") {
		return word
	}
	same := rivals{all.lowering, slices.DeleteFunc(slices.Clone(all.list), func(other *features) bool { return other.kind != f.kind })}
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

// valueWord tells a list of values from others: by all of them if these are few,
// else by the first that it alone has.
func (all rivals) valueWord(f *features) string {
	if joined := strings.Join(f.values, " or "); len(f.values) <= 3 && isName(joined) {
		return joined
	}
	for _, value := range f.values {
		if isName(value) && !all.any(f, func(other *features) bool { return slices.Contains(other.values, value) }) {
			return value + " enum"
		}
	}
	return ""
}

// element is the word for what an array or a map holds, among others of its kind.
func (all rivals) element(f *features, depth int) string {
	return all.inside(f, depth, func(f *features) *features { return f.element })
}

// inside tells an alternative by a part of it from others that have that part,
// too; "" where it is the same in one of them.
func (all rivals) inside(f *features, depth int, part func(*features) *features) string {
	own := part(f)
	parts := rivals{all.lowering, []*features{own}}
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
