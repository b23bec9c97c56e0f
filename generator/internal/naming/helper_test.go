package naming

import (
	"regexp"
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
)

// TestHelpers checks that helpers avoid the runtime and each other.
func TestHelpers(t *testing.T) {
	text := component("text", &ir.Named{Value: ir.Value{Type: ir.String{}, Checks: []ir.Check{
		ir.Pattern{RE2: "a"}, ir.Not{Checks: []ir.Check{ir.Pattern{RE2: "b"}, ir.Raw{Schema: "{}"}}}, ir.Pattern{RE2: "a"},
	}}})
	itself, union, other := component("Itself", &ir.Union{}), component("Pet", &ir.Union{}), component("APetOperation", &ir.Union{})
	getPet, failure, twin := &ir.Operation{ID: "getPet"}, &ir.Operation{ID: "error"}, &ir.Operation{ID: "readAPet"}
	names, _ := assign(&ir.API{Decls: []*ir.Decl{itself, union, other, text}, Operations: []*ir.Operation{getPet, failure, twin}})
	for _, check := range []struct{ got, want string }{
		{names.Reader(union), "readPet"},
		{names.UnionMarker(union), "isPet"},
		{names.Reader(itself), "readItself2"},
		{names.OperationFacts(getPet), "getPetOperation2"},
		{names.OperationFacts(twin), "readAPetOperation2"},
		{names.Reader(other), "readAPetOperation"},
		{names.Handler(getPet), "serveGetPet"},
		{names.Handler(failure), "serveError2"},
		{names.Pattern("a"), "pattern_1"},
		{names.Pattern("b"), "pattern_2"},
		{names.RawSchema("{}"), "schema1"},
	} {
		if check.got != check.want {
			t.Errorf("got %s, want %s", check.got, check.want)
		}
	}
}

// TestSpellings checks what makes names of helpers differ from keywords,
// predeclared identifiers and names of packages.
func TestSpellings(t *testing.T) {
	for kind, h := range helpers {
		if name := spelled(h.spelling, "X"); !regexp.MustCompile(`^[a-z].*[A-Z0-9]`).MatchString(name) {
			t.Errorf("helper %d: %s has neither a capital nor a digit behind a small letter", kind, name)
		}
	}
}
