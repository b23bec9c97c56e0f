package support

import "encoding/json"

// Opt is a value that may be absent or null. The zero Opt is absent, and two
// Opts with the same content are == when T is comparable.
type Opt[T any] struct {
	value T
	state uint8
}

const (
	optNull  uint8 = 1
	optValue uint8 = 2
)

// Some returns an Opt that holds v.
func Some[T any](v T) Opt[T] { return Opt[T]{value: v, state: optValue} }

// Null returns an Opt that is present and null.
func Null[T any]() Opt[T] { return Opt[T]{state: optNull} }

// Get returns the value and true, or the zero T and false when o is absent or null.
func (o Opt[T]) Get() (T, bool) { return o.value, o.state == optValue }

// Or returns the value, or def when o is absent or null.
func (o Opt[T]) Or(def T) T {
	if o.state != optValue {
		return def
	}
	return o.value
}

// IsZero reports whether o is absent, so that the json option omitzero leaves it out.
func (o Opt[T]) IsZero() bool { return o.state == 0 }

// IsNull reports whether o is present and null.
func (o Opt[T]) IsNull() bool { return o.state == optNull }

// MarshalJSON writes the value, or null when o is absent or null.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if o.state != optValue {
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
	o.state = optValue
	return nil
}
