package lock

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestConflictMarkers reads conflicts of git, with and without the lines of the common
// ancestor.
func TestConflictMarkers(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"each side adds a member": {
			"schema Pet = Pet struct\n<<<<<<< HEAD\n\tmember age = Age int64\n=======\n\tmember color = Color string\n>>>>>>> b\n\tmember name = Name string\n",
			"schema Pet = Pet struct\n\tmember age = Age int64\n\tmember color = Color string\n\tmember name = Name string\n",
		},
		"equal lines": {
			"<<<<<<< HEAD\nschema Pet = Pet struct\n\tmember age = Age int64\n=======\nschema Pet = Pet struct\n\tmember age = Age int64\n\tmember color = Color string\n>>>>>>> b\n",
			"schema Pet = Pet struct\n\tmember age = Age int64\n\tmember color = Color string\n",
		},
		"lines after the conflict are of the last blocks of both sides": {
			"<<<<<<< HEAD\nschema Car = Car struct\n=======\nschema Cat = Cat struct\n>>>>>>> b\n\tmember name = Name string\nschema Dog = Dog struct\n\tmember size = Size int64\n",
			"schema Car = Car struct\n\tmember name = Name string\nschema Cat = Cat struct\n\tmember name = Name string\nschema Dog = Dog struct\n\tmember size = Size int64\n",
		},
		"one side has lines of the block before": {
			"schema Car = Car struct\n<<<<<<< HEAD\n\tmember wheels = Wheels int64\n=======\nschema Cat = Cat struct\n\tmember name = Name string\n>>>>>>> b\n",
			"schema Car = Car struct\n\tmember wheels = Wheels int64\nschema Cat = Cat struct\n\tmember name = Name string\n",
		},
		"the common ancestor": {
			"schema Pet = Pet struct\n<<<<<<< HEAD\n\tmember age = Age int64\n||||||| base\n\tmember age = Age Opt[int64]\n\tmember old = Old string\n=======\n\tmember age = Age int64\n\tmember color = Color string\n>>>>>>> b\n",
			"schema Pet = Pet struct\n\tmember age = Age int64\n\tmember color = Color string\n",
		},
		"one side removes what the other has": {
			"schema Pet = Pet struct\n<<<<<<< HEAD\n\t-member age = Age int64\n=======\n\tmember age = Age int64\n\tmember color = Color string\n>>>>>>> b\n",
			"schema Pet = Pet struct\n\tmember age = Age int64\n\tmember color = Color string\n",
		},
		"one side renames what the other removes": {
			"schema Pet = Pet struct\n<<<<<<< HEAD\n\tmember age = Years int64 formerly Age\n\t-member size = Size int64\n=======\n\t-member age = Age int64\n\tmember size = Length Opt[int64]\n>>>>>>> b\n",
			"schema Pet = Pet struct\n\tmember age = Years int64 formerly Age\n\tmember size = Length Opt[int64] formerly Size\n",
		},
		"both sides remove what had two names": {
			"<<<<<<< HEAD\n-schema Pet = Pet struct\n\t-member age = Age int64\n=======\n-schema Pet = Animal struct\n\t-member age = Years int64\n>>>>>>> b\n",
			"-schema Pet = Pet struct formerly Animal\n\t-member age = Age int64 formerly Years\n",
		},
		"both sides remove a block, whose lines had two names": {
			"<<<<<<< HEAD\n-schema Pet = Pet struct\n\tmember age = Age int64\n=======\n-schema Pet = Animal struct\n\tmember age = Years int64\n>>>>>>> b\n\tmember name = Name string\n",
			"-schema Pet = Pet struct formerly Animal\n\tmember age = Age int64 formerly Years\n\tmember name = Name string\n",
		},
		"one side removes a block that grows in the other": {
			"<<<<<<< HEAD\nschema Pet = Pet struct\n\tmember age = Age int64\n=======\n-schema Pet = Pet struct\n>>>>>>> b\n\tmember name = Name string\n",
			"schema Pet = Pet struct\n\tmember age = Age int64\n\tmember name = Name string\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got, want := string(parse(t, c.text).Format()), header+"\n"+notice+"\n"+c.want; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestClashes checks that a contradiction is reported with the command that decides it, and
// that the command does.
func TestClashes(t *testing.T) {
	for name, c := range map[string]struct {
		text, message, hint string
		decide              func(l *Lock, x *Index)
		want                string
	}{
		"two names of a member": {
			text:    "schema Pet = Pet struct\n<<<<<<< HEAD\n\tmember owner = Owner string\n=======\n\tmember owner = PetOwner string\n>>>>>>> b\n",
			message: "Pet.owner is named Owner on line 5 and PetOwner here",
			hint:    "`peergen rename Pet.owner Owner` or `peergen rename Pet.owner PetOwner` chooses one",
			decide:  func(l *Lock, x *Index) { l.Rename(x.Find("Pet.owner")[0], "PetOwner") },
			want:    "schema Pet = Pet struct\n\tmember owner = PetOwner string formerly Owner\n",
		},
		"two Go types of a member": {
			text:    "schema Pet = Pet struct\n<<<<<<< HEAD\n\tmember age = Age int64\n=======\n\tmember age = Age Opt[int64]\n>>>>>>> b\n",
			message: "Pet.age has the Go type int64 on line 5 and Opt[int64] here",
			hint:    "remove one of the lines, or `peergen accept Pet.age` chooses the type of the document",
			decide:  func(l *Lock, x *Index) { l.Accept(x.Find("Pet.age")[0]) },
			want:    "schema Pet = Pet struct\n\tmember age = Age\n",
		},
		"two schemas with one name, merged without markers": {
			text:    "schema petOwner = PetOwner struct\nschema pet_owner = PetOwner struct\n",
			message: "schema petOwner and schema pet_owner are both named PetOwner",
			hint:    "`peergen rename 'schema pet_owner' PetOwner2` gives the second one another name",
			decide:  func(l *Lock, x *Index) { l.Rename(x.Find("schema pet_owner")[0], "OwnerOfPet") },
			want:    "schema petOwner = PetOwner struct\nschema pet_owner = OwnerOfPet struct\n",
		},
		"two members with one name": {
			text:    "schema Pet = Pet struct\n\tmember petAge = PetAge string\n\tmember pet_age = PetAge string\n",
			message: "Pet.petAge and Pet.pet_age are both named PetAge",
			hint:    "`peergen rename Pet.pet_age PetAge2` gives the second one another name",
			decide:  func(l *Lock, x *Index) { l.Rename(x.Find("Pet.pet_age")[0], "PetAge2") },
			want:    "schema Pet = Pet struct\n\tmember petAge = PetAge string\n\tmember pet_age = PetAge2 string formerly PetAge\n",
		},
		"two operations with one name": {
			text:    "operation GET /pet = GetPet\noperation GET /pets/{} = GetPet\n",
			message: "GET /pet and GET /pets/{} are both named GetPet",
			hint:    "`peergen rename 'GET /pets/{}' GetPet2` gives the second one another name",
			decide:  func(l *Lock, x *Index) { l.Rename(x.Find("GET /pets/{id}")[0], "GetPet2") },
			want:    "operation GET /pet = GetPet\noperation GET /pets/{} = GetPet2 formerly GetPet\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			text := []byte(header + "\n" + notice + "\n" + c.text)
			l, problems := Parse(text)
			if l != nil || len(problems) != 1 || problems[0].Message != c.message || problems[0].Hint != c.hint {
				t.Errorf("problems %+v, want %s, %s", problems, c.message, c.hint)
			}
			l, problems = Read(text)
			if problems != nil {
				t.Fatal(problems)
			}
			c.decide(l, NewIndex(l))
			if problems := l.Clashes(); problems != nil {
				t.Error(problems)
			}
			if got, want := string(l.Format()), header+"\n"+notice+"\n"+c.want; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestFormatClashes writes a lock in which two contradictions are left: the next run finds
// them, and what was accepted has no Go type.
func TestFormatClashes(t *testing.T) {
	l, problems := Read([]byte(header + "\nschema Pet = Pet struct\n<<<<<<< a\n\tmember age = Age int64\n\tmember name = Name string\n\tmember owner = Owner string\n=======\n\tmember age = Age string\n\tmember name = Title string\n\tmember owner = Owner int64\n>>>>>>> b\n"))
	if problems != nil {
		t.Fatal(problems)
	}
	l.Accept(NewIndex(l).Find("Pet.owner")[0])
	want := header + "\n" + notice + "\nschema Pet = Pet struct\n\tmember age = Age int64\n\tmember age = Age string\n\tmember name = Name string\n\tmember name = Title string\n\tmember owner = Owner\n"
	if got := string(l.Format()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, problems := Parse([]byte(want)); len(problems) != 2 {
		t.Errorf("problems %+v, want two", problems)
	}
	l.AcceptAll()
	if problems := l.Clashes(); len(problems) != 1 {
		t.Errorf("problems %+v, want that of the names", problems)
	}
}

// TestNoClash has parts that may share a name: of different hooks, types out of use, and
// content types of one field.
func TestNoClash(t *testing.T) {
	parse(t, "operation GET /pets = Get\noperation POST \"webhook a\" = Get\noperation POST \"webhook b\" = Get\nwebhook a = A\nwebhook b = B\n")
	parse(t, "schema Pet = Pet struct\n-type = Pet struct\n")
	parse(t, "operation POST /pets = AddPet\n\tbody application/json = Body Pet\n\tbody text/json = Body Pet\n")
}

// TestMerge merges two branches that each added something, with git.
func TestMerge(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	run := func(args ...string) error {
		cmd := exec.Command(git, append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"}, args...)...)
		cmd.Dir = dir
		return cmd.Run()
	}
	path := filepath.Join(dir, "api.lock")
	// commit begins a branch with the present commit, and commits a lock.
	commit := func(branch, lines string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(header+"\n"+notice+"\n"+lines), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"checkout", "-q", "-b", branch}, {"add", "."}, {"commit", "-q", "-m", branch}} {
			if err := run(args...); err != nil {
				t.Fatal(args, err)
			}
		}
	}
	if err := run("init", "-q"); err != nil {
		t.Fatal(err)
	}
	const pet = "schema Pet = Pet struct\n\tmember name = Name string\n"
	commit("base", pet)
	commit("left", "schema Cat = Cat struct\n\tmember lives = Lives int64\n"+pet)
	if err := run("checkout", "-q", "base"); err != nil {
		t.Fatal(err)
	}
	commit("right", "schema Car = Car struct\n\tmember lives = Lives int64\n"+pet+"\tmember owner = Owner string\n")
	conflict := run("merge", "-q", "left") != nil
	merged, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !conflict || !strings.Contains(string(merged), "<<<<<<<") {
		t.Errorf("git reports no conflict:\n%s", merged)
	}
	l, problems := Parse(merged)
	if problems != nil {
		t.Fatalf("%v\n%s", problems, merged)
	}
	want := header + "\n" + notice + "\nschema Car = Car struct\n\tmember lives = Lives int64\nschema Cat = Cat struct\n\tmember lives = Lives int64\n" + pet + "\tmember owner = Owner string\n"
	if got := string(l.Format()); got != want {
		t.Errorf("got\n%s\nof\n%s", got, merged)
	}
}
