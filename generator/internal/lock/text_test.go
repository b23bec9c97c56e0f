package lock

import (
	"strings"
	"testing"
)

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
	const pet = header + "\nschema Pet = Pet\n"
	for text, want := range map[string]Problem{
		"":                                                 {1, "the lock is empty", "restore the lock from version control"},
		"peergen lock 9\n":                                 {1, "another version of the format", "upgrade peergen, or"},
		"\ufeff" + pet:                                     {1, "another first line", "restore the lock"},
		header + "\nwhat X = Y\n":                          {2, "unknown kind", ""},
		header + "\n\tmember a = A\n":                      {2, "expected a block", ""},
		header + "\nmember a = A string\n":                 {2, "at the wrong level", ""},
		header + "\nschema = \n":                           {2, "expected an equals sign", ""},
		header + "\nschema \"a = \n":                       {2, "the quoted text does not end", ""},
		header + "\nschema Pet = \n":                       {2, `"" is not an exported Go name`, ""},
		header + "\nschema Pet = 9Pet\n":                   {2, `"9Pet" is not`, ""},
		header + "\nschema Pet = func\n":                   {2, `"func" is not`, ""},
		header + "\nschema Pet = Lim-it\n":                 {2, `"Lim-it" is not`, ""},
		header + "\nschema Pet = pet\n":                    {2, `"pet" is not`, ""},
		pet + "\tmember a = A;x string\n":                  {3, `"A;x" is not`, ""},
		pet + "\tmember a = A string formerly b\n":         {3, `"b" is not`, ""},
		pet + "<<<<<<< HEAD\n\tmember a = A\n":             {3, "has no end", "restore the markers"},
		pet + "||||||| base\n\tmember a = A\n":             {3, "the marker ||||||| does not continue", "restore the markers"},
		pet + "=======\n\tmember a = A\n>>>>>>> b\n":       {3, "the marker ======= does not continue", ""},
		pet + ">>>>>>> b\n\tmember a = A\n":                {3, "the marker >>>>>>> does not continue", ""},
		pet + "<<<<<<< a\n<<<<<<< a\n=======\n>>>>>>> b\n": {4, "the marker <<<<<<< does not continue", ""},
	} {
		l, problems := Parse([]byte(text))
		if l != nil || len(problems) == 0 || problems[0].Line != want.Line || !strings.Contains(problems[0].Message, want.Message) || !strings.HasPrefix(problems[0].Hint, want.Hint) {
			t.Errorf("%q: %+v, want %+v", text, problems, want)
		}
	}
}

func TestIsBare(t *testing.T) {
	if !IsBare(New().Format()) || IsBare([]byte(sample)) {
		t.Error("a lock without names cannot be distinguished from one with names")
	}
}
