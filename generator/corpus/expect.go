package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// expectations are the tables of expect/:
//
//	known.tsv       document, stage, reason: a failure that is accepted
//	allow.tsv       document, code, reason: findings that are errors unless they are allowed
//	<folder>.tsv    document, code, count: the diagnostics of each document
//
// A document without rows has neither failures nor diagnostics.
type expectations struct {
	dir    string
	known  map[excuse]string         // to the reason
	allow  map[allowance]string      // to the reason
	frozen map[string]map[string]int // document to code to count

	partial bool // some steps are skipped, so known failures of those steps may be unused
}

type excuse struct {
	document string
	at       stage
}

type allowance struct{ document, code string }

const (
	knownFile = "known.tsv"
	allowFile = "allow.tsv"
)

func readExpectations(dir string) (*expectations, error) {
	e := &expectations{dir: dir, known: map[excuse]string{}, allow: map[allowance]string{}, frozen: map[string]map[string]int{}}
	paths, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		rows, err := readTable(path)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if err := e.add(filepath.Base(path), row); err != nil {
				return nil, fmt.Errorf("%s: %w in %q", path, err, strings.Join(row, "\t"))
			}
		}
	}
	return e, nil
}

func (e *expectations) add(file string, row []string) error {
	if len(row) != 3 || row[2] == "" {
		return errors.New("there must be three columns")
	}
	if file == knownFile {
		e.known[excuse{row[0], stage(row[1])}] = row[2]
		return nil
	}
	if file == allowFile {
		e.allow[allowance{row[0], row[1]}] = row[2]
		return nil
	}
	count, err := strconv.Atoi(row[2])
	if err != nil {
		return err
	}
	if e.frozen[row[0]] == nil {
		e.frozen[row[0]] = map[string]int{}
	}
	e.frozen[row[0]][row[1]] = count
	return nil
}

// allowed returns the codes that are allowed in a document.
func (e *expectations) allowed(name string) (codes []string) {
	for row := range e.allow {
		if row.document == name {
			codes = append(codes, row.code)
		}
	}
	slices.Sort(codes)
	return codes
}

// excused reports whether a failure is accepted.
func (e *expectations) excused(d *document, f failure) bool {
	return e.known[excuse{d.name, f.Stage}] != ""
}

// compare returns a line for each deviation from the expectations. A whole run
// also reports rows of documents that no longer exist.
func (e *expectations) compare(docs []*document, whole bool) (lines []string) {
	used := map[excuse]bool{}
	ran := map[string]bool{}
	for _, d := range docs {
		ran[d.name] = true
		if reason := e.drift(d); reason != "" {
			d.fail(frozen, reason)
		}
		for _, f := range d.failures {
			used[excuse{d.name, f.Stage}] = true
			if !e.excused(d, f) {
				lines = append(lines, fmt.Sprintf("FAIL %s: %s: %s", d.name, f.Stage, f.Reason))
			}
		}
	}
	for row, reason := range e.known {
		if !used[row] && !e.partial && (whole || ran[row.document]) && e.mine(row.document, docs) {
			lines = append(lines, fmt.Sprintf("FAIL %s: %s: %s excuses what does not fail (%s); remove the row", row.document, row.at, knownFile, reason))
		}
	}
	for row, reason := range e.allow {
		i := slices.IndexFunc(docs, func(d *document) bool { return d.name == row.document })
		unused := i < 0 && whole && e.mine(row.document, docs) || i >= 0 && docs[i].result.Diagnostics[row.code] == 0
		if unused {
			lines = append(lines, fmt.Sprintf("FAIL %s: %s allows %s, which is not found (%s); remove the row", row.document, allowFile, row.code, reason))
		}
	}
	for name := range e.frozen {
		if whole && !ran[name] && e.mine(name, docs) {
			lines = append(lines, fmt.Sprintf("FAIL %s: there are expectations, but no such document", name))
		}
	}
	slices.Sort(lines)
	return lines
}

// mine reports whether a document belongs to a folder that was run. The corpus
// and the documents of the repository never run together.
func (e *expectations) mine(name string, docs []*document) bool {
	return slices.ContainsFunc(docs, func(d *document) bool { return strings.HasPrefix(name, d.folder()+"/") })
}

// drift describes how the diagnostics of a document differ from the frozen
// ones.
func (e *expectations) drift(d *document) string {
	want, got := e.frozen[d.name], d.result.Diagnostics
	all := maps.Clone(got)
	if all == nil {
		all = map[string]int{}
	}
	maps.Copy(all, want)
	var changes []string
	for _, code := range slices.Sorted(maps.Keys(all)) {
		if want[code] != got[code] {
			changes = append(changes, fmt.Sprintf("%s %d, expected %d", code, got[code], want[code]))
		}
	}
	return strings.Join(changes, "; ")
}

// freeze replaces the expectations by the results. A whole run drops the rows
// of documents that no longer exist.
func (e *expectations) freeze(docs []*document, whole bool) {
	if e.frozen == nil {
		e.frozen = map[string]map[string]int{}
	}
	if whole {
		maps.DeleteFunc(e.frozen, func(name string, _ map[string]int) bool { return e.mine(name, docs) })
	}
	for _, d := range docs {
		e.frozen[d.name] = d.result.Diagnostics
	}
}

// write writes the frozen tables, one per folder, sorted by name.
func (e *expectations) write() error {
	tables := map[string]*strings.Builder{}
	for _, name := range slices.Sorted(maps.Keys(e.frozen)) {
		folder, _, _ := strings.Cut(name, "/")
		if tables[folder] == nil {
			tables[folder] = &strings.Builder{}
			tables[folder].WriteString("# document\tcode\tcount; written by `go run ./generator/corpus -update`\n")
		}
		for _, code := range slices.Sorted(maps.Keys(e.frozen[name])) {
			fmt.Fprintf(tables[folder], "%s\t%s\t%d\n", name, code, e.frozen[name][code])
		}
	}
	var errs []error
	for folder, table := range tables {
		errs = append(errs, os.WriteFile(filepath.Join(e.dir, folder+".tsv"), []byte(table.String()), 0o644))
	}
	return errors.Join(errs...)
}
