package lock

import "testing"

const sample = header + "\n" + notice + `
operation GET /pets/{} = GetPet
	id getPet
	param query page_size = PageSize Opt[int64]
	params = GetPetParams
	result = *Pet
schema Pet = Pet struct
	member "a b" = AB map[string][]Owner
	member owner = Owner *Owner
	-member size = Size Opt[int64]
schema Status = Status enum string
	value "\"on air\"" = StatusOnAir
	values = StatusValues
type = Owner struct
	member name = Name string
`

func TestFormatIsParsed(t *testing.T) {
	l, problems := Parse([]byte(sample))
	if problems != nil {
		t.Fatal(problems)
	}
	if got := string(l.Format()); got != sample {
		t.Errorf("got\n%s\nwant\n%s", got, sample)
	}
}

func TestLookUp(t *testing.T) {
	l, _ := Parse([]byte(sample))
	pet := l.Block(Key{Kind: Schema, ID: "Pet"})
	if pet != l.Type("Pet") {
		t.Error("the schema is not found by its Go name")
	}
	if e := pet.Get(Key{Member, "size", ""}); e == nil || !e.Gone || e.Name != "Size" {
		t.Errorf("got %+v for a member that is gone", e)
	}
	form, err := l.ParseForm(pet.Get(Key{Member, "a b", ""}).Form)
	if want := (Map{List{Named("Owner")}}); err != nil || form != Form(want) {
		t.Errorf("got %#v, %v", form, err)
	}
	if (*Lock)(nil).Block(Key{Kind: Schema, ID: "Pet"}).Find(Values) != nil {
		t.Error("a nil lock finds an entry")
	}
}

func TestProblems(t *testing.T) {
	for _, text := range []string{"", "peergen lock 9\n", header + "\nwhat X = Y\n", header + "\n\tmember a = A string\n", header + "\nmember a = A string\n", header + "\nschema = \n", header + "\nschema \"a = \n", header + "\nschema Pet = Pet\n<<<<<<< HEAD\n\tmember a = A\n"} {
		if l, problems := Parse([]byte(text)); l != nil || problems == nil {
			t.Errorf("%q has no problem", text)
		}
	}
}
