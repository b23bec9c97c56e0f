package lock

import "testing"

// parse returns the lock with some lines.
func parse(t *testing.T, lines string) *Lock {
	t.Helper()
	l, problems := Parse([]byte(header + "\n" + notice + "\n" + lines))
	if problems != nil {
		t.Fatal(problems)
	}
	return l
}

func TestRetire(t *testing.T) {
	for name, c := range map[string]struct{ earlier, now, want string }{
		"a removed member stays": {
			"schema Pet = Pet struct\n\tmember age = Age int64\n\tmember name = Name string\n",
			"schema Pet = Pet struct\n\tmember name = Name string\n",
			"schema Pet = Pet struct\n\t-member age = Age int64\n\tmember name = Name string\n",
		},
		"a member comes back": {
			"schema Pet = Pet struct\n\t-member age = Age int64\n",
			"schema Pet = Pet struct\n\tmember age = Age int64\n",
			"schema Pet = Pet struct\n\tmember age = Age int64\n",
		},
		"a removed block stays with its names": {
			"operation GET /pets = ListPets\n\tid listPets\n\tparams = ListPetsParams\n",
			"",
			"-operation GET /pets = ListPets\n\tid listPets\n\tparams = ListPetsParams\n",
		},
		"a removed inline type stays": {
			"type = Owner struct\n\t-member age = Age int64\n\tmember name = Name string\n", "",
			"-type = Owner struct\n\t-member age = Age int64\n\tmember name = Name string\n",
		},
		"a removed block stays as it is": {
			"-operation GET /pets = ListPets\n\tfailure 404 = Problem\n\t-param query a = A string\n", "",
			"-operation GET /pets = ListPets\n\tfailure 404 = Problem\n\t-param query a = A string\n",
		},
		"the response of an operation is removed": {
			"operation GET /pets = ListPets\n\tfailure 404 = Problem\n\tid listPets\n\tresult = *Pet\n\tbody text/csv = Body string\n\tsends text/csv\n\tsends text/tsv\n", "operation GET /pets = ListPets\n\tbody text/tsv = Body string\n",
			"operation GET /pets = ListPets\n\t-body text/csv = Body string\n\tbody text/tsv = Body string\n\t-failure 404 = Problem\n\t-result = *Pet\n\t-sends text/csv\n",
		},
		"a scheme loses its last operation": {
			"scheme key = Key basic\n\toptional\n", "scheme key = Key basic\n\tunused\n",
			"scheme key = Key basic\n\toptional\n",
		},
		"a scheme had no operation": {
			"scheme key = Key basic\n\tunused\n", "scheme key = Key basic\n\tunused\n",
			"scheme key = Key basic\n\tunused\n",
		},
		"an inline type becomes a component": {
			"type = Owner struct\n\t-member age = Age int64\n\tmember name = Name string\n",
			"schema Owner = Owner struct\n\tmember name = Name string\n",
			"schema Owner = Owner struct\n\t-member age = Age int64\n\tmember name = Name string\n",
		},
		"earlier names stay": {
			"schema Pet = Animal struct formerly Pet Beast\n\tmember name = Title string formerly Name\n",
			"schema Pet = Animal struct\n\tmember name = Title string\n",
			"schema Pet = Animal struct formerly Pet Beast\n\tmember name = Title string formerly Name\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := parse(t, c.now)
			l.Retire(parse(t, c.earlier))
			if got, want := string(l.Format()), header+"\n"+notice+"\n"+c.want; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestRetireAccepted(t *testing.T) {
	for name, c := range map[string]struct {
		accept func(*Lock)
		want   string
	}{
		"accepted": {(*Lock).AcceptAll, "-schema Pet = Pet struct\n\t-member name = Name string\n"},
		"applied":  {(*Lock).ApplyAll, "-schema Pet = Pet struct\n\tmember name = Name string\n\tmethod Validate\n"},
	} {
		earlier := parse(t, "schema Pet = Pet struct\n\tmember name = Name string\n\tmethod Validate\n")
		c.accept(earlier)
		l := New()
		l.Retire(earlier)
		if got, want := string(l.Format()), header+"\n"+notice+"\n"+c.want; got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestRevive(t *testing.T) {
	l := parse(t, "-operation PUT /pets = PutPet\n\t-param query old = Old string\n\tbody application/json = Body Pet\n"+
		"-type = Cat struct\n\tmember name = Name string\n-type = Dog struct\n\tmember name = Name string\n-type = Pet union\n\tvariant Cat\n")
	l.Revive(l.Block(Key{Kind: Operation, ID: "PUT", Sub: "/pets"}))
	want := header + "\n" + notice + "\noperation PUT /pets = PutPet\n\tbody application/json = Body Pet\n\t-param query old = Old string\n" +
		"type = Cat struct\n\tmember name = Name string\n-type = Dog struct\n\tmember name = Name string\ntype = Pet union\n\tvariant Cat\n"
	if got := string(l.Format()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
