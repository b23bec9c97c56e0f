package core

import (
	"encoding/json"
	"fmt"
)

// IsAbsent reports whether a member whose zero value means absent is absent.
func IsAbsent[T comparable](v T) bool {
	if z, ok := any(v).(interface{ IsZero() bool }); ok {
		return z.IsZero()
	}
	return v == *new(T)
}

// OrEmpty returns p, or a pointer to a zero T if p is nil.
func OrEmpty[T any](p *T) *T {
	if p == nil {
		return new(T)
	}
	return p
}

// Opt is a value that may be absent or null. The zero Opt is absent. Opts of a
// comparable type are equal if their content is equal.
type Opt[T any] struct {
	value T
	state uint8
}

// The states of an Opt. The zero state is absent.
const (
	stateNull  uint8 = 1
	stateValue uint8 = 2
)

// Some returns an Opt with the value v.
func Some[T any](v T) Opt[T] { return Opt[T]{value: v, state: stateValue} }

// Null returns an Opt that is present and null.
func Null[T any]() Opt[T] { return Opt[T]{state: stateNull} }

// Get returns the value and true, or the zero T and false if o is absent or
// null.
func (o Opt[T]) Get() (T, bool) { return o.value, o.state == stateValue }

// Or returns the value, or def if o is absent or null.
func (o Opt[T]) Or(def T) T {
	if o.state != stateValue {
		return def
	}
	return o.value
}

// IsZero reports whether o is absent. The json option omitzero leaves out an
// absent Opt.
func (o Opt[T]) IsZero() bool { return o.state == 0 }

// IsNull reports whether o is present and null.
func (o Opt[T]) IsNull() bool { return o.state == stateNull }

// Format prints the value as package fmt prints it without the Opt, and
// <absent> or <null> if there is none. The verb %#v prints Some(1), Null[int]()
// or Opt[int]{}.
func (o Opt[T]) Format(f fmt.State, verb rune) {
	goSyntax := verb == 'v' && f.Flag('#')
	switch {
	case o.state == stateValue && goSyntax:
		_, _ = fmt.Fprintf(f, "Some(%#v)", o.value)
	case o.state == stateValue:
		_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), o.value)
	default:
		_, _ = fmt.Fprint(f, withoutValue(o.state, goSyntax, &o.value))
	}
}

// withoutValue prints an Opt that has no value. p has the type of a pointer to
// one.
func withoutValue(state uint8, goSyntax bool, p any) string {
	text := [2]string{"<absent>", "<null>"}
	if goSyntax {
		typeName := fmt.Sprintf("%T", p)[len("*"):]
		text = [2]string{"Opt[" + typeName + "]{}", "Null[" + typeName + "]()"}
	}
	return text[state]
}

// OptValue returns a pointer to the value of an Opt that has one.
func OptValue[T any](o *Opt[T]) *T { return &o.value }

// FillOpt makes o present and returns a pointer to its value.
func FillOpt[T any](o *Opt[T]) *T {
	o.state = stateValue
	return &o.value
}

// MarshalJSON returns the JSON of the value, or null if o is absent or null.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if o.state != stateValue {
		return []byte("null"), nil
	}
	return json.Marshal(o.value)
}

// UnmarshalJSON reads a value. Null makes o equal to [Null].
func (o *Opt[T]) UnmarshalJSON(data []byte) error {
	*o = Null[T]()
	if string(data) == "null" {
		return nil
	}
	if err := json.Unmarshal(data, &o.value); err != nil {
		return err
	}
	o.state = stateValue
	return nil
}
