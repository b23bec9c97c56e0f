package hold

import (
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// restore applies a lock to an empty document, and returns the types that are kept and the
// findings.
func restore(t *testing.T, lines string) (types map[string]*ir.Decl, findings []string) {
	t.Helper()
	earlier, problems := lock.Parse([]byte("peergen lock 1\n" + lines))
	if problems != nil {
		t.Fatal(problems)
	}
	api, ds := &ir.API{}, &diag.List{}
	Apply(api, earlier, ds)
	types = map[string]*ir.Decl{}
	for _, d := range api.Decls {
		types[d.Earlier] = d
	}
	for _, d := range ds.All() {
		findings = append(findings, string(d.Code)+": "+d.Message)
	}
	return types, findings
}

func TestTypesThatContainThemselvesAreKept(t *testing.T) {
	for _, lines := range []string{
		"schema Tree = Tree named []Tree\n",
		"schema Tree = Tree named map[string]Tree\n",
		"schema Tree = Tree struct\n\tmember next = Next *Tree\n",
		"schema Tree = Tree alias []Node\nschema Node = Node named []Tree\n",
		"schema Tree = Tree named []Node\nschema Node = Node struct\n\tadditional = AdditionalProperties map[string]Tree\n",
	} {
		types, findings := restore(t, lines)
		if types["Tree"] == nil || !types["Tree"].Retired || !slices.ContainsFunc(findings, func(f string) bool { return f[:5] == "held:" }) {
			t.Errorf("%q: got %q", lines, findings)
		}
	}
	types, _ := restore(t, "schema Tree = Tree named []Tree\n")
	if elem := types["Tree"].Body.(*ir.Named).Value.Type.(ir.List).Elem; elem.Type != ir.Type(ir.Ref{Decl: types["Tree"]}) {
		t.Errorf("got elements %+v", elem)
	}
	if types, findings := restore(t, "schema Kind = Kind enum Kind\n"); types["Kind"] != nil || len(findings) != 1 {
		t.Errorf("an enum of itself: got %q", findings)
	}
}

func TestMembersThatCannotBeKeptAreReported(t *testing.T) {
	types, findings := restore(t, `schema Old = Old struct
	additional = AdditionalProperties map[string]int64
	member name = Name string
	member u = U U
	method Validate
schema U = U union
`)
	want := []string{
		"breaking: the field U of Old, which was U, is removed, and cannot stay: the type cannot be made from the lock",
		"breaking: the type U, which was union, is removed, and cannot stay: the type cannot be made from the lock",
		"held: the type Old stays struct: the document does not have it any more",
	}
	if !slices.Equal(findings, want) {
		t.Errorf("got %q", findings)
	}
	old := types["Old"]
	if body := old.Body.(*ir.Struct); len(body.Fields) != 1 || body.Additional == nil || !old.Validates {
		t.Errorf("got %+v", body)
	}
}
