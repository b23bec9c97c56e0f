package naming

import (
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

// TestHooksAreRenamed checks that an operation of a path keeps its name when a
// webhook or callback has the same one, in any order.
func TestHooksAreRenamed(t *testing.T) {
	hook := &ir.Hook{ID: "newPet", Key: "newPet"}
	callback := &ir.Hook{ID: "newPet", Key: "newPet", Callback: &ir.Callback{}}
	ops := []*ir.Operation{{ID: "newPet", Hook: callback}, {ID: "newPet", Hook: hook}, {ID: "new_pet"}}
	hook.Operations, callback.Operations = ops[1:2], ops[:1]
	for range 2 {
		slices.Reverse(ops)
		api := &ir.API{Operations: ops, Hooks: []*ir.Hook{callback, hook}}
		assigned := Assign(api, Runtime{}, nil, &diag.List{})
		names := map[*ir.Hook]string{}
		for _, op := range ops {
			names[op.Hook] = assigned.Operation(op) + " " + assigned.Params(op)
		}
		if names[nil] != "NewPet NewPetParams" || names[hook] != "NewPetWebhook NewPetWebhookParams" || names[callback] != "NewPetCallback NewPetCallbackParams" {
			t.Errorf("%v", names)
		}
		if assigned.Hook(hook) != "NewPet" || assigned.Hook(callback) != "NewPet" {
			t.Errorf("handlers %s and %s", assigned.Hook(hook), assigned.Hook(callback))
		}
	}
}

// TestOperationsOfSimilarPaths checks that of two operations with the same name the
// first in the document has it, and that one with an operationId comes first.
func TestOperationsOfSimilarPaths(t *testing.T) {
	short := &ir.Operation{ID: "getJobs", Anonymous: true, Method: "GET", Path: "/jobs"}
	long := &ir.Operation{ID: "get_jobs", Anonymous: true, Method: "GET", Path: "/jobs/"}
	given := &ir.Operation{ID: "GetJobs", Method: "GET", Path: "/all"}
	for _, test := range []struct {
		ops  []*ir.Operation
		want []string
	}{
		{[]*ir.Operation{short, long}, []string{"GetJobs", "GetJobsOperation"}},
		{[]*ir.Operation{long, short}, []string{"GetJobs", "GetJobsOperation"}},
		{[]*ir.Operation{long, given}, []string{"GetJobsOperation", "GetJobs"}},
	} {
		names, _ := assign(&ir.API{Operations: test.ops})
		for i, op := range test.ops {
			if got := names.Operation(op); got != test.want[i] {
				t.Errorf("%s is %s, want %s", op.Path, got, test.want[i])
			}
		}
	}
}

// TestPlannedOperationNames checks that inline schemas avoid the names of
// declarations to come, and that components keep them.
func TestPlannedOperationNames(t *testing.T) {
	for _, suffix := range plannedOperationSuffixes {
		inline := &ir.Decl{Path: label.Path{label.Name("box"), label.Name("list" + suffix)}, Body: &ir.Struct{}}
		owned := component("GetPet"+suffix, &ir.Struct{})
		names, messages := assign(&ir.API{Decls: []*ir.Decl{inline, owned}, Operations: []*ir.Operation{{ID: "list"}, {ID: "getPet"}}})
		if got := names.Type(inline); got != "BoxList"+suffix {
			t.Errorf("the inline schema is %s", got)
		}
		if got := names.Type(owned); got != "GetPet"+suffix || len(messages) > 0 {
			t.Errorf("the component is %s, with findings %v", got, messages)
		}
	}
}
