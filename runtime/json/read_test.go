package json

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/core"
)

func skipAll(r *Reader, i int, _ *struct{}) int { return r.Skip(i) }

func TestSyntaxErrors(t *testing.T) {
	deep := strings.Repeat("[", MaxDepth+1) + strings.Repeat("]", MaxDepth+1)
	for _, test := range []struct {
		data    string
		offset  int
		pointer string
		message string
	}{
		{``, 0, "", "expected a value, found the end"},
		{`nul`, 0, "", "expected a value, found 'n'"},
		{`1 2`, 2, "", "unexpected data after the value"},
		{`{}}`, 2, "", "unexpected data after the value"},
		{"\ufeff1", 0, "", `expected a value, found '\ufeff'`},
		{`{"a":[1,{"b":01}]}`, 13, "/a/1/b", "a number must not start with 0"},
		{`{"a":-}`, 6, "/a", "expected a digit, found '}'"},
		{`{"a":1.}`, 7, "/a", "expected a digit, found '}'"},
		{`{"a":1e+}`, 8, "/a", "expected a digit, found '}'"},
		{`[1,]`, 3, "/1", "expected a value, found ']'"},
		{`{"a":1,}`, 7, "/a", "expected a member name in double quotes, found '}'"},
		{`{"a" 1}`, 5, "", "expected ':', found '1'"},
		{`[1 2]`, 3, "/0", "expected ',' or ']', found '2'"},
		{`{"a":1 "b"}`, 7, "/a", "expected ',' or '}', found '\"'"},
		{"[\"a\tb\"]", 3, "/0", `expected a string without control characters and its closing quote, found '\t'`},
		{`["abc`, 5, "/0", "expected a string without control characters and its closing quote, found the end"},
		{`["\n` + "\n" + `"]`, 4, "/0", `expected a string without control characters and its closing quote, found '\n'`},
		{`["\x"]`, 2, "/0", "invalid escape sequence or half a surrogate pair"},
		{`["\u12G4"]`, 2, "/0", "invalid escape sequence or half a surrogate pair"},
		{`["\u+123"]`, 2, "/0", "invalid escape sequence or half a surrogate pair"},
		{`["\ud800"]`, 2, "/0", "invalid escape sequence or half a surrogate pair"},
		{`["\udc00"]`, 2, "/0", "invalid escape sequence or half a surrogate pair"},
		{`["\ud800\ud800"]`, 2, "/0", "invalid escape sequence or half a surrogate pair"},
		{`["\ud83d\u0041"]`, 2, "/0", "invalid escape sequence or half a surrogate pair"},
		{"[\"\ufffd\xff\"]", 5, "/0", "invalid UTF-8"},
		{"{\"a\":\xff}", 5, "/a", "invalid UTF-8"},
		{`{"a":{"x":1,"y":2,"x":3}}`, 22, "/a/x", "duplicate member name"},
		{`{"a":1,"\u0061":2}`, 16, "/a", "duplicate member name"},
		{`{"":1,"":2}`, 9, "/", "duplicate member name"},
		{deep, MaxDepth, strings.Repeat("/0", 500) + "...", "nested more than 1000 deep"},
	} {
		err := Decode([]byte(test.data), Strict, new(struct{}), skipAll)
		want := &core.DecodeError{Offset: test.offset, Pointer: test.pointer, Message: test.message}
		if !reflect.DeepEqual(err, error(want)) {
			t.Errorf("%.40s:\n got %v\nwant %v", test.data, err, want)
		}
		if err2 := Decode([]byte(test.data), Strict, new(json.RawMessage), ReadRaw); fmt.Sprint(err2) != fmt.Sprint(err) {
			t.Errorf("%.40s: Skip returns %v, Raw %v", test.data, err, err2)
		}
	}
	if err := Decode([]byte(deep[1:len(deep)-1]), Strict, new(struct{}), skipAll); err != nil {
		t.Errorf("depth %d: %v", MaxDepth, err)
	}
}

