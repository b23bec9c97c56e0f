package json

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/core"
)

func TestViolations(t *testing.T) {
	const ok = `"end":null,"events":[]`
	for _, test := range []struct {
		data            string
		strict, lenient []string // core.Violation.String() with the keyword in brackets
	}{
		{`{"id":"a",` + ok + `}`, nil, nil},
		{`[]`, []string{"body: must be an object, not an array [type]"}, []string{"body: must be an object, not an array [type]"}},
		{`{}`, []string{"body /id: is required [required]", "body /end: is required [required]", "body /events: is required [required]"},
			nil},
		{`{"events":[{"x":[{}]}],"end":null}`,
			[]string{"body /events/0/x: is not a known member [additionalProperties]", "body /events/0/code: is required [required]", "body /id: is required [required]"},
			nil},
		{`{"id":null,` + ok + `}`, []string{"body /id: must be a string, not null [type]"}, nil},
		{`{"id":"123456789",` + ok + `}`, []string{"body /id: must be at most 8 characters long [maxLength]"}, []string{"body /id: must be at most 8 characters long [maxLength]"}},
		{`{"id":"","name":null,"parent":null,"labels":null,"tags":null,"start":null,"buddy":null,` + ok + `}`,
			[]string{"body /name: must not be null [type]", "body /parent: must not be null [type]", "body /labels: must not be null [type]", "body /tags: must not be null [type]"}, nil},
		{`{"id":"","filter":"nope",` + ok + `}`, []string{"body /filter: must be one of events, tracks [enum]"}, nil},
		{`{"id":"","filter":1,` + ok + `}`, []string{"body /filter: must be a string, not a number [type]"}, []string{"body /filter: must be a string, not a number [type]"}},
		{`{"id":"","matrix":[[1],[2,true],{}],"labels":{"a/b~c":[1,{"x":2}]},` + ok + `}`,
			[]string{"body /matrix/1/1: must be a number, not true [type]", "body /matrix/2: must be an array, not an object [type]", "body /labels/a~1b~0c: must be a string, not an array [type]"},
			[]string{"body /matrix/1/1: must be a number, not true [type]", "body /matrix/2: must be an array, not an object [type]", "body /labels/a~1b~0c: must be a string, not an array [type]"}},
		{`{"id":"","shape":{"radius":"x","kind":"circle"},"cpus":1.5,` + ok + `}`,
			[]string{"body /shape/radius: must be a number, not a string [type]", "body /cpus: must be an integer, not a fraction [type]"},
			[]string{"body /shape/radius: must be a number, not a string [type]", "body /cpus: must be an integer, not a fraction [type]"}},
		{`{"id":"","shape":[],` + ok + `}`, nil, nil},
	} {
		for _, mode := range []Mode{Strict, 0} {
			want := test.lenient
			if mode == Strict {
				want = test.strict
			}
			var got []string
			err := Decode([]byte(test.data), mode, new(testPeer), readTestPeer)
			var failure *core.ConstraintError
			if errors.As(err, &failure) {
				for _, v := range failure.Violations {
					got = append(got, v.String()+" ["+v.Keyword+"]")
				}
			} else if err != nil {
				got = []string{err.Error()}
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s, mode %v:\n got %q\nwant %q", test.data, mode, got, want)
			}
		}
	}
}

func TestViolationsEnd(t *testing.T) {
	var failure *core.ConstraintError
	err := Decode([]byte("["+strings.Repeat("1,", 200)+"]syntax error too late to be seen"), Strict, new([]string), func(r *Reader, i int, p *[]string) int { return ReadArray(r, i, p, ReadString) })
	if !errors.As(err, &failure) || len(failure.Violations) != core.MaxViolations || failure.Violations[99].Name != "/99" {
		t.Errorf("got %v", err)
	}
	err = Decode([]byte(`[1,]`), Strict, new([]string), func(r *Reader, i int, p *[]string) int { return ReadArray(r, i, p, ReadString) })
	if _, isSyntax := errors.AsType[*core.DecodeError](err); !isSyntax {
		t.Errorf("a syntax error after a violation is %T", err)
	}
}

