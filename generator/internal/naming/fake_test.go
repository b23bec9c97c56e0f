package naming

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// TestFakeNamesStay checks that a new operation does not take the name that the type Fake has
// for an operation of the lock.
func TestFakeNamesStay(t *testing.T) {
	operation := func(id, path string) *ir.Operation {
		return &ir.Operation{ID: id, Method: "GET", Path: "/" + path, Segments: []ir.Segment{{{Literal: path}}}}
	}
	pet, function, calls := operation("getPet", "a"), operation("getPetFunc", "b"), operation("getPetCalls", "c")
	both := &ir.API{Fake: true, Operations: []*ir.Operation{function, calls, pet}}
	assign := func(earlier *lock.Lock) *Names {
		names, _ := assignWith(both, earlier)
		return names
	}
	first, _ := assignWith(&ir.API{Fake: true, Operations: []*ir.Operation{pet}}, nil)
	for name, test := range map[string]struct {
		names *Names
		want  [4]string
	}{
		"at first":      {assign(nil), [4]string{"GetPetFunc", "GetPetCalls", "GetPetFuncField", "GetPetCallsMethod"}},
		"with the lock": {assign(first.Record()), [4]string{"GetPetFuncOperation", "GetPetCallsOperation", "GetPetFunc", "GetPetCalls"}},
	} {
		got := [4]string{test.names.Operation(function), test.names.Operation(calls), test.names.FakeFunc(pet), test.names.FakeCalls(pet)}
		if got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}
