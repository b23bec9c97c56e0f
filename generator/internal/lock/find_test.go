package lock

import (
	"slices"
	"testing"
)

const shop = `operation GET /pets/{} = GetPet
	body application/json = Body Pet
	id findPet
	param query page_size = PageSize Opt[int64]
	params = GetPetParams
	result = *Pet
scheme api-key = APIKey apiKey
schema Pet = Animal struct
	member "a b" = AB string
	member owner = Owner *Owner
	-member size = Size Opt[int64]
schema Status = Status enum string
	value "\"on air\"" = StatusOnAir
	value "\"a  b\"" = StatusAB
	values = StatusValues
type = Owner struct
	member name = Name string
`

// TestFind checks that each way to write an identity finds its part, and that the text in
// findings is one of them.
func TestFind(t *testing.T) {
	l := parse(t, shop)
	x := NewIndex(l)
	for _, texts := range [][]string{
		{"schema Pet", "Pet", "Animal"},
		{"Pet.owner", "schema Pet member owner", "Animal.Owner", "Animal.owner", "Pet.Owner"},
		{`"Pet.a b"`, "Pet.a b", `schema Pet member "a b"`, "Animal.AB"},
		{"Pet.size"},
		{"GET /pets/{}", "operation GET /pets/{}", "GET /pets/{id}", "findPet", "GetPet"},
		{"GET /pets/{} query page_size", "GET /pets/{id} query page_size", "operation GET /pets/{} param query page_size", "GET /pets/{} param query page_size", "GetPet.PageSize", "GetPetParams.PageSize"},
		{"GET /pets/{} body application/json", "GetPet.Body"},
		{"GET /pets/{} result"},
		{"StatusOnAir", `schema Status value "\"on air\""`, `Status "on air"`},
		{"StatusAB", `schema  Status value "\"a  b\""`, `Status  "a  b"`},
		{"schema Status values", "StatusValues"},
		{"scheme api-key", "api-key", "APIKey"},
		{"type Owner", "Owner"},
		{"Owner.name", "type Owner member name", "Owner.Name"},
	} {
		for _, text := range texts {
			if found := x.Find(text); len(found) != 1 || found[0].Identity() != texts[0] {
				t.Errorf("%s: %d parts, want %s", text, len(found), texts[0])
				for _, p := range found {
					t.Log(p.Identity())
				}
			}
		}
	}
	if found := x.Find("Pet.name"); found != nil {
		t.Errorf("found %v", found)
	}
	got := x.Split([]string{"GET", "/pets/{}", "query", "page_size", "Pet", "schema", "Status", "unknown"})
	if want := []string{"GET /pets/{} query page_size", "Pet", "schema Status", "unknown"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestFindPrefersTheDocument has a component with the Go name of another one.
func TestFindPrefersTheDocument(t *testing.T) {
	x := NewIndex(parse(t, "schema Pet = Pet2 struct\nschema pet = Pet struct\n"))
	if found := x.Find("Pet"); len(found) != 1 || found[0].Block.ID != "Pet" {
		t.Errorf("found %v", found)
	}
}

func TestCommand(t *testing.T) {
	if got, want := Command(nil, "rename", "GET /pets/{}", "Pets"), "peergen rename 'GET /pets/{}' Pets"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRename(t *testing.T) {
	for name, c := range map[string]struct{ text, identity, name, breaks, want string }{
		"a type, in all forms": {
			"operation GET /pets = GetPets\n\tresult = []Pet\nschema Kind = Kind union\n\tvariant Pet\nschema Pet = Pet struct\n\tmember p = P map[string]*Pet\n\tmember q = Q other.Pet\n", "Pet", "Animal", "",
			"operation GET /pets = GetPets\n\tresult = []Animal\nschema Kind = Kind union\n\tvariant Animal\nschema Pet = Animal struct formerly Pet\n\tmember p = P map[string]*Animal\n\tmember q = Q other.Pet\n",
		},
		"an inline type": {"type = Owner struct\n\tmember name = Name string\n", "Owner", "Keeper", "", "type = Keeper struct formerly Owner\n\tmember name = Name string\n"},
		"and back":       {"schema Pet = Animal struct formerly Pet\n", "Pet", "Pet", "", "schema Pet = Pet struct formerly Animal\n"},
		"a field": {"schema Pet = Pet struct\n\tmember age = Age int64\n", "Pet.age", "Years", "Years replaces the field Age of Pet and its getter",
			"schema Pet = Pet struct\n\tmember age = Years int64 formerly Age\n"},
		"an operation": {"operation GET /pets = GetPets\n", "GetPets", "ListPets", "ListPets replaces the method GetPets of API, which servers implement", "operation GET /pets = ListPets formerly GetPets\n"},
		"a body": {"operation POST /pets = AddPet\n\tbody application/json = Body Pet\n\tbody text/json = Body Pet\n\tparams = AddPetParams\n", "AddPet.Body", "Pet", "Pet replaces the field Body of AddPetParams",
			"operation POST /pets = AddPet\n\tbody application/json = Pet Pet formerly Body\n\tbody text/json = Pet Pet formerly Body\n\tparams = AddPetParams\n"},
		"a constant": {"schema S = S enum string\n\tvalue \"\\\"a\\\"\" = SA\n", "SA", "SFirst", "", "schema S = S enum string\n\tvalue \"\\\"a\\\"\" = SFirst formerly SA\n"},
	} {
		t.Run(name, func(t *testing.T) {
			l := parse(t, c.text)
			p := NewIndex(l).Find(c.identity)[0]
			if got := l.Breaks(p, c.name); got != c.breaks {
				t.Errorf("breaks %q, want %q", got, c.breaks)
			}
			l.Rename(p, c.name)
			if got, want := string(l.Format()), header+"\n"+notice+"\n"+c.want; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			parse(t, c.want)
		})
	}
}

func TestForget(t *testing.T) {
	l := parse(t, "schema Cat = Cat struct\n\t-member age = Age int64\n\tmember name = Name string formerly Title\n-schema Dog = Dog struct\n\t-member age = Age int64\n")
	x := NewIndex(l)
	if !l.Forget(Part{Block: l.Type("Cat")}) {
		t.Error("there is nothing to forget in Cat")
	}
	if !l.Forget(x.Find("Cat.name")[0]) || l.Forget(x.Find("Cat.name")[0]) || !l.Forget(x.Find("Dog")[0]) || l.Type("Dog") != nil {
		t.Errorf("left\n%s", l.Format())
	}
	l = parse(t, "schema Cat = Cat struct formerly Kitty\n\t-member age = Age int64\n-schema Dog = Dog struct\n")
	l.ForgetAll()
	if got, want := string(l.Format()), header+"\n"+notice+"\nschema Cat = Cat struct formerly Kitty\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAccept(t *testing.T) {
	l := parse(t, shop)
	pet := l.Block(Key{Kind: Schema, ID: "Pet"})
	owner := pet.Get(Key{Member, "owner", ""})
	if l.Accepts(owner) || (*Lock)(nil).Accepts(owner) {
		t.Error("accepted")
	}
	l.Accept(Part{Block: pet})
	if !l.Accepts(owner) || !l.Accepts(&pet.Entry) || l.Accepts(l.Type("Owner").Find(Member)) {
		t.Error("the entries of an accepted block are not accepted, or others")
	}
}

// TestCreate names a part before the first generation.
func TestCreate(t *testing.T) {
	l := New()
	for _, identity := range []string{"scheme api-key", "GET /pets/{id}"} {
		b := l.Create(identity)
		if b == nil {
			t.Fatal(identity)
		}
		l.Rename(Part{Block: b}, "X"+b.ID[:1])
	}
	for _, identity := range []string{"type Owner", "member a", "scheme", "Pet", "a b c", "scheme api-key", `Status "open"`, "GET pets"} {
		if l.Create(identity) != nil {
			t.Errorf("%s is created", identity)
		}
	}
	if got, want := string(l.Format()), header+"\n"+notice+"\noperation GET /pets/{} = XG\nscheme api-key = Xa\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	record := parse(t, "-operation GET /pets/{} = XG\nscheme api-key = Xa\n")
	if got := l.Unconfirmed(record); !slices.Equal(got, []string{"GET /pets/{id}"}) {
		t.Errorf("unconfirmed %q", got)
	}
}
