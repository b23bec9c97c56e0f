package lock

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// blockWords are the words that the forms of types begin with, and whether a Go type
// follows.
var blockWords = map[string]bool{"struct": false, "tuple": false, "union": false, "part": false, "enum": true, "named": true, "alias": true}

// checkForm returns an error if the form of a line cannot be read. Locks without Go types
// have none.
func (r *reader) checkForm(e Entry) error {
	switch {
	case e.Form == "" || e.Kind == Scheme || e.Kind == Server: // kinds of credentials and URLs are no types
		return nil
	case e.Kind == Variant:
		if rank, err := strconv.Atoi(e.Form); err != nil || rank < 1 {
			return fmt.Errorf("%q is not a number from 1", e.Form)
		}
		return nil
	case !e.Kind.isType():
		return r.checkType(e.Form)
	}
	word, rest, _ := strings.Cut(e.Form, " ")
	hasType, known := blockWords[word]
	switch {
	case !known:
		return fmt.Errorf("unknown kind of type %q", word)
	case !hasType && rest != "":
		return fmt.Errorf("unexpected text at the end of the line: %s", rest)
	case hasType:
		return r.checkType(rest)
	}
	return nil
}

// checkType returns an error if a text is not a Go type. Most types are in a lock many
// times.
func (r *reader) checkType(text string) error {
	err, known := r.types[text]
	if !known {
		_, err = New().ParseForm(text)
		r.types[text] = err
	}
	return err
}

// endless returns a problem for each type that is another name of itself.
func (l *Lock) endless() (problems []Problem) {
	for _, b := range l.Blocks() {
		if b.Kind.isType() && l.types[b.Name] == b && (l.contains(b, b, alias, nil) || l.contains(b, b, direct, nil)) {
			problems = append(problems, Problem{b.line, "the type " + b.Name + " is another name of itself", "restore the line from version control"})
		}
	}
	return problems
}

// follow returns the types that a block is another name of, in one of two senses.
type follow func(word string, of Form) []Named

// alias follows aliases to all names that their types have.
func alias(word string, of Form) []Named {
	if word != "alias" {
		return nil
	}
	return namesIn(of)
}

// direct follows aliases and named types that are one other type.
func direct(word string, of Form) []Named {
	name, ok := of.(Named)
	if !ok || word != "alias" && word != "named" {
		return nil
	}
	return []Named{name}
}

// contains reports whether a block leads to another one.
func (l *Lock) contains(b, target *Block, next follow, seen []*Block) bool {
	word, rest, hasType := strings.Cut(b.Form, " ")
	if !hasType || word == "enum" || slices.Contains(seen, b) {
		return false
	}
	of, err := l.ParseForm(rest)
	if err != nil {
		return false
	}
	seen = append(seen, b)
	return slices.ContainsFunc(next(word, of), func(name Named) bool {
		other := l.types[string(name)]
		return other == target || l.contains(other, target, next, seen)
	})
}

// namesIn are the declared types in a form, which has at most one.
func namesIn(f Form) []Named {
	switch f := f.(type) {
	case Named:
		return []Named{f}
	case Opt:
		return namesIn(f.Of)
	case Pointer:
		return namesIn(f.To)
	case List:
		return namesIn(f.Elem)
	case Map:
		return namesIn(f.Elem)
	}
	return nil
}
