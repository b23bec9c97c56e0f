package hold

import (
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
)

// TestTableIsComplete checks that the table has each pair of classes in one cell. A
// time.Time of the lock can be one in seconds.
func TestTableIsComplete(t *testing.T) {
	for _, old := range classes {
		if old == unix {
			continue
		}
		row, ok := table[old]
		if !ok {
			t.Errorf("no row for %s", old)
		}
		for _, now := range classes {
			cells := 0
			if slices.Contains(row.exact, now) {
				cells++
			}
			if _, ok := row.lossy[now]; ok {
				cells++
			}
			for _, list := range row.breaking {
				if slices.Contains(list, now) {
					cells++
				}
			}
			if cells != 1 {
				t.Errorf("%s has %d cells for %s, want 1", old, cells, now)
			}
		}
	}
	if len(table) != len(classes)-1 {
		t.Errorf("the table has %d rows, want %d", len(table), len(classes)-1)
	}
}

func TestSpans(t *testing.T) {
	for _, c := range []struct {
		of, other ir.Type
		want      bool
	}{
		{ir.Integer{Bits: 64}, ir.Integer{Bits: 32}, true},
		{ir.Integer{Bits: 32}, ir.Integer{Bits: 64}, false},
		{ir.Integer{Bits: 64}, ir.Integer{Bits: 64, Unsigned: true}, false},
		{ir.Integer{Bits: 64}, ir.Integer{Bits: 32, Unsigned: true}, true},
		{ir.Number{Bits: 64}, ir.Integer{Bits: 32}, true},
		{ir.Number{Bits: 64}, ir.Integer{Bits: 64}, false},
		{ir.Number{Bits: 32}, ir.Number{Bits: 64}, false},
		{ir.String{}, ir.String{}, false},
	} {
		if got := spans(c.of, c.other); got != c.want {
			t.Errorf("%#v spans %#v: %t", c.of, c.other, got)
		}
	}
}

// TestDocumentation checks the table in Table, which docs/held.md shows.
func TestDocumentation(t *testing.T) {
	text := Table()
	if strings.Count(text, "\n") != len(classes)+1 || !strings.Contains(text, "| `string` | ") {
		t.Error(text)
	}
}
