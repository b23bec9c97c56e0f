package check

import (
	stdjson "encoding/json"
	"slices"

	"github.com/peergen/peergen/runtime/core"
)

// evaluated has the members and elements that schemas have evaluated, by name
// and index. unevaluatedProperties and unevaluatedItems apply to the others.
type evaluated struct {
	members  map[string]bool
	elements map[int]bool
}

func (s *evaluated) addMember(name string) {
	if s.members == nil {
		s.members = map[string]bool{}
	}
	s.members[name] = true
}

func (s *evaluated) addElement(i int) {
	if s.elements == nil {
		s.elements = map[int]bool{}
	}
	s.elements[i] = true
}

func (s *evaluated) addAll(other evaluated) {
	for name := range other.members {
		s.addMember(name)
	}
	for i := range other.elements {
		s.addElement(i)
	}
}

// schemaWalk checks one value. within has the schemas that the value is being
// checked against, so that a reference to one of them ends. While trying, the
// result is only whether the value is valid.
type schemaWalk struct {
	c      *Collector
	root   *Schema
	place  *schemaPlace
	within []*Schema
	trying bool
}

// schemaPlace is a value within the whole, with the results of the schemas that
// were checked there. Each schema is checked once, however many alternatives
// refer to it.
type schemaPlace struct {
	parts map[string]*schemaPlace // by name or index
	turns map[schemaTurn]schemaOutcome
}

// schemaTurn is the key of a result.
type schemaTurn struct {
	schema *Schema
	trying bool
}

// schemaOutcome is the result of checking a value against a schema.
type schemaOutcome struct {
	seen evaluated
	ok   bool
}

// below returns the walk of a member or an element.
func (w schemaWalk) below(token string) schemaWalk {
	place := w.place.parts[token]
	if place == nil {
		place = new(schemaPlace)
		if w.place.parts == nil {
			w.place.parts = map[string]*schemaPlace{}
		}
		w.place.parts[token] = place
	}
	return schemaWalk{c: w.c, root: w.root, place: place, trying: w.trying}
}

// checkPart checks a member or an element.
func (w schemaWalk) checkPart(token string, s *Schema, x any) {
	w.c.Enter(token)
	w.below(token).check(s, x)
	w.c.Leave()
}

// satisfies reports whether a value is valid, and what the schema has
// evaluated.
func (w schemaWalk) satisfies(s *Schema, x any) (seen evaluated, ok bool) {
	ok = w.c.Satisfies(func(c *Collector) {
		w.c, w.trying = c, true
		seen = w.check(s, x)
	})
	if !ok {
		seen = evaluated{}
	}
	return seen, ok
}

// check checks a value once. While trying, it ends with the first violation.
func (w schemaWalk) check(s *Schema, x any) (seen evaluated) {
	if s == nil || slices.Contains(w.within, s) || w.trying && len(w.c.violations) > 0 {
		return seen
	}
	turn := schemaTurn{s, w.trying}
	known, again := w.place.turns[turn]
	if !again {
		before := len(w.c.violations)
		known.seen = w.checkOnce(s, x)
		known.ok = len(w.c.violations) == before
		if w.place.turns == nil {
			w.place.turns = map[schemaTurn]schemaOutcome{}
		}
		w.place.turns[turn] = known
	} else if w.trying && !known.ok {
		w.c.violations = append(w.c.violations, core.Violation{})
	}
	return known.seen
}

// checkOnce checks a value against a schema that has no result yet.
func (w schemaWalk) checkOnce(s *Schema, x any) (seen evaluated) {
	w.within = append(w.within[:len(w.within):len(w.within)], s)
	w.checkTypeAndEnum(s, x)
	seen = w.checkCombined(s, x)
	switch x := x.(type) {
	case string:
		w.checkString(s, x)
	case stdjson.Number:
		w.checkNumber(s, x.String())
	case []any:
		w.checkArray(s, x, &seen)
	case map[string]any:
		w.checkObject(s, x, &seen)
	}
	return seen
}
