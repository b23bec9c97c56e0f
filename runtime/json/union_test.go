package json

import (
	"encoding/json"
	"errors"
	"testing"
)

// A strict reader reports a value that matches no variant: at the discriminator
// if an object has an unknown value of it, or lacks it although it is required.
func TestNoVariantMatches(t *testing.T) {
	const values, message = `one of "cat", "dog"`, "must be an object or a string"
	plain := func(r *Reader, i int, p *json.RawMessage) (end int) {
		*p, end = UnknownVariant(r, i, "oneOf", message)
		return end
	}
	optional := func(r *Reader, i int, p *json.RawMessage) (end int) {
		*p, end = UnknownTag(r, i, "a/b", values, "oneOf", message)
		return end
	}
	required := func(r *Reader, i int, p *json.RawMessage) (end int) {
		*p, end = RequireTag(r, i, "a/b", values, "oneOf", message)
		return end
	}
	for _, test := range []struct {
		name string
		read ReadFunc[json.RawMessage]
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
		if err := Decode([]byte(test.data), Strict, &raw, test.read); err == nil || err.Error() != test.want {
			t.Errorf("%s: %s: %v, want %s", test.name, test.data, err, test.want)
		}
		if !json.Valid([]byte(test.data)) {
			continue
		}
		raw = nil
		if err := Decode([]byte(test.data), 0, &raw, test.read); err != nil || string(raw) != test.data {
			t.Errorf("%s: a lenient reader reads %s as %s, %v", test.name, test.data, raw, err)
		}
	}
}

// A variant that does not fit is not read. Its violations are reported only if no
// other variant fits.
func TestTryVariant(t *testing.T) {
	members := Members{Keys: []string{`,"a":`}, Required: []uint64{0x1}}
	number := func(r *Reader, i int, p *int) int {
		o, k, i := r.Open(i, &members)
		for ; k >= 0; k, i = o.Next(i) {
			i = ReadInt(r, i, p)
		}
		return i
	}
	union := func(r *Reader, i int, p *json.RawMessage) (end int) {
		if v, end, ok := TryVariant(r, i, number); ok {
			*p = json.RawMessage{'0' + byte(*v)}
			return end
		}
		if r.Src[1] == ' ' { // another variant
			return ReadRaw(r, i, p)
		}
		*p, end = UnknownVariant(r, i, "oneOf", "must be an object")
		return end
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

// What a variant is worth is found out also after it was read as part of another trial.
func TestMisfitAfterReading(t *testing.T) {
	r := newReader([]byte(`"abc"`), Strict)
	r.scoring++
	if _, end := ReadVariant(r, 0, ReadString[string]); end != 5 {
		t.Fatal(end)
	}
	r.scoring--
	if got := CheckedMisfit(r, 0, ReadString[string], func(v *string) int { return len(*v) }); got != 3*Violated {
		t.Errorf("the misfit is %d, want %d", got, 3*Violated)
	}
}
