package identity

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

func get(id, path string, segments ...ir.Segment) *ir.Operation {
	return &ir.Operation{ID: id, Method: "GET", Path: path, Segments: segments}
}

func literal(text string) ir.Segment { return ir.Segment{{Literal: text}} }

func parse(t *testing.T, text string) *lock.Lock {
	t.Helper()
	l, problems := lock.Parse([]byte("peergen lock 1\n" + text))
	if problems != nil {
		t.Fatal(problems)
	}
	return l
}

func TestOperationsOfOnePath(t *testing.T) {
	param := ir.Segment{{Param: &ir.Param{Name: "id"}}}
	first, second := get("getPet", "/pets/{id}", literal("pets"), param), get("getPetByName", "/pets/{name}", literal("pets"), param)
	query := get("all", "/pets", literal("pets"))
	query.Query = "all=1"
	api := &ir.API{Operations: []*ir.Operation{first, second, query}}
	key := lock.Key{Kind: lock.Operation, ID: "GET", Sub: "/pets/{}"}
	for text, owner := range map[string]*ir.Operation{
		"": first,
		"operation GET /pets/{} = GetPetByName\n\tid getPetByName\n": second,
	} {
		table := New(api, parse(t, text))
		for _, op := range api.Operations[:2] {
			if got := table.Operation(op) == key; got != (op == owner) {
				t.Errorf("%s has the identity %v", op.ID, table.Operation(op))
			}
		}
		if got := table.Operation(query).Sub; got != "/pets?all=1" {
			t.Error(got)
		}
	}
}

func TestMovedOperations(t *testing.T) {
	earlier := parse(t, "operation GET /a = GetA\n\tid getA\noperation GET /b = GetB\n\tid getB\noperation GET /c = GetC\n\tid same\noperation GET /d = GetD\n\tid same\noperation GET /f = GetF\n\tid getF\n")
	a, b, same := get("getA", "/v2/a", literal("v2"), literal("a")), get("getB", "/b", literal("b")), get("same", "/e", literal("e"))
	f, copied := get("getF", "/f", literal("f")), get("getF", "/g", literal("g"))
	copied.Anonymous = true
	table := New(&ir.API{Operations: []*ir.Operation{a, b, same, f, copied}}, earlier)
	for op, want := range map[*ir.Operation]string{a: "GetA", b: "GetB", same: "", f: "GetF", copied: ""} {
		got := ""
		if block := table.EarlierOperation(op); block != nil {
			got = block.Name
		}
		if got != want {
			t.Errorf("%s %s is %q in the lock, want %q", op.ID, op.Path, got, want)
		}
		if from, moved := table.Moved(op); moved != (op == a) {
			t.Errorf("%s moved from %v", op.ID, from)
		}
	}
}

func TestEarlierDecl(t *testing.T) {
	earlier := parse(t, "-schema Old = Old struct\nschema Pet = Pet struct\nschema common.yaml#Pet = PetModel struct\ntype = Owner struct\n")
	for _, test := range []struct {
		decl *ir.Decl
		want string
	}{
		{&ir.Decl{Component: "Pet"}, "Pet"},
		{&ir.Decl{Component: "Pet", External: true, File: "common.yaml"}, "PetModel"},
		{&ir.Decl{Component: "Old"}, "Old"},
		{&ir.Decl{Component: "Old", Earlier: "Owner"}, "Owner"}, // an inline schema became a component
		{&ir.Decl{Earlier: "Owner"}, "Owner"},
		{&ir.Decl{}, ""},
	} {
		got := ""
		if block := New(&ir.API{}, earlier).EarlierDecl(test.decl); block != nil {
			got = block.Name
		}
		if got != test.want {
			t.Errorf("%+v is %q in the lock, want %q", test.decl, got, test.want)
		}
	}
}

// A header has one identity, whatever its capitals are; of two Go types the one that the
// lock does not have, or else the second, has its kind in it.
func TestHeaders(t *testing.T) {
	text, number := ir.Value{Type: ir.String{}}, ir.Value{Type: ir.Integer{}}
	headers := []*ir.Header{{Name: "x-rate", Value: text}, {Name: "X-Rate", Value: number}}
	keys := Headers(headers, nil)
	if keys[0].ID != "X-Rate" || keys[1].ID != "X-Rate integer" {
		t.Error(keys)
	}
	earlier := parse(t, "operation GET /a = A\n\theader X-Rate = XRate Opt[int64]\n").Block(lock.Key{Kind: lock.Operation, ID: "GET", Sub: "/a"})
	if keys = Headers(headers, earlier); keys[0].ID != "X-Rate string" || keys[1].ID != "X-Rate" {
		t.Error(keys)
	}
}
