package json

import (
	"strconv"
	"strings"
	"testing"
)

type keeping struct {
	a    int
	kept Kept
}

var keepingMembers = Members{Keys: []string{`,"a":`}, Required: []uint64{0x1}, Others: true}

func readKeeping(names ...string) ReadFunc[keeping] {
	return func(r *Reader, i int, p *keeping) int {
		o, k, i := r.Open(i, &keepingMembers)
		for ; k >= 0; k, i = o.Next(i) {
			switch k {
			case 0:
				i = ReadInt(r, i, &p.a)
			default:
				i = o.Keep(i, names...)
			}
		}
		p.kept = o.Kept()
		return i
	}
}

func TestKeepMembers(t *testing.T) {
	for _, test := range []struct {
		names      []string
		text, want string
	}{
		{[]string{"b", "c"}, `{"c":[1, 2],"x":0,"a":1,"b":{"a":2}}`, `{"a":1,"c":[1, 2],"b":{"a":2}}`},
		{[]string{"b", "c"}, `{"a":1}`, `{"a":1}`},
		{nil, `{"z":null,"a":1,"y\"\u00e9":true}`, `{"a":1,"z":null,"y\"é":true}`},
	} {
		var v keeping
		read := readKeeping(test.names...)
		if err := Decode([]byte(test.text), Strict, &v, read); err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		if got, err := Encode(&v, appendKeeping); err != nil || string(got) != test.want {
			t.Errorf("%s became %s, %v, want %s", test.text, got, err, test.want)
		}
	}
	for _, text := range []string{`{"a":1,"b":1,"b":2}`, `{"b":1,"a":1,"b":2}`, `{"b":1,"b":2,"a":1}`} {
		if err := Decode([]byte(text), Strict, new(keeping), readKeeping("b")); err == nil || !strings.Contains(err.Error(), "duplicate") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// A rolled back trial leaves no members behind.
func TestKeepMembersInTrials(t *testing.T) {
	type outer struct {
		in   *keeping
		kept Kept
	}
	text := `{"x":1,"in":{"b":1,"a":"no"},"y":2}`
	var v outer
	members := Members{Keys: []string{`,"in":`}, Others: true}
	err := Decode([]byte(text), Strict, &v, func(r *Reader, i int, p *outer) int {
		o, k, i := r.Open(i, &members)
		for ; k >= 0; k, i = o.Next(i) {
			if k > 0 {
				i = o.Keep(i, "x", "y")
			} else if in, end, ok := TryVariant(r, i, readKeeping("b")); ok {
				p.in, i = in, end
			} else {
				i = r.Skip(i)
			}
		}
		p.kept = o.Kept()
		return i
	})
	if want := Kept(`,"x":1,"y":2`); err != nil || v.kept != want {
		t.Errorf("%q, %v, want %q", v.kept, err, want)
	}
}

// Keeping members of any name takes time in proportion to the body.
func TestKeepManyMembers(t *testing.T) {
	var text strings.Builder
	text.WriteString(`{"a":1`)
	for i := range 20000 {
		text.WriteString(`,"m` + strconv.Itoa(i) + `":1`)
	}
	text.WriteString("}")
	if got := testing.AllocsPerRun(1, func() {
		if err := Decode([]byte(text.String()), 0, new(keeping), readKeeping()); err != nil {
			t.Fatal(err)
		}
	}); got > 1000 {
		t.Errorf("%v allocations", got)
	}
}

// nest keeps members on each level.
type nest struct {
	next *nest
	kept Kept
}

var nestMembers = Members{Keys: []string{`,"next":`}, Others: true}

func readNest(r *Reader, i int, p *nest) int {
	o, k, i := r.Open(i, &nestMembers)
	for ; k >= 0; k, i = o.Next(i) {
		switch k {
		case 0:
			i = readNest(r, i, New(&p.next))
		default:
			i = o.Keep(i)
		}
	}
	p.kept = o.Kept()
	return i
}

// A text that is nested too deep is an error, also if members are kept on its way.
func TestKeepMembersTooDeep(t *testing.T) {
	text := strings.Repeat(`{"x":1,"next":`, MaxDepth+1) + "{}" + strings.Repeat("}", MaxDepth+1)
	if err := Decode([]byte(text), 0, new(nest), readNest); err == nil || !strings.Contains(err.Error(), "nested more than") {
		t.Error(err)
	}
}

func TestAs(t *testing.T) {
	v := keeping{a: 1, kept: `,"b":2`}
	members := Members{Keys: []string{`,"b":`}, Required: []uint64{0x1}}
	readB := func(r *Reader, i int, p *int) int {
		o, k, i := r.Open(i, &members)
		for ; k >= 0; k, i = o.Next(i) {
			i = ReadInt(r, i, p)
		}
		return i
	}
	if b, err := As(&v, appendKeeping, readB); err != nil || *b != 2 {
		t.Errorf("%v, %v", b, err)
	}
	v.kept = ""
	if b, err := As(&v, appendKeeping, readB); err == nil || b != nil {
		t.Errorf("%v, %v", b, err)
	}
}

func TestUnevaluated(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":1,"b":2}`: "",
		`{"a":1,"c":2}`: "body /c: is not a known member",
		`{"a":1,"d":2}`: "body /d: is not a known member",
		`[1]`:           "",
	} {
		err := Decode([]byte(text), Strict, new(int), func(r *Reader, i int, _ *int) int {
			Unevaluated(r, i, Alternative{0, []string{"a"}}, Alternative{3, []string{"b"}}, Alternative{Unfit, []string{"c"}})
			return r.Skip(i)
		})
		if err != nil {
			if err.Error() != want {
				t.Errorf("%s: %s, want %s", text, err, want)
			}
		} else if want != "" {
			t.Errorf("%s is valid, want %s", text, want)
		}
	}
}
