package support

import (
	"encoding/json"
	"regexp"
	"slices"
)

// rawSchema is what the document says of values that have no Go type of their
// own, in JSON Schema 2020-12. A type is a list, const an enum of one, true is {},
// and false is {"not":{}}; references lead to $defs of the whole.
type rawSchema struct {
	Ref  string                `json:"$ref"`
	Defs map[string]*rawSchema `json:"$defs"`

	Type                []string
	Enum                []rawValue
	AllOf, AnyOf, OneOf []*rawSchema
	Not, If, Then, Else *rawSchema

	MinLength int
	MaxLength *int
	Pattern   *regexp.Regexp

	Minimum, Maximum, ExclusiveMinimum, ExclusiveMaximum, MultipleOf json.Number

	MinItems                          int
	MaxItems                          *int
	UniqueItems                       bool
	PrefixItems                       []*rawSchema
	Items, Contains, UnevaluatedItems *rawSchema
	MinContains, MaxContains          *int

	MinProperties                                              int
	MaxProperties                                              *int
	Required                                                   []string
	Properties                                                 map[string]*rawSchema
	PatternProperties                                          rawPatterns
	AdditionalProperties, PropertyNames, UnevaluatedProperties *rawSchema
	DependentRequired                                          map[string][]string
	DependentSchemas                                           map[string]*rawSchema
}

// parseRawSchema reads a schema that the generator has written.
func parseRawSchema(text string) *rawSchema {
	s := new(rawSchema)
	if err := json.Unmarshal([]byte(text), s); err != nil {
		panic(err)
	}
	return s
}

// rawValue is a value of an enum, with what is equal for equal values.
type rawValue struct{ text, canonical string }

func (v *rawValue) UnmarshalJSON(data []byte) error {
	v.text, v.canonical = string(data), canonicalText(data)
	return nil
}

// rawPatterns are the schemas of members by what their names match.
type rawPatterns []rawPattern

type rawPattern struct {
	name   *regexp.Regexp
	schema *rawSchema
}

func (p *rawPatterns) UnmarshalJSON(data []byte) error {
	var schemas map[string]*rawSchema
	if err := json.Unmarshal(data, &schemas); err != nil {
		return err
	}
	for _, expr := range sortedNames(schemas) {
		name, err := regexp.Compile(expr)
		if err != nil {
			return err
		}
		*p = append(*p, rawPattern{name, schemas[expr]})
	}
	return nil
}

// rawSeen is what schemas have said something of: members by name, elements by
// index. The rest is unevaluated.
type rawSeen struct {
	members  map[string]bool
	elements map[int]bool
}

func (s *rawSeen) addMember(name string) {
	if s.members == nil {
		s.members = map[string]bool{}
	}
	s.members[name] = true
}

func (s *rawSeen) addElement(i int) {
	if s.elements == nil {
		s.elements = map[int]bool{}
	}
	s.elements[i] = true
}

func (s *rawSeen) addSeen(other rawSeen) {
	for name := range other.members {
		s.addMember(name)
	}
	for i := range other.elements {
		s.addElement(i)
	}
}

// rawWalk is the way into a value. within are the schemas that the value is
// being held to: one that leads back to itself says nothing more. Who is trying
// wants to know whether a value holds to a schema, and not how it breaks it.
type rawWalk struct {
	c      *checker
	root   *rawSchema
	place  *rawPlace
	within []*rawSchema
	trying bool
}

// rawPlace is where a value stands in the whole, with what came of holding it to
// schemas: each takes its turn once, however many alternatives lead there.
type rawPlace struct {
	parts map[string]*rawPlace // by name or index
	turns map[rawTurn]rawOutcome
}

type rawTurn struct {
	schema *rawSchema
	trying bool
}

type rawOutcome struct {
	seen rawSeen
	ok   bool
}

// rawBelow goes to a member or an element.
func (w rawWalk) rawBelow(token string) rawWalk {
	place := w.place.parts[token]
	if place == nil {
		place = new(rawPlace)
		if w.place.parts == nil {
			w.place.parts = map[string]*rawPlace{}
		}
		w.place.parts[token] = place
	}
	return rawWalk{c: w.c, root: w.root, place: place, trying: w.trying}
}

// rawPart holds a member or an element to a schema.
func (w rawWalk) rawPart(token string, s *rawSchema, x any) {
	w.c.enter(token)
	w.rawBelow(token).rawHold(s, x)
	w.c.leave()
}

// rawTry reports whether a value holds to a schema, and what that has looked at.
func (w rawWalk) rawTry(s *rawSchema, x any) (seen rawSeen, ok bool) {
	ok = w.c.satisfies(func(c *checker) {
		w.c, w.trying = c, true
		seen = w.rawHold(s, x)
	})
	if !ok {
		seen = rawSeen{}
	}
	return seen, ok
}

// rawHold reports how a value breaks a schema, once. Trying ends with the first
// violation.
func (w rawWalk) rawHold(s *rawSchema, x any) (seen rawSeen) {
	if s == nil || slices.Contains(w.within, s) || w.trying && len(w.c.violations) > 0 {
		return seen
	}
	turn := rawTurn{s, w.trying}
	known, again := w.place.turns[turn]
	if !again {
		before := len(w.c.violations)
		known.seen = w.rawHear(s, x)
		known.ok = len(w.c.violations) == before
		if w.place.turns == nil {
			w.place.turns = map[rawTurn]rawOutcome{}
		}
		w.place.turns[turn] = known
	} else if w.trying && !known.ok {
		w.c.violations = append(w.c.violations, Violation{})
	}
	return known.seen
}

// rawHear is rawHold for a schema whose turn it is.
func (w rawWalk) rawHear(s *rawSchema, x any) (seen rawSeen) {
	w.within = append(w.within[:len(w.within):len(w.within)], s)
	w.rawListed(s, x)
	seen = w.rawCombined(s, x)
	switch x := x.(type) {
	case string:
		w.rawString(s, x)
	case json.Number:
		w.rawNumber(s, x.String())
	case []any:
		w.rawArray(s, x, &seen)
	case map[string]any:
		w.rawObject(s, x, &seen)
	}
	return seen
}
