package diag

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"Pet", "Pets", "Order", "additionalProperties"}
	for word, want := range map[string]string{
		"Pte": "Pet", "pets": "Pets", "Ordre": "Order", "aditionalPropertys": "additionalProperties", "Xylophone": "", "": "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
