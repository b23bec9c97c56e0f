package shell

import "testing"

func TestJoin(t *testing.T) {
	for _, test := range []struct {
		words []string
		want  string
	}{
		{[]string{"peergen", "accept", "Pet.name"}, "peergen accept Pet.name"},
		{[]string{"peergen", "accept", "GET /pets"}, "peergen accept 'GET /pets'"},
		{[]string{"peergen", "--config", "a b.yaml"}, "peergen --config 'a b.yaml'"},
		{[]string{"$HOME", "it's", "`x`", "a*b", ""}, `'$HOME' 'it'\''s' '` + "`x`" + `' 'a*b' ''`},
	} {
		if got := Join(test.words...); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}
