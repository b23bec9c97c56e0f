package json

import "testing"

// Missing members are reported in declared order, also those that only responses must have.
func TestMissingMembersInOrder(t *testing.T) {
	table := Members{Keys: []string{`,"id":`, `,"name":`, `,"age":`}, Required: []uint64{0x2}, Due: []uint64{0x7}}
	read := func(r *Reader, i int, p *int) int {
		_, _, i = r.Open(i, &table)
		return i
	}
	for mode, want := range map[Mode]string{
		Strict | FromAPI: "body /id: is required; body /name: is required; body /age: is required",
		Strict | ToAPI:   "body /name: is required",
	} {
		if err := Decode([]byte(`{}`), mode, new(int), read); err == nil || err.Error() != want {
			t.Errorf("mode %d: %v, want %s", mode, err, want)
		}
	}
}
