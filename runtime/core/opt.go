package core

import (
	"encoding/json"
)

// IsAbsent is for a member whose zero value is absent.
func IsAbsent[T comparable](v T) bool {
	if z, ok := any(v).(interface{ IsZero() bool }); ok {
		return z.IsZero()
	}
	return v == *new(T)
}

// OrEmpty is what p points at, or an empty T for nil.
func OrEmpty[T any](p *T) *T {
	if p == nil {
		return new(T)
	}
	return p
}

// Opt is a value that may be absent or null. The zero Opt is absent, and two
// Opts with the same content are == when T is comparable.
type Opt[T any] struct {
	value T
	state uint8
}

const (
	stateNull  uint8 = 1
	stateValue uint8 = 2
)

// Some returns an Opt that holds v.
func Some[T any](v T) Opt[T] { return Opt[T]{value: v, state: stateValue} }

// Null returns an Opt that is present and null.
func Null[T any]() Opt[T] { return Opt[T]{state: stateNull} }

// Get returns the value and true, or the zero T and false when o is absent or null.
func (o Opt[T]) Get() (T, bool) { return o.value, o.state == stateValue }

// Or returns the value, or def when o is absent or null.
func (o Opt[T]) Or(def T) T {
	if o.state != stateValue {
		return def
	}
	return o.value
}

// IsZero reports whether o is absent, so that the json option omitzero leaves it out.
func (o Opt[T]) IsZero() bool { return o.state == 0 }

// IsNull reports whether o is present and null.
func (o Opt[T]) IsNull() bool { return o.state == stateNull }

// OptValue points at the value of o, which has one.
func OptValue[T any](o *Opt[T]) *T { return &o.value }

// FillOpt gives o a value, which the caller sets.
func FillOpt[T any](o *Opt[T]) *T {
	o.state = stateValue
	return &o.value
}

// MarshalJSON writes the value, or null when o is absent or null.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if o.state != stateValue {
		return []byte("null"), nil
	}
	return json.Marshal(o.value)
}

// UnmarshalJSON reads a value; null makes o [Null].
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
