package hold

import (
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

const earlierPet = `peergen lock 1
schema Pet = Pet struct
	member age = Age Opt[int32]
	member born = Born Opt[string]
	member id = ID Opt[int64]
	member name = Name string
	member removed = Removed []string
`

// pet is the object of earlierPet as a document has it now.
func pet() *ir.API {
	field := func(name string, t ir.Type) *ir.Field { return &ir.Field{Name: name, Value: ir.Value{Type: t}} }
	body := &ir.Struct{Fields: []*ir.Field{
		field("age", ir.Integer{Bits: 64}), field("born", ir.Date{}), field("id", ir.String{}), field("name", ir.String{}),
	}}
	return &ir.API{Decls: []*ir.Decl{{Component: "Pet", Body: body}}}
}

func apply(t *testing.T, accept bool) (*ir.Struct, []string) {
	t.Helper()
	earlier, problems := lock.Parse([]byte(earlierPet))
	if problems != nil {
		t.Fatal(problems)
	}
	if accept {
		earlier.AcceptAll()
	}
	api, ds := pet(), &diag.List{}
	Apply(api, earlier, ds)
	var findings []string
	for _, d := range ds.All() {
		findings = append(findings, string(d.Code)+": "+d.Message)
	}
	return api.Decls[0].Body.(*ir.Struct), findings
}

func TestMembersAreHeld(t *testing.T) {
	body, findings := apply(t, false)
	want := []string{
		"breaking: the member id of Pet, which was Opt[int64], becomes Opt[string], and cannot stay: their JSON types differ",
		"held: the member age of Pet stays Opt[int32], although the document makes it Opt[int64]: values beyond the range of the type are errors, as before",
		"held: the member born of Pet stays Opt[string], although the document makes it Opt[CivilDate]",
		"held: the member name of Pet stays string, although the document makes it Opt[string]: absent and null are read as zero, and zero is written",
		"without-value: the member removed of Pet stays []string: code that uses it compiles, and gets and sends no value",
	}
	if !slices.Equal(findings, want) {
		t.Errorf("got %q", findings)
	}
	if body.Field("age").Value.Type != ir.Type(ir.Integer{Bits: 32}) || body.Field("name").Value.Shape != ir.Plain {
		t.Errorf("got %+v", body.Fields)
	}
	if last := body.Fields[4]; last.Name != "removed" || !last.Hidden || !last.Doc.Deprecated {
		t.Errorf("got %+v for a removed member", last)
	}
}

func TestAcceptedChangesAreApplied(t *testing.T) {
	body, findings := apply(t, true)
	if len(body.Fields) != 4 || body.Field("born").Value.Type != ir.Type(ir.Date{}) {
		t.Errorf("got %+v", body.Fields)
	}
	if len(findings) != 5 || findings[4] != "breaking: the member removed of Pet, which was []string, is removed" {
		t.Errorf("got %q", findings)
	}
}
