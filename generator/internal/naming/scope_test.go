package naming

import (
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/lock"
)

func TestClaim(t *testing.T) {
	s := newScope([]string{"Pet"})
	for _, check := range []struct{ got, want string }{
		{s.claim("Dog", "Model", asIs), "Dog"},
		{s.claim("Pet", "Model", asIs), "PetModel"},
		{s.claim("Pet", "Model", asIs), "PetModel2"},
		{s.claim("Pet", "", asIs), "Pet2"},
		{s.claim("Pet", "", asIs), "Pet3"},
		{s.claim("Cat", "Scheme", options([]string{"Source"})), "Cat"},
		{s.claim("CatSource", "Scheme", options(nil)), "CatSourceScheme"},
		{s.claim("WithCat", "Model", asIs), "WithCatModel"},
	} {
		if check.got != check.want {
			t.Errorf("got %s, want %s", check.got, check.want)
		}
	}
}

// A name of the lock, with all that is derived from it, is for the part that has it
// there, and only once. Names that are in use come before those that are not.
func TestKeep(t *testing.T) {
	entry := func(id, name string, gone bool) *lock.Entry {
		return &lock.Entry{Key: lock.Key{Kind: lock.Member, ID: id}, Name: name, Gone: gone}
	}
	old, foo, reserved := entry("x", "Foo", true), entry("foo", "Foo", false), entry("validate", "Validate", false)
	s := newScope([]string{"Validate"})
	for _, e := range []*lock.Entry{old, foo, reserved} {
		s.keep(e, withGetter)
	}
	if got := s.claim("Foo", "Field", withGetter); got != "FooField" {
		t.Errorf("another part has %s", got)
	}
	if got := s.claim("GetFoo", "Field", withGetter); got != "GetFooField2" { // GetFooField is the getter of FooField
		t.Errorf("another part has %s", got)
	}
	got := []bool{s.grant(old, withGetter), s.grant(reserved, withGetter), s.grant(foo, withGetter), s.grant(foo, withGetter), s.hasGranted(foo, withGetter), s.hasGranted(old, withGetter)}
	if !slices.Equal(got, []bool{false, false, true, false, true, false}) {
		t.Error(got)
	}
}

func TestClaimSeries(t *testing.T) {
	s := newScope([]string{"pattern", "pattern1a", "schema12"})
	if got := s.claimSeries("pattern"); got != "pattern" {
		t.Errorf("got %s for a series without a conflict", got)
	}
	if got := s.claimSeries("schema"); got != "schema_" {
		t.Errorf("got %s for a series with a conflict", got)
	}
}
