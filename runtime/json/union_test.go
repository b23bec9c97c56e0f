package json

import (
	"encoding/json"
	"errors"
	"testing"
)

// A strict codec reports a value that matches no variant: at the discriminator
// if an object has an unknown value of it, or lacks it although it is required.
func TestNoVariantMatches(t *testing.T) {
	const values, message = `one of "cat", "dog"`, "must be an object or a string"
	plain := func(c *Codec, p *json.RawMessage) { *p = UnknownVariant(c, message) }
	optional := func(c *Codec, p *json.RawMessage) { *p = UnknownTag(c, "a/b", values, message) }
	required := func(c *Codec, p *json.RawMessage) { *p = RequireTag(c, "a/b", values, message) }
	for _, test := range []struct {
		name string
		code func(*Codec, *json.RawMessage)
		data string
		want string
	}{
		{"no discriminator", plain, `{"a/b":"x"}`, "body: must be an object or a string"},
		{"unknown value", optional, `{"c":{"a/b":1},"a/b":"x"}`, `body /a~1b: must be one of "cat", "dog"`},
		{"unknown value", required, `{"c":{"a/b":1},"a/b":"x"}`, `body /a~1b: must be one of "cat", "dog"`},
		{"value of another type", optional, `{"a/b":null}`, `body /a~1b: must be one of "cat", "dog"`},
		{"no member", optional, `{"c":{"a/b":1}}`, "body: must be an object or a string"},
		{"no member", required, `{"c":{"a/b":1}}`, `body /a~1b: is required: one of "cat", "dog"`},
		{"no object", optional, `["a/b"]`, "body: must be an object or a string"},
		{"no object", required, `["a/b"]`, "body: must be an object or a string"},
		{"a syntax error behind the discriminator", required, `{"a/b":"x",}`, `invalid JSON at byte 11, in "/a~1b": expected a member name in double quotes, found '}'`},
	} {
		var raw json.RawMessage
		if err := Decode([]byte(test.data), Strict, &raw, test.code); err == nil || err.Error() != test.want {
			t.Errorf("%s: %s: %v, want %s", test.name, test.data, err, test.want)
		}
		if !json.Valid([]byte(test.data)) {
			continue
		}
		raw = nil
		if err := Decode([]byte(test.data), 0, &raw, test.code); err != nil || string(raw) != test.data {
			t.Errorf("%s: a lenient codec reads %s as %s, %v", test.name, test.data, raw, err)
		}
	}
}

// A variant that does not fit is not read. Its violations are reported only if no
// other variant fits.
func TestTryVariant(t *testing.T) {
	number := func(c *Codec, p *int) {
		for o := c.Object(); o.More(); {
			Required(&o, "a", p, Int)
		}
	}
	union := func(c *Codec, p *json.RawMessage) {
		if v, ok := TryVariant(c, number); ok {
			*p = json.RawMessage{'0' + byte(*v)}
			return
		}
		if c.Src[1] == ' ' { // another variant
			Raw(c, p)
			return
		}
		*p = UnknownVariant(c, "must be an object")
	}
	for _, test := range []struct {
		data, want, err string
	}{
		{`{"a":1}`, "1", ""},
		{`{ "a":""}`, `{ "a":""}`, ""},
		{`{"a":""}`, "", "body /a: must be an integer, not a string"},
		{`{}`, "", "body /a: is required"},
	} {
		var raw json.RawMessage
		err := Decode([]byte(test.data), Strict, &raw, union)
		if err == nil {
			err = errors.New("")
		}
		if err.Error() != test.err || test.err == "" && string(raw) != test.want {
			t.Errorf("%s: %s, %v, want %s, %s", test.data, raw, err, test.want, test.err)
		}
	}
}
