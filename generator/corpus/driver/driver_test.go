package driver

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
)

type pet struct {
	Name string `json:"name"`
	Age  *int   `json:"age,omitempty"`
}

type blank struct{}

func (*blank) UnmarshalJSON([]byte) error { panic("here") }

// inUTC drops the offset.
type inUTC struct{ time.Time }

func (v *inUTC) UnmarshalJSON(data []byte) error {
	err := v.Time.UnmarshalJSON(data)
	v.Time = v.UTC()
	return err
}

type upper string

func (v upper) MarshalText() ([]byte, error) { return []byte(strings.ToUpper(string(v))), nil }

func TestTry(t *testing.T) {
	for _, c := range []struct {
		p      any
		value  string
		reason string // a part of it; "" if there is no reason
		lost   []string
	}{
		{new(pet), `{"age": 3.0e0, "name": "a"}`, "decode", nil}, // encoding/json accepts only digits for an integer
		{new(pet), `{"age": 3, "name": "a"}`, "", nil},
		{new(float64), `1.50e2`, "", nil},
		{new(float64), `9007199254740993`, "became 9007199254740992", nil},
		{new(json.Number), `1e999999999`, "", nil},
		{new(pet), `{"name": "a", "tail": 1, "fur": {"x": 1}}`, "lost", []string{"/fur", "/tail"}},
		{new(pet), `{"age": 3}`, `member "name" has come`, nil},
		{new([]pet), `[{"name": "a"}, {"name": "b", "tail": 1}]`, "lost", []string{"/1/tail"}},
		{new(pet), `{"name": 1}`, "decode", nil},
		{new(blank), `{}`, "panic: here", nil},
		{new(any), `[null, true, "x", []]`, "", nil},
		{new(time.Time), `"2024-02-29T12:30:45.500Z"`, "", nil},
		{new(inUTC), `"2024-02-29T12:30:45+00:00"`, "", nil},
		{new(inUTC), `"2024-02-29T12:30:45+02:00"`, "became", nil},
		{new([]byte), `"+/8=\n"`, "", nil},
		{new(upper), `"abcd"`, "became", nil},
	} {
		reason, lost := Try(c.p, []byte(c.value))
		if (reason == "") != (c.reason == "") || !strings.Contains(reason, c.reason) || !slices.Equal(lost, c.lost) {
			t.Errorf("%T, %s: reason %q, lost %q", c.p, c.value, reason, lost)
		}
	}
}
