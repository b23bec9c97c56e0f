package ir

// The checks of this file go with those of a scalar: what JSON Schema says of
// arrays and objects, and what makes one constraint of several.

// MultipleOf demands multiples of a decimal, exactly as the document writes it.
type MultipleOf struct{ Divisor string }

// Whole demands a number without a fraction, of a type that holds fractions.
type Whole struct{}

// OneOf lists the only values of a scalar, each as JSON text.
type OneOf struct {
	Literals []string
	Keyword  string // enum or const
}

// Unique forbids equal elements of an array.
type Unique struct{}

// Contains bounds how many elements of an array hold to Checks.
type Contains struct {
	Min     uint64
	Max     *uint64
	Checks  []Check
	NullToo bool // null holds to them, too
}

// Each holds every element of an array, or every value of a map, to Checks.
type Each struct {
	Checks  []Check
	NullToo bool
}

// Members bounds the number of members of an object.
type Members struct {
	Min uint64
	Max *uint64
}

// Names holds the names of members that have no field of their own to checks
// of strings.
type Names struct{ Checks []Check }

// Keyed holds the members without a field of their own whose name matches a
// pattern to the checks of that pattern, and those whose name matches none to
// Others; Closed forbids the latter.
type Keyed struct {
	Patterns []KeyPattern
	Others   []Check
	Closed   bool
}

// KeyPattern is an entry of patternProperties.
type KeyPattern struct {
	Pattern Pattern
	Checks  []Check
}

// Present demands a member. Beside is the one that makes it required by
// dependentRequired, or "".
type Present struct{ Name, Beside string }

// Absent forbids a member; null is as good as absent where NullToo says so.
type Absent struct {
	Name    string
	NullToo bool
}

// Member holds one member to Checks, where it is present.
type Member struct {
	Name    string
	Checks  []Check
	NullToo bool // the member may be null
}

// Not forbids what holds to all of Checks.
type Not struct{ Checks []Check }

// When holds what holds to If to Then, and all else to Else.
type When struct{ If, Then, Else []Check }

// Alternatives demands that at least one of several sets of checks holds, or
// exactly one.
type Alternatives struct {
	Keyword string // oneOf or anyOf
	Exactly bool
	Sets    [][]Check
}

// Never is what no value holds to.
type Never struct{ Keyword string }

// Raw holds a value, as JSON, to a schema: for what its Go type does not tell.
// Schema is JSON Schema 2020-12 in the form that rawSchema of the runtime reads.
type Raw struct{ Schema string }

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
