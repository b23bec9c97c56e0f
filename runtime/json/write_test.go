package json

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/core"
)

func writeOne[T any](t *testing.T, v T, elem Appender[T]) string {
	t.Helper()
	data, err := Encode(&v, elem)
	if err != nil {
		t.Errorf("%v: %v", v, err)
	}
	return string(data)
}

func TestWriteScalarsAsEncodingJSON(t *testing.T) {
	same := func(got string, v any) {
		t.Helper()
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(v); err != nil {
			t.Fatal(err)
		}
		if got != strings.TrimSuffix(want.String(), "\n") {
			t.Errorf("got %s, want %s", got, want.String())
		}
	}
	for _, i := range []int64{0, -1, math.MaxInt64, math.MinInt64} {
		same(writeOne(t, i, IntElem), i)
		same(writeOne(t, uint64(i), UintElem), uint64(i))
	}
	same(writeOne(t, true, BoolElem), true)
	same(writeOne(t, false, BoolElem), false)
	for _, s := range []string{"", "plain", `<a href="x&y">`, "back\\slash", "tab\tline\nreturn\r", "é😀", "\x7f", strings.Repeat("long enough for eight", 3) + "\"", "\u0003\u001f"} {
		same(writeOne(t, s, StringElem), s)
	}
}

// A float is written in the fewest digits that read back as the same float.
func TestWriteFloats(t *testing.T) {
	for f, want := range map[float64]string{
		0: "0", 1: "1", -1.5: "-1.5", 0.1: "0.1", 1e-6: "0.000001", 9.99e-7: "9.99e-07", 1.5e-10: "1.5e-10", 1e20: "100000000000000000000",
		1e21: "1e+21", 123456789012345680: "123456789012345680", 0.034: "0.034", 419.034: "419.034", 1e15 + 0.5: "1000000000000000.5",
		math.MaxFloat64: "1.7976931348623157e+308", math.SmallestNonzeroFloat64: "5e-324", 1.0 / 3: "0.3333333333333333",
	} {
		if got := writeOne(t, f, FloatElem); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if got, outcome := readOne(want, Strict, ReadFloat[float64]); got != f || outcome != "ok" {
			t.Errorf("%s: read back as %v %s", want, got, outcome)
		}
	}
	for i := range 2000000 {
		f := float64(i*7919) / 1000 * float64(1-i%3) / float64(1+i%11)
		if f != 0 && math.Abs(f) < 1e21 && math.Abs(f) >= 1e-6 && i%37 == 0 {
			if got, want := writeOne(t, f, FloatElem), strconv.FormatFloat(f, 'f', -1, 64); got != want {
				t.Fatalf("got %s, want %s", got, want)
			}
		}
	}
	if got := writeOne(t, math.Copysign(0, -1), FloatElem); got != "-0" {
		t.Errorf("negative zero is %s", got)
	}
	for f, want := range map[float32]string{0.1: "0.1", -16777216: "-16777216", 3.4e38: "3.4e+38", math.SmallestNonzeroFloat32: "1e-45", 1.0 / 3: "0.33333334"} {
		if got := writeOne(t, f, FloatElem); got != want {
			t.Errorf("float32: got %s, want %s", got, want)
		}
	}
}

func TestWriteStringsThatDiffer(t *testing.T) {
	for s, want := range map[string]string{
		"a\u2028b\u2029": "\"a\u2028b\u2029\"", // encoding/json escapes these for the sake of old JavaScript
		"a\xffb":         `"a\ufffdb"`,
		"\xe9\xff\n\xc3": `"\ufffd\ufffd\n\ufffd"`,
	} {
		if got := writeOne(t, s, StringElem); got != want {
			t.Errorf("%q: got %s, want %s", s, got, want)
		}
	}
}

