package surface

import (
	"slices"
	"strings"
	"testing"
)

const before = `package api

import "context"

type Opt[T any] struct{ value T }

type Pet struct {
	Name  string     ` + "`json:\"name\"`" + `
	Owner *Owner     ` + "`json:\"owner\"`" + `
	Born  Opt[int64] ` + "`json:\"born\"`" + `
}

func (p *Pet) GetOwner() *Owner { return p.Owner }

type Owner struct{ Name Opt[string] }

type Status string

const StatusOpen Status = "open"

type Animal interface{ isAnimal() }

func (Pet) isAnimal() {}

type API interface {
	GetPet(ctx context.Context, id string) (Pet, error)
}

type UnimplementedAPI struct{}

func (UnimplementedAPI) GetPet(context.Context, string) (Pet, error) { panic(0) }
`

// TestCompare checks the findings of each change of a package. A change replaces text that
// occurs once or more.
func TestCompare(t *testing.T) {
	standard := Standard()
	for _, c := range []struct {
		name, old, now string
		want           []string // names with a finding, sorted; apidiff and importers aside
		importer       bool     // importers do not compile
	}{
		{name: "nothing", old: "package api", now: "package api"},
		{name: "field added", old: "Born  Opt", now: "Age int\n\tBorn Opt"},
		{name: "field removed", old: "Name  string ", now: "Title string ", want: []string{"Pet.Name"}, importer: true},
		{name: "argument of a generic type", old: "Name Opt[string]", now: "Name Opt[bool]", want: []string{"Owner.Name"}, importer: true},
		{name: "type renamed, old name kept", old: "Owner struct{ Name Opt[string] }", now: "Owner = Person\n\ntype Person struct{ Name Opt[string] }"},
		{name: "member behind a field", old: `json:"name"`, now: `json:"NAME"`, want: []string{"Pet.Name"}},
		{name: "value behind a constant", old: `= "open"`, now: `= "OPEN"`, want: []string{"StatusOpen"}},
		{name: "variant removed", old: "func (Pet) isAnimal() {}", now: "", importer: true},
		{name: "operation added", old: "type UnimplementedAPI", now: "func (UnimplementedAPI) GetPets() {}\n\ntype UnimplementedAPI"},
		{name: "getter removed", old: "GetOwner()", now: "TakeOwner()", want: []string{"Pet.GetOwner"}, importer: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			loader := NewLoader(standard)
			old := load(t, loader, before)
			now := load(t, loader, strings.ReplaceAll(before, c.old, c.now))
			var names []string
			importer := false
			for _, f := range Compare(old, now, NewImporter(loader, old)) {
				switch {
				case strings.HasPrefix(f.Name, "importer"):
					importer = true
				case f.Name != "apidiff":
					names = append(names, f.Name)
				}
			}
			if slices.Sort(names); !slices.Equal(names, c.want) || importer != c.importer {
				t.Errorf("findings for %q, importer broken: %t; want %q, %t", names, importer, c.want, c.importer)
			}
		})
	}
}

// TestFirstOperation checks that no type loses the interface API when it gets its first
// method: every type implements an interface without methods.
func TestFirstOperation(t *testing.T) {
	loader := NewLoader(Standard())
	const method = "\tGetPet(ctx context.Context, id string) (Pet, error)\n"
	old := load(t, loader, strings.Replace(strings.Replace(before, method, "", 1), "import \"context\"", "import \"context\"\n\nvar _ context.Context", 1))
	now := load(t, loader, before)
	if found := Compare(old, now, NewImporter(loader, old)); len(found) > 0 {
		t.Errorf("findings %v, want none", found)
	}
}

func load(t *testing.T, loader *Loader, source string) *Package {
	t.Helper()
	pkg, err := loader.Load([]File{{"api.go", []byte(source)}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}
