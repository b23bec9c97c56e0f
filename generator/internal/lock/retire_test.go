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
			"-operation GET /pets = ListPets\n\t-params = ListPetsParams\n",
		},
		"a removed inline type stays": {
			"type = Owner struct\n\tmember name = Name string\n", "",
			"-type = Owner struct\n\t-member name = Name string\n",
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
