package naming

import "testing"

func TestClaim(t *testing.T) {
	s := newScope([]string{"Pet"})
	for _, check := range []struct{ got, want string }{
		{s.claim("Dog", "Model"), "Dog"},
		{s.claim("Pet", "Model"), "PetModel"},
		{s.claim("Pet", "Model"), "PetModel2"},
		{s.claim("Pet", ""), "Pet2"},
		{s.claim("Pet", ""), "Pet3"},
		{s.claimAll("With", "Scheme", []string{"Dog", "Cat"}), "With"},
		{s.claimAll("With", "Scheme", []string{"Bird", "Cat"}), "WithScheme"},
		{s.claim("WithDog", "Model"), "WithDogModel"},
	} {
		if check.got != check.want {
			t.Errorf("got %s, want %s", check.got, check.want)
		}
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
