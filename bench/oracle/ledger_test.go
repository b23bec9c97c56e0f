package oracle

import (
	"slices"
	"testing"
)

// owner is the generator that causes a difference.
type owner string

const (
	ourChoice   owner = "peergen's choice"
	theirChoice owner = "oapi-codegen's choice"
	theirBug    owner = "oapi-codegen's bug"
	goRouter    owner = "net/http.ServeMux's, which oapi-codegen routes with"
	openAPI     owner = "OpenAPI's gap: both are within it"
)

// known is an expected difference, in each of the comparisons and each of the
// cases.
type known struct {
	comparisons []string
	cases       []string // nil means at least one, any
	part        string
	a, b        string // anyText means any
	whose       owner
	reason      string
}

const anyText = "*"

func (k *known) explains(comparison, name, part, a, b string) bool {
	return slices.Contains(k.comparisons, comparison) && (k.cases == nil || slices.Contains(k.cases, name)) &&
		k.part == part && (k.a == a || k.a == anyText) && (k.b == b || k.b == anyText)
}

// ledger compares the differences of one comparison with the rows of the table.
type ledger struct {
	t          *testing.T
	comparison string
	used       map[*known]map[string]bool // cases that a row has explained
}

// newLedger reports unused rows, and unused cases of rows, at the end of the
// test.
func newLedger(t *testing.T, comparison string) *ledger {
	l := &ledger{t, comparison, map[*known]map[string]bool{}}
	t.Cleanup(func() {
		for _, unused := range l.unused(table) {
			t.Error("unused row: " + unused)
		}
	})
	return l
}

// unused describes the rows, and cases of rows, that were not used.
func (l *ledger) unused(table []known) (out []string) {
	for i := range table {
		row := &table[i]
		if !slices.Contains(row.comparisons, l.comparison) {
			continue
		}
		if row.cases == nil && len(l.used[row]) == 0 {
			out = append(out, l.comparison+", any case: "+row.part)
		}
		for _, name := range row.cases {
			if !l.used[row][name] {
				out = append(out, l.comparison+", "+name+": "+row.part)
			}
		}
	}
	return out
}

// of is called for the differences in one case; a difference without a row
// fails the test.
func (l *ledger) of(name string) found {
	return func(part, a, b string) {
		l.t.Helper()
		if !l.explain(table, name, part, a, b) {
			l.t.Errorf("%s, %s: %s: %.400q, %.400q", l.comparison, name, part, a, b)
		}
	}
}

func (l *ledger) explain(table []known, name, part, a, b string) bool {
	for i := range table {
		if row := &table[i]; row.explains(l.comparison, name, part, a, b) {
			if l.used[row] == nil {
				l.used[row] = map[string]bool{}
			}
			l.used[row][name] = true
			return true
		}
	}
	return false
}

// TestLedger checks that unexplained differences, unused rows and rows without
// a reason fail.
func TestLedger(t *testing.T) {
	rows := []known{
		{[]string{"x"}, []string{"one", "two"}, "status", "200", anyText, ourChoice, "for the test"},
		{[]string{"x", "y"}, nil, "body", "a", "b", ourChoice, "for the test"},
	}
	l := &ledger{t, "x", map[*known]map[string]bool{}}
	for _, c := range []struct {
		name, part, a, b string
		want             bool
	}{
		{"one", "status", "200", "404", true},
		{"one", "status", "201", "404", false},
		{"three", "status", "200", "404", false},
		{"one", "body", "a", "c", false},
		{"one", "header", "a", "b", false},
	} {
		if got := l.explain(rows, c.name, c.part, c.a, c.b); got != c.want {
			t.Errorf("%+v: explained: %v", c, got)
		}
	}
	if got, want := l.unused(rows), []string{"x, two: status", "x, any case: body"}; !slices.Equal(got, want) {
		t.Errorf("unused rows are %q, want %q", got, want)
	}
	for _, row := range table {
		if row.whose == "" || row.reason == "" || len(row.comparisons) == 0 {
			t.Errorf("a row is incomplete: %+v", row)
		}
	}
}
