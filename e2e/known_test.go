package e2e

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/e2e/driver"
)

// known is testdata/prism/known.tsv: the expected differences. The columns are
// document, operation, kind, a part of the text, and the reason; * in one of
// the first two means any. An unused row is an error, unless its kind ends with
// a question mark: such differences depend on timing.
type known struct{ rows []*knownRow }

type knownRow struct {
	document, operation, kind, part, reason string
	sometimes, used                         bool
}

func readKnown(t *testing.T) *known {
	t.Helper()
	text, err := os.ReadFile("testdata/prism/known.tsv")
	if err != nil {
		t.Fatal(err)
	}
	table := &known{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) != 5 {
			t.Fatalf("known.tsv: %q has %d columns, want 5", line, len(columns))
		}
		kind, sometimes := strings.CutSuffix(columns[2], "?")
		table.rows = append(table.rows, &knownRow{columns[0], columns[1], kind, columns[3], columns[4], sometimes, false})
	}
	return table
}

// explain returns the row for a difference, or nil.
func (k *known) explain(document string, r driver.Result) *knownRow {
	for _, row := range k.rows {
		if is(row.document, document) && is(row.operation, r.Operation) && row.kind == r.Kind && strings.Contains(r.Text, row.part) {
			row.used = true
			return row
		}
	}
	return nil
}

func is(pattern, name string) bool { return pattern == "*" || pattern == name }

// keep drops the rows that none of the documents can use.
func (k *known) keep(documents []prismDocument) {
	k.rows = slices.DeleteFunc(k.rows, func(row *knownRow) bool {
		return row.document != "*" && !slices.ContainsFunc(documents, func(d prismDocument) bool { return d.name == row.document })
	})
}

func (k *known) complain(t *testing.T) {
	for _, row := range k.rows {
		if !row.used && !row.sometimes {
			t.Errorf("known.tsv: nothing is explained by %s\t%s\t%s\t%s", row.document, row.operation, row.kind, row.part)
		}
	}
}
