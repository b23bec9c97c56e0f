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

// word is a part of the name of an alternative; "" if there is none.
type word struct {
	text string
	kind wordKind
}

// wordKind is what a word needs to be understood.
type wordKind int

const (
	plainWord wordKind = iota // nothing: "with email"
	typeWord                  // the name of the member that is of this type
	valueWord                 // "enum": it is one of several values
)

func (w word) isNone() bool { return w.text == "" }

func (w word) String() string {
	if w.kind == valueWord {
		return w.text + " enum"
	}
	return w.text
}

// only is a property of one alternative that no other has; "" if there is none.
func (all alternatives) only(f *features, property func(*features) string) string {
	text := property(f)
	if text == "" || all.another(f, func(other *features) bool { return property(other) == text }) {
		return ""
	}
	return text
}

// another reports whether a condition is true for another alternative.
func (all alternatives) another(f *features, condition func(*features) bool) bool {
	return slices.ContainsFunc(all.list, func(other *features) bool { return other.text != f.text && condition(other) })
}

// constant is a string that a member of only this alternative is: the member of
// the discriminator, else the first in the alphabet, sentences last. References
// among the alternatives may have it, too, because they have names already. own
// means that the alternative declares it itself, not a component that it extends.
func (all alternatives) constant(f *features, property string) (text string, own bool) {
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
		text := f.members[name].constant
		shared := all.another(f, func(other *features) bool { return !other.isRef && other.members[name].constant == text })
		if text != "" && !shared && isName(text) {
			return text, f.members[name].own
		}
	}
	return "", false
}

// word names an alternative without a constant member: by the component
// that it extends, its only value, its kind, or what distinguishes it from the
// others of its kind.
func (all alternatives) word(f *features, depth int) word {
	for _, ref := range slices.Sorted(slices.Values(f.refs)) {
		if !all.another(f, func(other *features) bool { return slices.Contains(other.refs, ref) }) {
			return word{text: ref}
		}
	}
	if len(f.values) == 1 && isName(f.values[0]) && !all.another(f, func(other *features) bool { return slices.Contains(other.values, f.values[0]) }) {
		return word{text: f.values[0]}
	}
	if kind := all.only(f, func(f *features) string { return f.kind }); kind != "" && (depth == 0 || kind != "enum") {
		return kindWord(kind)
	}
	same := alternatives{all.reader, slices.DeleteFunc(slices.Clone(all.list), func(other *features) bool { return other.kind != f.kind })}
	switch f.kind {
	case "array", "map":
		if element := same.element(f, depth); !element.isNone() {
			return word{text: element.String() + " " + f.kind}
		}
		return word{}
	case "enum", "constant":
		return same.values(f)
	case "string", "integer", "number", "boolean":
		if text := same.only(f, func(f *features) string { return cmp.Or(f.format, f.kind) }); f.format != "" {
			return word{text: text}
		} else if text != "" {
			return kindWord(text)
		}
		return word{}
	}
	return same.memberWord(f, depth)
}

// kindWord is the word for a kind of [features]. A constant is understood by itself.
func kindWord(kind string) word {
	if kind == "constant" {
		return word{text: kind}
	}
	return word{text: kind, kind: typeWord}
}

// values distinguishes a list of values from others: by all of them if they are
// few, else by the first that no other list has.
func (all alternatives) values(f *features) word {
	if joined := strings.Join(f.values, " or "); len(f.values) <= 3 && isName(joined) {
		return word{text: joined}
	}
	for _, value := range f.values {
		if isName(value) && !all.another(f, func(other *features) bool { return slices.Contains(other.values, value) }) {
			return word{text: value, kind: valueWord}
		}
	}
	return word{}
}

// element distinguishes an array or a map from others by its elements.
func (all alternatives) element(f *features, depth int) word {
	return all.inside(f, depth, func(f *features) *features { return f.element })
}

// inside distinguishes an alternative by a part of it from others that have such
// a part, too; none if the part is the same in one of them.
func (all alternatives) inside(f *features, depth int, part func(*features) *features) word {
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
			return word{}
		}
		parts.list = append(parts.list, p)
	}
	if constant, _ := parts.constant(own, ""); constant != "" {
		return word{text: constant}
	}
	return parts.word(own, depth+1)
}
