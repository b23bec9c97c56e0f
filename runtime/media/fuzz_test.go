package media

import (
	"bytes"
	stdjson "encoding/json"
	"io"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/check"
	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

func textPart(v *string, c *PartCodec) { PartValue(c, "", v, json.ReadString, json.StringElem) }

func sequence[T any](items ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// FuzzParts: texts survive the trip as parts, and whatever comes instead of them
// has an end.
func FuzzParts(f *testing.F) {
	f.Add("a", "b\r\n--x\r\n", []byte("--x\r\n\r\na\r\n--x--\r\n"))
	f.Add("", "ü", []byte("--x\r\nContent-Type: application/json\r\n\r\n{"))
	f.Add("\r\n", "--", []byte("--x\r\nContent-Disposition: form-data; name=\"\xff\r\n\r\n\r\n--x"))
	f.Fuzz(func(t *testing.T, a, b string, hostile []byte) {
		for _, err := range PartItems(io.NopCloser(bytes.NewReader(hostile)), "x", 1<<10, json.Strict, textPart) {
			_ = err // the test is only that the loop ends
		}
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return // JSON has no such texts
		}
		boundary := NewBoundary()
		var body bytes.Buffer
		if err := CopyParts(0, &body, boundary, sequence(a, b), textPart, func(*PartCodec) {}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for v, err := range PartItems(io.NopCloser(&body), boundary, 1<<20, json.Strict, textPart) {
			if err != nil {
				t.Fatalf("%q and %q: %v", a, b, err)
			}
			got = append(got, v)
		}
		if !slices.Equal(got, []string{a, b}) {
			t.Errorf("%q and %q came as %q", a, b, got)
		}
	})
}

// FuzzItems: texts survive the trip as items of a stream, and whatever comes instead of
// them has an end.
func FuzzItems(f *testing.F) {
	f.Add("a", "b\r\n\x1e", []byte("\x1e\"a\"\n\x1e{\n}\n\x1e\x1e\n"))
	f.Add("", "\u2028", []byte("\r\n\"a\"\n\n\xef\xbb\xbf1\n{"))
	streams := map[string]struct {
		next func(*ItemReader) ([]byte, error)
		put  func(dst, item []byte) []byte
	}{"lines": {NextLine, AppendLine}, "records": {NextRecord, AppendRecord}}
	f.Fuzz(func(t *testing.T, a, b string, hostile []byte) {
		for name, s := range streams {
			for _, err := range Items(io.NopCloser(bytes.NewReader(hostile)), 1<<10, json.Strict, s.next, json.ReadRaw) {
				_ = err // the test is only that the loop ends
			}
			if !utf8.ValidString(a) || !utf8.ValidString(b) {
				continue // JSON has no such texts
			}
			var body []byte
			for _, text := range []string{a, b} {
				var err error
				if body, err = Item(0, s.put, json.StringElem[string])(body, &text); err != nil {
					t.Fatal(err)
				}
			}
			var got []string
			for v, err := range Items(io.NopCloser(bytes.NewReader(body)), 1<<20, json.Strict, s.next, json.ReadString[string]) {
				if err != nil {
					t.Fatalf("%s: %q and %q: %v", name, a, b, err)
				}
				got = append(got, v)
			}
			if !slices.Equal(got, []string{a, b}) {
				t.Errorf("%s: %q and %q came as %q", name, a, b, got)
			}
		}
	})
}

// FuzzEvents: texts survive the trip as events, and whatever comes instead of them
// has an end.
func FuzzEvents(f *testing.F) {
	f.Add("a", "b\n\nc", []byte("data: a\n\n"))
	f.Add(" x", ":", []byte("id:\x00\r\rdata\r\n\r\nretry: 99999999999999999999\n\n"))
	f.Fuzz(func(t *testing.T, a, b string, hostile []byte) {
		for _, err := range ReadEvents(io.NopCloser(bytes.NewReader(hostile)), 1<<10, json.Strict, false, json.ReadString[string]) {
			_ = err // the test is only that the loop ends
		}
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return // events are UTF-8
		}
		var body []byte
		for _, data := range []string{a, b} {
			var err error
			if body, err = AppendEvent(0, body, &ServerEvent[string]{Event: "note", Data: data}, AppendEventText[string]); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		for e, err := range ReadEvents(io.NopCloser(bytes.NewReader(body)), 1<<20, json.Strict, true, EventText[string]) {
			if err != nil || e.Event != "note" {
				t.Fatalf("%q and %q: %+v, %v", a, b, e, err)
			}
			got = append(got, e.Data)
		}
		lines := strings.NewReplacer("\r\n", "\n", "\r", "\n") // all of these end a line of an event
		if !slices.Equal(got, []string{lines.Replace(a), lines.Replace(b)}) {
			t.Errorf("%q and %q came as %q", a, b, got)
		}
	})
}

// FuzzBodies: a value survives the trip as a form of each kind, and whatever comes instead
// of it is a value that survives, or an error.
func FuzzBodies(f *testing.F) {
	f.Add("a", "b\r\n--x", []byte(`code=a&count=1&paid=true&notes[x]=y&lines={"R":1,"G":2,"B":3}&extra=[1]`))
	f.Add("", "%2B+ü", []byte("--x\r\nContent-Disposition: form-data; name=\"notes[\"\r\n\r\n{\r\n--x\r\nContent-Disposition: form-data; name=\"extra\"; filename=\"\"\r\n\r\n1\r\n--x--"))
	members := []FormMember{{Name: "notes", Style: "deepObject", Explode: true, Shape: form.Objects}, {Name: "sizes", Style: "pipeDelimited", Shape: form.Lists}}
	asParts := func(body []byte, boundary string, v *order) error {
		b := &MultipartBody{Memory: 1 << 20, Texts: 1 << 20}
		if err := b.Read(bytes.NewReader(body), boundary); err != nil {
			return err
		}
		return DecodeMultipart(b, json.Strict, v, readOrder, members, nil, nil)
	}
	trip := func(t *testing.T, want *order) {
		var got order
		body, err := EncodeForm(0, want, appendOrder, members)
		if err == nil {
			err = DecodeForm(body, json.Strict, &got, readOrder, members)
		}
		if err != nil || !reflect.DeepEqual(&got, want) {
			t.Errorf("%s reads as %+v, %v; want %+v", body, got, err, want)
		}
		sent := EncodeMultipart(0, want, appendOrder, members, nil)
		if sent.Err != nil {
			return // a name of a part cannot be every text
		}
		reader, _ := sent.Outgoing().Open()
		body, _ = io.ReadAll(reader)
		got = order{}
		if err := asParts(body, sent.Writer.Boundary(), &got); err != nil || !reflect.DeepEqual(&got, want) {
			t.Errorf("%s reads as %+v, %v; want %+v", body, got, err, want)
		}
	}
	f.Fuzz(func(t *testing.T, a, b string, hostile []byte) {
		var v order
		if asParts(hostile, "x", &v) == nil && v.Extra != nil && !stdjson.Valid(v.Extra) {
			t.Errorf("%q has the value %s", hostile, v.Extra)
		}
		v = order{}
		if DecodeForm(hostile, json.Strict, &v, readOrder, members) == nil && v.Extra != nil && !stdjson.Valid(v.Extra) {
			t.Errorf("%q has the value %s", hostile, v.Extra)
		}
		trip(t, &order{Code: strings.ToValidUTF8(a, "?"), Sizes: []float64{0.5, 2}, Notes: map[string]string{"x": strings.ToValidUTF8(b, "?")}})
	})
}

// FuzzRawSchema: any value can be checked against a schema.
func FuzzRawSchema(f *testing.F) {
	schema := check.ParseSchema(`{"anyOf":[{"$ref":"#/$defs/tree"},{"minimum":0.1,"multipleOf":0.3},{"uniqueItems":true,"contains":{"minLength":1}}],
		"not":{"required":["no"]},"unevaluatedProperties":{"type":["number","string"]},
		"$defs":{"tree":{"patternProperties":{"^t":{"$ref":"#/$defs/tree"}},"propertyNames":{"maxLength":9},"enum":[{"t":{}},[1],null,1e400]}}}`)
	for _, value := range []string{`{"t":{"t":{}}}`, `[1,1.0,"a"]`, `0.30`, `1e999999999`, `null`, `{"no":1}`} {
		f.Add([]byte(value))
	}
	f.Fuzz(func(t *testing.T, value []byte) {
		c := check.Collector{In: "body"}
		check.Raw(&c, check.Self, value, schema)
		again := check.Collector{In: "body"}
		check.Raw(&again, check.Self, value, schema)
		if a, b := c.Err(), again.Err(); (a == nil) != (b == nil) || a != nil && a.Error() != b.Error() {
			t.Errorf("%s: %v, and then %v", value, a, b)
		}
	})
}
