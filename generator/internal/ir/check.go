package ir

// This file has the checks of arrays and objects, and those that combine checks.
// Those of scalars are in types.go.

// MultipleOf requires a multiple of a decimal, written as in the document.
type MultipleOf struct{ Divisor string }

// Whole requires a number without a fraction, of a type that allows fractions.
type Whole struct{}

// OneOf lists the only values of a scalar, each as JSON text.
type OneOf struct {
	Literals  []string
	Keyword   string // enum or const
	OfUnknown bool   // values that its enumeration does not list satisfy it, too: decoders report them
}

// Unique forbids equal elements of an array.
type Unique struct{}

// Contains bounds how many elements of an array satisfy Checks.
type Contains struct {
	Min     uint64
	Max     *uint64
	Checks  []Check
	NullToo bool // null satisfies them, too
}

// Each requires Checks of every element of an array, or every value of a map.
type Each struct {
	Checks  []Check
	NullToo bool
}

// Members bounds the number of members of an object.
type Members struct {
	Min uint64
	Max *uint64
}

// Names requires Checks of the names of additional properties.
type Names struct{ Checks []Check }

// Keyed requires of additional properties the checks of the patterns that their
// names match. Those whose name matches none must satisfy Unmatched; Closed forbids them.
type Keyed struct {
	Patterns  []KeyPattern
	Unmatched []Check
	Closed    bool
}

// KeyPattern is an entry of patternProperties.
type KeyPattern struct {
	Pattern Pattern
	Checks  []Check
}

// Present requires a member. DependsOn is the member because of which
// dependentRequired requires it, or "".
type Present struct{ Name, DependsOn string }

// Absent forbids a member. If NullToo is set, null counts as absent.
type Absent struct {
	Name    string
	NullToo bool
}

// Member requires Checks of a member if it is present.
type Member struct {
	Name    string
	Checks  []Check
	NullToo bool // the member may be null
}

// Not forbids values that satisfy all of Checks.
type Not struct{ Checks []Check }

// When requires Then of values that satisfy If, and Else of all others.
type When struct{ If, Then, Else []Check }

// Alternatives requires that at least one of several sets of checks is satisfied,
// or exactly one.
type Alternatives struct {
	Keyword string // oneOf or anyOf
	Exactly bool
	Sets    [][]Check
}

// Never is satisfied by no value.
type Never struct{ Keyword string }

// Raw requires a schema of a value in JSON, for what cannot be checked on its Go
// type. Schema is JSON Schema 2020-12 in the form that the runtime reads. Formats are
// the formats in it, sorted.
type Raw struct {
	Schema  string
	Formats []string
}

func (Raw) isCheck()          {}
func (MultipleOf) isCheck()   {}
func (Whole) isCheck()        {}
func (OneOf) isCheck()        {}
func (Unique) isCheck()       {}
func (Contains) isCheck()     {}
func (Each) isCheck()         {}
func (Members) isCheck()      {}
func (Names) isCheck()        {}
func (Keyed) isCheck()        {}
func (Present) isCheck()      {}
func (Absent) isCheck()       {}
func (Member) isCheck()       {}
func (Not) isCheck()          {}
func (When) isCheck()         {}
func (Alternatives) isCheck() {}
func (Never) isCheck()        {}
