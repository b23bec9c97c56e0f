package lower

import "testing"

// Each pass needs only what earlier passes leave, and something needs each fact
// but those that are a part of the result.
func TestPassesFindWhatTheyNeed(t *testing.T) {
	result := map[fact]bool{resultTypes: true, headers: true, errorTypes: true, pagings: true}
	left, needed := map[fact]bool{}, map[fact]bool{}
	for _, p := range passes {
		for _, need := range p.needs {
			if !left[need] {
				t.Errorf("%q needs %q, which no earlier pass leaves", p.name, need)
			}
			needed[need] = true
		}
		for _, leave := range p.leaves {
			if left[leave] {
				t.Errorf("%q leaves %q, as an earlier pass does", p.name, leave)
			}
			left[leave] = true
		}
	}
	for f := range left {
		if !needed[f] && !result[f] {
			t.Errorf("no pass needs %q", f)
		}
	}
}
