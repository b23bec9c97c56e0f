package json

import (
	"reflect"
	"testing"
)

// settings has members of the Go types that they had before the document made them
// optional or nullable.
type settings struct {
	Name   string
	Theme  string
	Limits *pair
	Tags   []string
}

var settingsMembers = Members{Keys: []string{`,"name":`, `,"theme":`, `,"limits":`, `,"tags":`}, Required: []uint64{0x2}}

func readSettings(r *Reader, i int, v *settings) int {
	o, k, i := r.Open(i, &settingsMembers)
	for ; k >= 0; k, i = o.Next(i) {
		switch k {
		case 0:
			i = ReadString(r, i, &v.Name)
		case 1:
			i = ReadNullAsZero(r, i, &v.Theme, ReadString)
		case 2:
			i = ReadNullAsZero(r, i, &v.Limits, func(r *Reader, i int, p **pair) int { return ReadPointer(r, i, p, readPair) })
		case 3:
			i = ReadNullAsZero(r, i, &v.Tags, func(r *Reader, i int, p *[]string) int { return ReadArray(r, i, p, ReadString) })
		}
	}
	return i
}

func TestAbsentAndNullAreZero(t *testing.T) {
	for text, c := range map[string]struct {
		want    settings
		written string
	}{
		`{"theme":null}`: {settings{}, `{"name":"","theme":""}`},
		`{"theme":"a","limits":null,"tags":null}`: {settings{Theme: "a"}, `{"name":"","theme":"a"}`},
		`{"name":"n","theme":"a","tags":[]}`:      {settings{Name: "n", Theme: "a", Tags: []string{}}, `{"name":"n","theme":"a","tags":[]}`},
		`{"name":"","theme":"","limits":[1,2]}`:   {settings{Limits: &pair{1, 2}}, `{"name":"","theme":"","limits":[1,2]}`},
	} {
		var got settings
		if err := Decode([]byte(text), Strict, &got, readSettings); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, %v", text, got, err)
		}
		if written, err := Encode(&got, appendSettings); err != nil || string(written) != c.written {
			t.Errorf("%s is written as %s, %v", text, written, err)
		}
	}
	if err := Decode([]byte(`{"name":null,"theme":""}`), Strict, new(settings), readSettings); err == nil {
		t.Error("a strict reader accepts null where the schema does not allow it")
	}
	if err := Decode([]byte(`{"name":null}`), 0, new(settings), readSettings); err != nil {
		t.Errorf("a lenient reader refuses null: %v", err)
	}
}

func TestZeroFilledItem(t *testing.T) {
	read := func(r *Reader, i int, v *pair) int {
		t, i := r.Tuple(i)
		i = ReadItem(&t, i, &v.A, ReadInt)
		i = ReadZeroFilledItem(&t, i, &v.B, ReadInt)
		return t.End(i, true)
	}
	var got pair
	if err := Decode([]byte(`[1]`), Strict, &got, read); err != nil || got != (pair{A: 1}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if written, err := Encode(&got, appendPair); err != nil || string(written) != `[1,0]` {
		t.Errorf("written as %s, %v", written, err)
	}
}
