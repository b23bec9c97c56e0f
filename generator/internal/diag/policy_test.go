package diag

import "testing"

func TestPolicy(t *testing.T) {
	p := Policy{Allow: []Allowance{{Code: UnresolvedRef, Pointer: "/components/schemas/Pet"}, {Code: Moved}}, Strict: true}
	for _, c := range []struct {
		d    Diagnostic
		want Severity
	}{
		{Diagnostic{Code: UnresolvedRef, Pointer: "/components/schemas/Pet"}, Warning},
		{Diagnostic{Code: UnresolvedRef, Pointer: "/components/schemas/Pet/properties/a"}, Warning},
		{Diagnostic{Code: UnresolvedRef, Pointer: "/components/schemas/Pets"}, Error},
		{Diagnostic{Code: UnresolvedRef, Pointer: "/components/schemas/Pet", Needed: true}, Error},
		{Diagnostic{Code: Moved}, Info},
		{Diagnostic{Code: Held}, Error},
		{Diagnostic{Code: Renamed}, Error},
	} {
		list := List{Policy: p}
		list.Add(c.d)
		if got := list.All()[0].Severity(); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.d.Code, c.d.Pointer, got, c.want)
		}
	}
	list := List{}
	list.Add(Diagnostic{Code: Renamed})
	list.Add(Diagnostic{Code: UnresolvedRef})
	if all := list.All(); all[0].Severity() != Warning || all[1].Severity() != Error {
		t.Error("without a policy the code decides")
	}
}

func TestParseAllowance(t *testing.T) {
	for text, valid := range map[string]bool{
		"unresolved-ref": true, "renamed": true, "moved:/paths/~1pets": true, "unresolved-ref:#/components/schemas/Pet": true,
		"unresolved": false, "syntax": false, "": false, "renamed:": false, "renamed:Pet": false,
	} {
		if _, problem := ParseAllowance(text); (problem == "") != valid {
			t.Errorf("%q: %q", text, problem)
		}
	}
}
