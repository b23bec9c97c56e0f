package additive

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Table counts outcomes by kind of change.
type Table struct {
	rows  map[string]map[Outcome]int
	total map[Outcome]int
}

// Add counts a case.
func (t *Table) Add(c Case) {
	if t.rows == nil {
		t.rows, t.total = map[string]map[Outcome]int{}, map[Outcome]int{}
	}
	name := cmp.Or(c.Kind, "real") + "\t" + c.Effect.String()
	if t.rows[name] == nil {
		t.rows[name] = map[Outcome]int{}
	}
	t.rows[name][c.Outcome]++
	t.total[c.Outcome]++
}

// Cases returns the number of cases.
func (t *Table) Cases() int { return sum(t.total) }

// Write writes the table as tab-separated values, the total last. If all is false it
// leaves out kinds that are always fine.
func (t *Table) Write(w io.Writer, all bool) error {
	rows := slices.Sorted(maps.Keys(t.rows))
	if _, err := fmt.Fprintf(w, "kind\teffect\tcases\tbreak\tsilent\treported\theld\trefused\tfine\n"); err != nil {
		return err
	}
	for _, name := range rows {
		if row := t.rows[name]; all || row[Fine] < sum(row) {
			if err := writeRow(w, name, row); err != nil {
				return err
			}
		}
	}
	return writeRow(w, fmt.Sprintf("total of %d kinds\t", len(rows)), t.total)
}

func writeRow(w io.Writer, name string, counts map[Outcome]int) error {
	columns := []string{name, strconv.Itoa(sum(counts))}
	for _, o := range outcomes {
		columns = append(columns, strconv.Itoa(counts[o]))
	}
	_, err := fmt.Fprintln(w, strings.Join(columns, "\t"))
	return err
}

func sum(counts map[Outcome]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}
