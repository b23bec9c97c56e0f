package main

import (
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/corpus/driver"
)

// knownSight is an expected difference.
type knownSight struct {
	document string // the name, or a pattern of path.Match
	client   string // the client; * means either
	pattern  *regexp.Regexp
	reason   string
	count    int
}

type knownSights []*knownSight

func readKnownSights(file string) (known knownSights, err error) {
	rows, err := readTable(file)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if len(row) != 4 {
			return nil, fmt.Errorf("%s: a row has %d columns, not document, client, pattern and reason: %q", file, len(row), row)
		}
		pattern, err := regexp.Compile(row[2])
		if _, bad := path.Match(row[0], ""); err == nil {
			err = bad
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		known = append(known, &knownSight{document: row[0], client: row[1], pattern: pattern, reason: row[3]})
	}
	return known, nil
}

// of returns the row that explains a difference, or nil.
func (k knownSights) of(s driver.Sight) *knownSight {
	i := slices.IndexFunc(k, func(row *knownSight) bool {
		return row.isFor(s.Document) && (row.client == "*" || strings.HasPrefix(s.Direction, row.client+" ")) &&
			row.pattern.MatchString(s.Operation+" "+s.Variant+": "+s.Difference)
	})
	if i < 0 {
		return nil
	}
	return k[i]
}

// isFor reports whether a row applies to the document with this id.
func (row *knownSight) isFor(id string) bool {
	ok, _ := path.Match(strings.ReplaceAll(row.document, "/", "-"), id) // [readKnownSights] has checked the pattern
	return ok
}

// report prints the figures, the differences by cause, and those without an
// explanation. Rows of one document must be used. If all documents are run,
// rows of any document must be used, too.
// of any document, where these are all.
func (k knownSights) report(w io.Writer, sights []driver.Sight, documents []*document, unmade int, all bool) (ok bool) {
	type tally struct{ equal, known, untried, unknown int }
	tallies, operations, ok := map[string]*tally{}, map[string]bool{}, true
	for _, s := range sights {
		operations[s.Document+" "+s.Operation] = true
		t := tallies[s.Direction]
		if t == nil {
			t = &tally{}
			tallies[s.Direction] = t
		}
		row := k.of(s)
		switch {
		case s.Difference == "":
			t.equal++
		case row != nil:
			row.count++
			t.known++
		case s.Untried:
			t.untried++
			if all { // there are hundreds
				continue
			}
			fmt.Fprintf(w, "untried: %s: %s: %s %s: %s\n", s.Document, s.Direction, s.Operation, s.Variant, s.Difference)
		default:
			ok = false
			t.unknown++
			fmt.Fprintf(w, "unexplained: %s: %s: %s %s: %s\n", s.Document, s.Direction, s.Operation, s.Variant, s.Difference)
		}
	}
	for _, row := range k {
		if row.count > 0 {
			fmt.Fprintf(w, "known: %4d of %s, %s: %s\n", row.count, row.document, row.client, row.reason)
		} else if row.document == "*" && all || row.document != "*" && slices.ContainsFunc(documents, func(d *document) bool { return row.isFor(d.id()) }) {
			ok = false
			fmt.Fprintf(w, "unused row: %s, %s: %s\n", row.document, row.client, row.pattern)
		}
	}
	fmt.Fprintf(w, "%d documents, %d operations; %d requests and responses without a valid value\n", len(documents), len(operations), unmade)
	for _, direction := range slices.Sorted(maps.Keys(tallies)) {
		t := tallies[direction]
		what := "requests"
		if strings.Contains(direction, " responds to ") {
			what = "responses"
		}
		fmt.Fprintf(w, "%s: %d %s came equal, %d with known differences, %d unexplained; %d could not be built\n",
			direction, t.equal, what, t.known, t.unknown, t.untried)
	}
	return ok
}