func TestDuplicatesInLargeObjects(t *testing.T) {
	for _, n := range []int{1, 2, 20, 63, 64, 65, 66, 500} {
		for _, repeated := range []int{-1, 0, n / 2, n - 1} {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, `"member%d":{"x":0},`, i)
			}
			fmt.Fprintf(&b, `"member%d":0`, repeated)
			err := Decode([]byte("{"+b.String()+"}"), Strict, new(struct{}), skipAll)
			if (err != nil) != (repeated >= 0) {
				t.Errorf("%d members, number %d twice: %v", n, repeated, err)
			}
		}
	}
}

// readOne returns the value and an outcome, which is "ok", the keywords of the
// violations, or the syntax error.
func readOne[T any](data string, strict Mode, read ReadFunc[T]) (T, string) {
	var v T
	err := Decode([]byte(data), strict, &v, read)
	var failure *core.ConstraintError
	if errors.As(err, &failure) {
		parts := []string{}
		for _, x := range failure.Violations {
			parts = append(parts, x.Keyword)
		}
		return v, strings.Join(parts, ",")
	} else if err != nil {
		return v, err.Error()
	}
	return v, "ok"
}

func TestIntegers(t *testing.T) {
	for _, test := range []struct {
		data                     string
		int64, uint64, i32, ui32 string // the value or the keyword
	}{
		{"0", "0", "0", "0", "0"},
		{"-0", "0", "0", "0", "0"},
		{"0.0e5", "0", "0", "0", "0"},
		{"0e999999999999999999999", "0", "0", "0", "0"},
		{"1.0", "1", "1", "1", "1"},
		{"1e3", "1000", "1000", "1000", "1000"},
		{"1.5e1", "15", "15", "15", "15"},
		{"1200e-2", "12", "12", "12", "12"},
		{"1.000000000000000000", "1", "1", "1", "1"},
		{"1.0000000000000000000", "type", "type", "type", "type"}, // 20 digits and a fraction: not looked into
		{"-1", "-1", "format", "-1", "format"},
		{"1.5", "type", "type", "type", "type"},
		{"1e-1", "type", "type", "type", "type"},
		{"1e-999999999999999999999", "type", "type", "type", "type"},
		{"2147483647", "2147483647", "2147483647", "2147483647", "2147483647"},
		{"2147483648", "2147483648", "2147483648", "format", "2147483648"},
		{"-2147483648", "-2147483648", "format", "-2147483648", "format"},
		{"-2147483649", "-2147483649", "format", "format", "format"},
		{"4294967296", "4294967296", "4294967296", "format", "format"},
		{"9007199254740993", "9007199254740993", "9007199254740993", "format", "format"},
		{"9223372036854775807", "9223372036854775807", "9223372036854775807", "format", "format"},
		{"9223372036854775808", "format", "9223372036854775808", "format", "format"},
		{"-9223372036854775808", "-9223372036854775808", "format", "format", "format"},
		{"-9223372036854775809", "format", "format", "format", "format"},
		{"-18446744073709551615", "format", "format", "format", "format"},
		{"18446744073709551615", "format", "18446744073709551615", "format", "format"},
		{"18446744073709551616", "format", "format", "format", "format"},
		{"1e19", "format", "10000000000000000000", "format", "format"},
		{"1e999999999999999999999", "format", "format", "format", "format"},
		{"1e18446744073709551617", "format", "format", "format", "format"}, // an exponent of 2^64+1
		{"99999999999999999999", "format", "format", "format", "format"},
		{`"1"`, "type", "type", "type", "type"},
		{`null`, "type", "type", "type", "type"},
	} {
		check := func(kind string, value any, outcome, want string) {
			if outcome == "ok" {
				outcome = fmt.Sprint(value)
			}
			if outcome != want {
				t.Errorf("%s as %s: got %s, want %s", test.data, kind, outcome, want)
			}
		}
		a, aOK := readOne(test.data, Strict, ReadInt[int64])
		check("int64", a, aOK, test.int64)
		b, bOK := readOne(test.data, Strict, ReadUint[uint64])
		check("uint64", b, bOK, test.uint64)
		c, cOK := readOne(test.data, Strict, ReadInt[int32])
		check("int32", c, cOK, test.i32)
		d, dOK := readOne(test.data, Strict, ReadUint[uint32])
		check("uint32", d, dOK, test.ui32)
	}
}

