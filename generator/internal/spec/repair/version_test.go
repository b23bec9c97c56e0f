package repair

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/source"
)

func TestVersionOf(t *testing.T) {
	for text, want := range map[string]version{
		"3.1.0": {3, 1}, "3.0": {3, 0}, "3": {3, 0}, "3.2.0-rc1": {3, 2}, "2.0": {2, 0}, "three": {}, "": {},
	} {
		if got := versionOf(&source.Node{Kind: source.String, Text: text}); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
	if got := versionOf(nil); got != (version{}) {
		t.Errorf("nothing is %v", got)
	}
}
