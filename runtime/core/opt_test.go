package core

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"
)

func TestOptStates(t *testing.T) {
	for _, test := range []struct {
		name           string
		opt            Opt[int]
		value          int
		ok, zero, null bool
		or             int
		json           string
	}{
		{"absent", Opt[int]{}, 0, false, true, false, 7, "null"},
		{"null", Null[int](), 0, false, false, true, 7, "null"},
		{"zero value", Some(0), 0, true, false, false, 0, "0"},
		{"value", Some(3), 3, true, false, false, 3, "3"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if v, ok := test.opt.Get(); v != test.value || ok != test.ok {
				t.Errorf("Get() = %v, %v", v, ok)
			}
			if got := test.opt.Or(7); got != test.or {
				t.Errorf("Or(7) = %v", got)
			}
			if test.opt.IsZero() != test.zero || test.opt.IsNull() != test.null {
				t.Errorf("IsZero() = %v, IsNull() = %v", test.opt.IsZero(), test.opt.IsNull())
			}
			if data, err := json.Marshal(test.opt); err != nil || string(data) != test.json {
				t.Errorf("Marshal = %s, %v", data, err)
			}
		})
	}
}

func TestOptEncodingJSON(t *testing.T) {
	type pair struct {
		A Opt[string] `json:"a,omitzero"`
		B Opt[[]int]  `json:"b,omitzero"`
	}
	for data, want := range map[string]pair{
		`{}`:                    {},
		`{"a":null}`:            {A: Null[string]()},
		`{"a":"x","b":[1,2]}`:   {A: Some("x"), B: Some([]int{1, 2})},
		`{"a":"","b":null}`:     {A: Some(""), B: Null[[]int]()},
		`{"a":"null","b":[]}`:   {A: Some("null"), B: Some([]int{})},
		`{"a":"\u0041","b":[]}`: {A: Some("A"), B: Some([]int{})},
	} {
		var got pair
		if err := json.Unmarshal([]byte(data), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v", data, got, err)
		}
		again, err := json.Marshal(want)
		var back pair
		if err != nil || json.Unmarshal(again, &back) != nil || !reflect.DeepEqual(back, want) {
			t.Errorf("%s: round trip gives %s, %v", data, again, err)
		}
	}
	o := Some("old")
	if err := json.Unmarshal([]byte(`1`), &o); err == nil || o != Null[string]() {
		t.Errorf("number into Opt[string]: %+v, %v", o, err)
	}
}

func TestOptFormat(t *testing.T) {
	type inner struct{ N Opt[int] }
	type outer struct {
		Name   Opt[string]
		Gone   Opt[string]
		Null   Opt[string]
		Day    Opt[CivilDate]
		Birth  CivilDate
		Inner  Opt[inner]
		Listed []Opt[int]
	}
	day := CivilDate{2026, time.November, 30}
	v := outer{Some("Rex"), Opt[string]{}, Null[string](), Some(day), day, Some(inner{Some(1)}), []Opt[int]{Some(1), {}}}
	for _, test := range []struct {
		format string
		v      any
		want   string
	}{
		{"%v", Some("x"), "x"},
		{"%s", Some("x"), "x"},
		{"%q", Some("x"), `"x"`},
		{"%05.1f", Some(2.25), "002.2"},
		{"%-4d|", Some(7), "7   |"},
		{"%v", Some(day), "2026-11-30"},
		{"%v", Opt[int]{}, "<absent>"},
		{"%d", Null[int](), "<null>"},
		{"%v", v, "{Rex <absent> <null> 2026-11-30 2026-11-30 {1} [1 <absent>]}"},
		{"%+v", &v, "&{Name:Rex Gone:<absent> Null:<null> Day:2026-11-30 Birth:2026-11-30 Inner:{N:1} Listed:[1 <absent>]}"},
		{"%#v", Some("x"), `Some("x")`},
		{"%#v", Null[int](), "Null[int]()"},
		{"%#v", Opt[[]string]{}, "Opt[[]string]{}"},
		{"%#v", inner{Some(1)}, "core.inner{N:Some(1)}"},
	} {
		if got := fmt.Sprintf(test.format, test.v); got != test.want {
			t.Errorf("%s: got %s, want %s", test.format, got, test.want)
		}
	}
}