func TestFloats(t *testing.T) {
	for _, data := range []string{"0", "-0", "1", "-1.5", "0.1", "123456789.123456789", "1e22", "1e23", "1e-22", "1e-23",
		"9007199254740991e22", "9007199254740993", "1.7976931348623157e308", "5e-324", "1e-400", "0.000000000000000000000000001",
		"12345678901234567890", "16777217", "0.3e-7", "3.4028234663852886e38", "1E+2", "0e400", "7.006492321624086e-46", "3.91698758903658e-05", "2.00656084343791e-02", "1.00000017881393421514957253748434595763683319091796875001"} {
		want, _ := strconv.ParseFloat(data, 64)
		if got, outcome := readOne(data, Strict, ReadFloat[float64]); outcome != "ok" || math.Float64bits(got) != math.Float64bits(want) {
			t.Errorf("%s: %v %s, want %v", data, got, outcome, want)
		}
		want32, err := strconv.ParseFloat(data, 32)
		got, outcome := readOne(data, Strict, ReadFloat[float32])
		if (outcome == "ok") != (err == nil) || err == nil && math.Float32bits(got) != math.Float32bits(float32(want32)) {
			t.Errorf("%s: float32 %v %s, want %v, %v", data, got, outcome, want32, err)
		}
	}
	for data, want := range map[string]string{"1e309": "format", "1e18446744073709551617": "format", "-1e99999": "format", `"1"`: "type", "true": "type"} {
		if _, outcome := readOne(data, Strict, ReadFloat[float64]); outcome != want {
			t.Errorf("%s: %s, want %s", data, outcome, want)
		}
	}
}

func TestBooleans(t *testing.T) {
	for data, want := range map[string]string{"true": "true ok", "false": "false ok", "null": "false type", `"true"`: "false type", "1": "false type"} {
		if got, outcome := readOne(data, Strict, ReadBool[bool]); fmt.Sprint(got, " ", outcome) != want {
			t.Errorf("%s: %v %s, want %s", data, got, outcome, want)
		}
	}
}

func TestStrings(t *testing.T) {
	for n := range 20 {
		pad := strings.Repeat("é", n/2) + strings.Repeat("x", n%2)
		for data, want := range map[string]string{
			`%s`: "%s", `%s\n%s`: "%s\n%s", `\"\\\/\b\f\r\t%s`: "\"\\/\b\f\r\t%s", `%s\u00e9\ud83d\ude00\uFFFD%s`: "%sé😀\ufffd%s",
			"\x7f%s\u2028": "\x7f%s\u2028", `\u0000%s`: "\x00%s",
		} {
			data, want = strings.ReplaceAll(data, "%s", pad), strings.ReplaceAll(want, "%s", pad)
			if got, outcome := readOne(`"`+data+`"`, Strict, ReadString[string]); got != want || outcome != "ok" {
				t.Errorf("%s: got %q %s, want %q", data, got, outcome, want)
			}
		}
		for c := range 256 { // every byte at every offset of the eight-byte steps
			data := `"` + strings.Repeat("x", n) + string([]byte{byte(c)}) + `xxxxxxxx"`
			var want string
			wantErr := json.Unmarshal([]byte(data), &want) != nil || c >= 0x80
			if got, outcome := readOne(data, Strict, ReadString[string]); (outcome != "ok") != wantErr || !wantErr && got != want {
				t.Errorf("byte %#x after %d: %q %s", c, n, got, outcome)
			}
		}
	}
}
