package core

import (
	"encoding/json"
	"reflect"
	"testing"
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