// Members in any order, known and unknown, named as nothing else is.
func TestMemberOrder(t *testing.T) {
	type odd struct{ Empty, Key, Quoted, Late string }
	members := Members{
		Keys:     []string{`,"":`, `,"key":`, `,"a\"/~\n":`, `,"late":`},
		Required: []uint64{0xf},
		Closed:   true,
		Escapes:  true,
	}
	read := func(r *Reader, i int, p *odd) int {
		start := i
		o, k, i := r.Open(i, &members)
		for ; k >= 0; k, i = o.Next(i) {
			i = ReadString(r, i, []*string{&p.Empty, &p.Key, &p.Quoted, &p.Late}[k])
		}
		r.Violate(start, "minProperties", "was read")
		return i
	}
	outer := Members{Keys: []string{`,"x":`}}
	want := odd{"1", "2", "3", "4"}
	const seen = "body /x: was read"
	for data, message := range map[string]string{
		`{"":"1","key":"2","a\"/~\n":"3","late":"4"}`:                          seen,
		`{"late":"4","a\u0022\/~\u000a":"3","\u006bey":"2","":"1"}`:            seen,
		`{"key":"2","":"1","late":"4","a\"/~\n":"3"}`:                          seen,
		`{"z":{},"late":"4","y":[{}],"key":"2","a\"/~\n":"3","":"1","w":null}`: "body /x/z: is not a known member; body /x/y: is not a known member; body /x/w: is not a known member; " + seen,
		`{}`:                     "body /x/: is required; body /x/key: is required; body /x/a\"~1~0\n: is required; body /x/late: is required; " + seen,
		`{"late":"4","key":"2"}`: "body /x/: is required; body /x/a\"~1~0\n: is required; " + seen,
		`{"late":"4","Key":"2"}`: "body /x/Key: is not a known member; body /x/: is required; body /x/key: is required; body /x/a\"~1~0\n: is required; " + seen,
	} {
		var got struct{ X odd }
		err := Decode([]byte(`{"x":`+data+`}`), Strict, &got, func(r *Reader, i int, p *struct{ X odd }) int {
			o, k, i := r.Open(i, &outer)
			for ; k >= 0; k, i = o.Next(i) {
				i = read(r, i, &p.X)
			}
			return i
		})
		if err == nil || err.Error() != message {
			t.Errorf("%s:\n got %v\nwant %s", data, err, message)
		}
		if !strings.Contains(message, "required") && got.X != want {
			t.Errorf("%s: got %q", data, got.X)
		}
	}
}

// What a look ahead reports is forgotten, and hides nothing reported later.
func TestReset(t *testing.T) {
	err := Decode([]byte(`[{"a":[1],"b":{}}]`), Strict, new([]string), func(r *Reader, i int, p *[]string) int {
		return ReadArray(r, i, p, func(r *Reader, i int, p *string) int {
			if r.Kind(i) != '{' {
				t.Errorf("kind %q", r.Kind(i))
			}
			at := r.checkpoint()
			ReadString(r, i, p)
			r.rollback(at)
			if OnlyMember(r, i, "a") != "a" {
				t.Error("a is not found")
			}
			end := r.Skip(i)
			r.Violate(i, "enum", "must be empty")
			r.Violate(i, "const", "must be null")
			return end
		})
	})
	if want := "body /0: must be empty; body /0: must be null"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// A reader comes from a pool: nothing of one text may show in the next.
func TestReaderIsClean(t *testing.T) {
	for _, bad := range []string{`{"id":1,"events":[{`, `{"id":1}`, strings.Repeat(`{"id":`, 2000)} {
		if Decode([]byte(bad), Strict, new(testPeer), readTestPeer) == nil {
			t.Fatalf("%s: no error", bad)
		}
		var p testPeer
		if err := Unmarshal([]byte(`{"id":"x","end":"y","events":[],"name":null}`), &p, readTestPeer); err != nil {
			t.Fatal(err)
		}
		want := testPeer{ID: "x", End: core.Some("y"), Events: []testEvent{}}
		if !reflect.DeepEqual(p, want) {
			t.Errorf("got %+v, want %+v", p, want)
		}
	}
	p := testPeer{ID: "kept"}
	if err := json.Unmarshal([]byte(" null"), &p); err != nil || p.ID != "kept" {
		t.Errorf("null into a type: %+v, %v", p, err)
	}
}