func TestWriteShapes(t *testing.T) {
	for got, want := range map[string]string{
		writeOne(t, []string(nil), arrayOf(StringElem[string])):                                         `[]`,
		writeOne(t, []string{"a", "b"}, arrayOf(StringElem[string])):                                    `["a","b"]`,
		writeOne(t, map[string]int(nil), mapOf(IntElem[int])):                                           `{}`,
		writeOne(t, map[string]int{"b": 1, "a\"": 2, "a": 3}, mapOf(IntElem[int])):                      `{"a":3,"a\"":2,"b":1}`,
		writeOne(t, json.RawMessage(nil), AppendRaw):                                                    `null`,
		writeOne(t, json.RawMessage(" { \"a\" : [ 1 , \"<\" ] }\n"), AppendRaw):                         " { \"a\" : [ 1 , \"<\" ] }\n",
		writeOne(t, testPeer{ID: "x"}, appendTestPeer):                                                  `{"id":"x","end":null,"events":[]}`,
		writeOne(t, testPeer{Name: core.Null[string](), End: core.Some("e")}, appendTestPeer):           `{"id":"","name":null,"end":"e","events":[]}`,
		writeOne(t, testPeer{Members: map[string]json.RawMessage{"z": nil, "id": nil}}, appendTestPeer): `{"id":"","end":null,"events":[],"z":null}`,
		writeOne(t, struct{}{}, appendNothing):                                                          `{}`,
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func appendNothing(b []byte, _ *Writer, key string, _ *struct{}) []byte {
	b = append(b, key...)
	return EndObject(b, len(b))
}

func arrayOf[T any](elem Appender[T]) Appender[[]T] {
	return func(b []byte, w *Writer, key string, p *[]T) []byte { return AppendArray(b, w, key, *p, elem) }
}

func mapOf[T any](elem Appender[T]) Appender[map[string]T] {
	return func(b []byte, w *Writer, key string, p *map[string]T) []byte {
		return AppendMap(b, w, key, *p, elem)
	}
}

func TestWriteErrors(t *testing.T) {
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if data, err := Encode(&f, FloatElem); err == nil || data != nil {
			t.Errorf("%v: %s, %v", f, data, err)
		}
	}
	for _, raw := range []string{" ", "{", "1 2", `{"a":1,}`, "nul", "\"\xff\""} {
		if _, err := json.Marshal(testPeer{Any: json.RawMessage(raw)}); err == nil {
			t.Errorf("%q: no error", raw)
		}
	}
	if got := writeOne(t, 1.5, FloatElem); got != "1.5" { // the pool keeps no error
		t.Errorf("after errors: %s", got)
	}
	values := []float64{math.NaN(), 1, math.Inf(1)}
	if _, err := Encode(&values, arrayOf(FloatElem[float64])); err == nil || err.Error() != "NaN is not a JSON number" {
		t.Errorf("first error wins: got %v", err)
	}
}

func TestRoundTrip(t *testing.T) {
	full := &testPeer{
		ID: "a\"\\", Name: core.Some("Zoë\n"), CPUs: core.Some[int64](math.MinInt64), Port: core.Some[uint32](math.MaxUint32),
		Small: core.Some[int32](math.MinInt32), Ratio: core.Some[float32](0.1), Online: core.Some(false), Start: core.Null[string](), End: core.Some(""),
		Filter: core.Some[testFilter]("events"), Tags: testTags{}, Matrix: [][]float64{{1, 2.5}, {}, {1e300}},
		Labels: map[string]string{"": "x", "é": ""}, Parent: &testPeer{ID: "p", End: core.Null[string](), Events: []testEvent{}},
		Events: testReport().Events[:3], Any: json.RawMessage(`{"x":[null]}`), Shape: &testCircle{2},
		Members:  map[string]json.RawMessage{"more": json.RawMessage(`[1]`), "null": json.RawMessage(`null`)},
		Checksum: core.Some[uint64](math.MaxUint64),
	}
	for _, want := range []*testPeer{full, testReport(), {End: core.Null[string](), Events: []testEvent{}, Shape: &testRaw{`{"kind":"square"}`}}} {
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got testPeer
		if err := Decode(data, Strict, &got, readTestPeer); err != nil || !reflect.DeepEqual(&got, want) {
			t.Errorf("got %+v, %v\nwant %+v", got, err, want)
		}
		var again testPeer
		if err := json.Unmarshal(data, &again); err != nil || !reflect.DeepEqual(again, got) {
			t.Errorf("encoding/json: %v", err)
		}
	}
}

// A result belongs to the caller although its buffer comes from a pool.
func TestResultsAreOwned(t *testing.T) {
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			first, _ := Encode(&i, IntElem)
			for n := range 200 {
				s := strings.Repeat(string(rune('a'+i)), n)
				next, err := Encode(&s, StringElem)
				var back string
				if err != nil || Decode(next, Strict, &back, ReadString) != nil || back != s {
					t.Errorf("%s: got %s, %v", s, next, err)
				}
			}
			if string(first) != strconv.Itoa(i) {
				t.Errorf("%d became %s", i, first)
			}
		})
	}
	wait.Wait()
}

