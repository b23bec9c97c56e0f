package change

import (
	"slices"
	"testing"
)

// TestParseWire reads what oasdiff 1.38 prints for a parameter that became required, and one that was added.
func TestParseWire(t *testing.T) {
	s, err := parseWire([]byte(`[{"id":"request-parameter-became-required","text":"the ` + "`query` request parameter `q`" + ` became required","level":3,"operation":"GET","path":"/pets","section":"paths"},
{"id":"new-optional-request-parameter","text":"added the new optional parameter","level":1,"operation":"GET","path":"/pets"},
{"id":"api-security-removed","text":"removed a scheme","level":2}]`))
	want := Side{
		Breaking:   []string{"GET /pets: the `query` request parameter `q` became required", "removed a scheme"},
		Compatible: []string{"GET /pets: added the new optional parameter"},
	}
	if err != nil || !slices.Equal(s.Breaking, want.Breaking) || !slices.Equal(s.Compatible, want.Compatible) {
		t.Errorf("got %+v, %v", s, err)
	}
	if s, err = parseWire([]byte("[]\n")); err != nil || s.verdict() != None {
		t.Errorf("got %+v, %v", s, err)
	}
	if _, err = parseWire([]byte("no JSON")); err == nil {
		t.Error("no error for what is not JSON")
	}
}

func TestVerdict(t *testing.T) {
	some := []string{"x"}
	for _, c := range []struct {
		report Report
		files  bool
		want   Verdict
	}{
		{Report{}, false, None},
		{Report{}, true, Patch},
		{Report{Go: Side{Compatible: some}}, true, Minor},
		{Report{Go: Side{Compatible: some}, Wire: Side{Breaking: some}}, true, Major},
		{Report{Go: Side{Breaking: some}}, true, Major},
		{Report{Wire: Side{Compatible: some}}, false, Minor},
		{Report{New: true}, true, Minor},
	} {
		if c.report.Decide(c.files); c.report.Verdict != c.want {
			t.Errorf("%+v: want %s", c.report, c.want)
		}
	}
}
