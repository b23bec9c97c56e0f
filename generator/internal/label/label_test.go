package label

import (
	"slices"
	"testing"
)

func TestPathsAreReadable(t *testing.T) {
	for _, test := range []struct {
		path Path
		want string
	}{
		{nil, ""},
		{Path{Name("Pet"), Name("tags"), Item{}}, "Pet.tags[]"},
		{Path{Name("Pet"), Item{}, Value{}, Name("size")}, "Pet[]{}.size"},
		{Path{Response{Of: "getPet"}, Alternative("with email")}, "getPet response.alternative with email"},
		{Path{Response{Of: "getPet", Status: "404"}, Variant(2)}, "getPet 404 response.variant 2"},
		{Path{Request{Of: "addPet"}, Position(0)}, "addPet request.item 0"},
		{Path{Body{Of: "addPet"}}, "addPet body"},
		{Path{Part{Of: "addPet"}}, "addPet part"},
		{Path{Name("Animal"), Own{}}, "Animal.base"},
	} {
		if got := test.path.String(); got != test.want {
			t.Errorf("%#v is %q, want %q", test.path, got, test.want)
		}
	}
}

func TestTailStartsAtAStepThatIsUnderstoodByItself(t *testing.T) {
	for _, test := range []struct {
		path Path
		want string
	}{
		{Path{Name("Pet"), Name("tags")}, "tags"},
		{Path{Name("Pet"), Name("tags"), Item{}, Value{}}, "tags[]{}"},
		{Path{Name("Pet"), Name("owner"), Alternative("with email")}, "owner.alternative with email"},
		{Path{Name("Pet"), Name("owner"), Variant(1)}, "variant 1"},
		{Path{Item{}}, "[]"},
		{nil, ""},
	} {
		if got := test.path.Tail().String(); got != test.want {
			t.Errorf("the tail of %s is %q, want %q", test.path, got, test.want)
		}
	}
}

func TestPathsAreOrderedByTheirWords(t *testing.T) {
	paths := []Path{
		{Name("a"), Name("c")},
		{Name("a"), Item{}},
		{Name("a")},
		{Name("a"), Alternative("x")},
		{Name("a"), Variant(1)},
	}
	slices.SortFunc(paths, Path.Compare)
	var got []string
	for _, path := range paths {
		got = append(got, path.String())
	}
	if want := []string{"a", "a[]", "a.alternative x", "a.c", "a.variant 1"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAppendLeavesThePathAsItIs(t *testing.T) {
	path := make(Path, 1, 8)
	path[0] = Name("Pet")
	first, second := path.Append(Name("a")), path.Append(Name("b"))
	if first.String() != "Pet.a" || second.String() != "Pet.b" || len(path) != 1 {
		t.Errorf("%s and %s of %s", first, second, path)
	}
}

func TestOnlyPositionsNeedTheirParent(t *testing.T) {
	for _, step := range []Step{Alternative("with email"), Variant(1), Position(0)} {
		if !NeedsParent(step) {
			t.Errorf("%s can be used alone", step)
		}
	}
	for _, step := range []Step{Name("variant 1"), Name("item"), Item{}, Value{}, Request{Of: "a"}, Response{Of: "a"}, Own{}, Body{Of: "a"}, Part{Of: "a"}} {
		if NeedsParent(step) {
			t.Errorf("%s needs its parent", step)
		}
	}
}
