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

func codeSettings(c *Codec, v *settings) {
	nullableLimits := func(c *Codec, p **pair) { NullAsZero(c, p, Pointer(codePair)) }
	nullableTags := func(c *Codec, p *[]string) {
		NullAsZero(c, p, func(c *Codec, p *[]string) { Array(c, p, String) })
	}
	for o := c.Object(); o.More(); {
		OptionalHeld(&o, "name", &v.Name, String)
		Required(&o, "theme", &v.Theme, func(c *Codec, p *string) { NullAsZero(c, p, String) })
		OptionalHeld(&o, "limits", &v.Limits, nullableLimits)
		OptionalHeld(&o, "tags", &v.Tags, nullableTags)
	}
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
		if err := Decode([]byte(text), Strict, &got, codeSettings); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, %v", text, got, err)
		}
		if written, err := Encode(&got, appendSettings); err != nil || string(written) != c.written {
			t.Errorf("%s is written as %s, %v", text, written, err)
		}
	}
	if err := Decode([]byte(`{"name":null,"theme":""}`), Strict, new(settings), codeSettings); err == nil {
		t.Error("a strict codec accepts null where the schema does not allow it")
	}
	if err := Decode([]byte(`{"name":null}`), 0, new(settings), codeSettings); err != nil {
		t.Errorf("a lenient codec refuses null: %v", err)
	}
}

func TestZeroFilledItem(t *testing.T) {
	code := func(c *Codec, v *pair) {
		t := c.Tuple()
		Item(&t, &v.A, Int)
		ZeroFilledItem(&t, &v.B, Int)
		t.End(true)
	}
	var got pair
	if err := Decode([]byte(`[1]`), Strict, &got, code); err != nil || got != (pair{A: 1}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if written, err := Encode(&got, appendPair); err != nil || string(written) != `[1,0]` {
		t.Errorf("written as %s, %v", written, err)
	}
}
