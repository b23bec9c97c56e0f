package check

import (
	stdjson "encoding/json"
	"slices"

	"github.com/peergen/peergen/runtime/core"
)

// evaluated is what schemas have said something of: members by name, elements by
// index. The rest is unevaluated.
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

// schemaWalk is the way into a value. within are the schemas that the value is
// being held to: one that leads back to itself says nothing more. Who is trying
// wants to know whether a value holds to a schema, and not how it breaks it.
type schemaWalk struct {
	c      *Collector
	root   *Schema
	place  *schemaPlace
	within []*Schema
	trying bool
}

// schemaPlace is where a value stands in the whole, with what came of holding it to
// schemas: each takes its turn once, however many alternatives lead there.
type schemaPlace struct {
	parts map[string]*schemaPlace // by name or index
	turns map[schemaTurn]schemaOutcome
}

type schemaTurn struct {
	schema *Schema
	trying bool
}

type schemaOutcome struct {
	seen evaluated
	ok   bool
}

// below goes to a member or an element.
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

// checkPart holds a member or an element to a schema.
func (w schemaWalk) checkPart(token string, s *Schema, x any) {
	w.c.Enter(token)
	w.below(token).check(s, x)
	w.c.Leave()
}

// satisfies reports whether a value holds to a schema, and what that has looked at.
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

// check reports how a value breaks a schema, once. Trying ends with the first
// violation.
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

// checkOnce is rawHold for a schema whose turn it is.
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
