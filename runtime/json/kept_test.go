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

func codeKeeping(names ...string) func(*Codec, *keeping) {
	return func(c *Codec, p *keeping) {
		for o := c.Object(); o.More(); {
			Required(&o, "a", &p.a, Int)
			KeepMembers(&o, &p.kept, names...)
		}
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
		code := codeKeeping(test.names...)
		if err := Decode([]byte(test.text), Strict, &v, code); err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		if got, err := Encode(&v, appendKeeping); err != nil || string(got) != test.want {
			t.Errorf("%s became %s, %v, want %s", test.text, got, err, test.want)
		}
	}
	for _, text := range []string{`{"a":1,"b":1,"b":2}`, `{"b":1,"a":1,"b":2}`, `{"b":1,"b":2,"a":1}`} {
		if err := Decode([]byte(text), Strict, new(keeping), codeKeeping("b")); err == nil || !strings.Contains(err.Error(), "duplicate") {
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
	err := Decode([]byte(text), Strict, &v, func(c *Codec, p *outer) {
		for o := c.Object(); o.More(); {
			try := func(c *Codec, p **keeping) {
				if in, ok := TryVariant(c, codeKeeping("b")); ok {
					*p = in
					return
				}
				c.Skip()
			}
			Required(&o, "in", &p.in, try)
			KeepMembers(&o, &p.kept, "x", "y")
		}
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
		if err := Decode([]byte(text.String()), 0, new(keeping), codeKeeping()); err != nil {
			t.Fatal(err)
		}
	}); got > 1000 {
		t.Errorf("%v allocations", got)
	}
}

func TestAs(t *testing.T) {
	v := keeping{a: 1, kept: `,"b":2`}
	codeB := func(c *Codec, p *int) {
		for o := c.Object(); o.More(); {
			Required(&o, "b", p, Int)
		}
	}
	if b, err := As(&v, appendKeeping, codeB); err != nil || *b != 2 {
		t.Errorf("%v, %v", b, err)
	}
	v.kept = ""
	if b, err := As(&v, appendKeeping, codeB); err == nil || b != nil {
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
		err := Decode([]byte(text), Strict, new(int), func(c *Codec, _ *int) {
			Unevaluated(c, Alternative{0, []string{"a"}}, Alternative{3, []string{"b"}}, Alternative{Unfit, []string{"c"}})
			c.Skip()
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