// Additional members do not repeat members that the object has, or has in the other
// direction.
func TestAdditionalMembers(t *testing.T) {
	type object struct {
		a    core.Opt[string]
		more map[string]json.RawMessage
	}
	elem := func(b []byte, w *Writer, key string, v *object) []byte {
		b = append(b, key...)
		n := len(b)
		b = AddOptString(b, `,"a":`, &v.a)
		if w.ReadOnly() {
			b = append(b, `,"id":{"a":[1,"x\",\"b\":",{"c":1}]}`...)
		}
		if w.WriteOnly() {
			b = append(b, `,"pin":1`...)
		}
		b = AddMembers(b, w, n, v.more, AppendRaw, Declared{Names: []string{"a", "b", "c"}, ReadOnly: []string{"id"}, WriteOnly: []string{"pin"}})
		return EndObject(b, n)
	}
	one := json.RawMessage("1")
	more := map[string]json.RawMessage{"a": one, "b": one, "c": one, "id": one, "pin": one, "\"": one, "\xff\xfe": one}
	const id = `"id":{"a":[1,"x\",\"b\":",{"c":1}]}`
	for want, test := range map[string]struct {
		v    object
		mode Mode
	}{
		`{"a":"x",` + id + `,"pin":1,"\"":1,"b":1,"c":1,"` + "\ufffd" + `":1}`: {object{core.Some("x"), more}, 0},
		`{` + id + `,"\"":1,"a":1,"b":1,"c":1,"` + "\ufffd" + `":1}`:           {object{more: more}, FromAPI},
		`{"pin":1,"\"":1,"a":1,"b":1,"c":1,"` + "\ufffd" + `":1}`:              {object{more: more}, ToAPI},
	} {
		if got, err := EncodeFor(test.mode, &test.v, elem); err != nil || string(got) != want {
			t.Errorf("%d: %s, %v, want %s", test.mode, got, err, want)
		}
	}
}

// A union that is nil is an error, but for texts from the API, which report it.
func TestNoVariant(t *testing.T) {
	shapes := []testShape{nil, &testCircle{1}, (*testCircle)(nil)}
	if data, err := Encode(&shapes, arrayOf(appendTestShape)); err == nil || err.Error() != "a required union is nil" {
		t.Errorf("%s, %v", data, err)
	}
	var left []string
	data, err := EncodeFor(FromAPI, &shapes, NoteLeft(arrayOf(appendTestShape), &left))
	if want := `[null,{"kind":"circle","radius":1},null]`; err != nil || string(data) != want || len(left) != 2 {
		t.Errorf("%s, %v, %q, want %s", data, err, left, want)
	}
}

// Members that only responses have are not written in requests; those that are missing
// there are reported once.
func TestDirections(t *testing.T) {
	elem := func(b []byte, w *Writer, key string, p *core.Opt[int]) []byte {
		b = append(b, key...)
		n := len(b)
		if w.ReadOnlyRequired("id", p.IsZero()) {
			b = AddOptInt(b, `,"id":`, p)
		}
		return EndObject(b, n)
	}
	list := []core.Opt[int]{core.Some(1), {}, {}}
	for mode, want := range map[Mode]string{0: `[{"id":1},{},{}] []`, ToAPI: `[{},{},{}] []`, FromAPI: `[{"id":1},{},{}] [id]`} {
		w := NewWriter(mode)
		b := AppendArray(w.Buf, w, "", list, elem)
		if got := fmt.Sprint(string(b), " ", w.Left()); got != want {
			t.Errorf("%d: %s, want %s", mode, got, want)
		}
		w.Release(b)
	}
}

// isText accepts what encoding/json accepts in UTF-8: texts, and these with any byte replaced,
// added or left out.
func TestIsText(t *testing.T) {
	same := func(text []byte) {
		if got, want := isText(text), json.Valid(text) && utf8.Valid(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
	for _, text := range []string{
		` {"a" : [ 1 , -0.5e+10, 0, 12E3 ],"b\"\\\/\b\f\n\r\t\u00eF":{},"c":[], "long enough for eight":"and more of it\n" } `,
		`[true,false,null,"é",{"a":{"b":[[]]}}]`, `-10.25`, `"x"`, ``, ` `, `01`, `1.`, `-`, `1e`, `.5`, `+1`, `"\ud800"`, `{"a":1,"a":2}`, `[1 2]`, `nul`, `truefalse`,
		strings.Repeat("[", 10000) + strings.Repeat("]", 10000), strings.Repeat("[", 10001) + strings.Repeat("]", 10001),
	} {
		same([]byte(text))
		if len(text) > 1000 {
			continue
		}
		for i := range text {
			same([]byte(text[:i]))
			same([]byte(text[:i] + text[i+1:]))
			for c := range 256 {
				same([]byte(text[:i] + string([]byte{byte(c)}) + text[i:]))
				same([]byte(text[:i] + string([]byte{byte(c)}) + text[i+1:]))
			}
		}
	}
}
