package target

import (
	"slices"
	"testing"
)

func TestHelpers(t *testing.T) {
	var h Helpers[string]
	next := map[string][]string{"a": {"b", "c"}, "b": {"a"}, "c": {"d"}, "e": {"a"}}
	h.Mention("a")
	h.Mention("a")
	var written []string
	h.Write(func(part string) {
		written = append(written, part)
		for _, n := range next[part] {
			h.Mention(n)
		}
	})
	if want := []string{"a", "b", "c", "d"}; !slices.Equal(written, want) {
		t.Errorf("written: %v, want %v", written, want)
	}
	if !h.Mentions("d") || h.Mentions("e") {
		t.Error("d is mentioned, and e is not")
	}
}
