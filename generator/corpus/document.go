package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/tools/txtar"
)

// document is one document of the corpus and what became of it.
type document struct {
	name       string // folder and name without extension: "vendor/github"
	path       string
	operations int // that its API must have; -1 if nobody has counted them

	result   result
	compiled bool
	vetted   bool
	called   bool // its clients have called its servers
	examples tally
	failures []failure
}

// result is what generating a document yielded; see [child].
type result struct {
	Generated   bool
	Seconds     float64 // of processor time, for the first run
	PeakMB      int     // resident, after the first run
	Lines       int
	Operations  int            // methods of the interface API
	Diagnostics map[string]int // by code
	Cases       int            // examples that have a Go type
	Untyped     int            // examples that have none of their own, null among them
	Failures    []failure
}

// failure is why a document does not count at a stage.
type failure struct {
	Stage  stage
	Reason string // one line
}

// stage is where a document can fail; known.tsv names them.
type stage string

const (
	generation stage = "generate"
	repeat     stage = "repeat"     // the second run gave other bytes
	shuffling  stage = "shuffle"    // other names from the document with its maps shuffled
	operations stage = "operations" // not one method per operation
	compiling  stage = "compile"
	vetting    stage = "vet"
	calling    stage = "call"
	roundTrip  stage = "round-trip"
	frozen     stage = "diagnostics" // others than in the expectations
)

// tally counts the examples of a document.
type tally struct {
	total      int
	passed     int
	undeclared int // all there but for members that no schema names
	contradict int // invalid by their own schema, as an independent validator has it
}

func (d *document) folder() string { return d.name[:strings.IndexByte(d.name, '/')] }

// id is the document's name as that of a folder and file.
func (d *document) id() string { return strings.ReplaceAll(d.name, "/", "-") }

func (d *document) fail(at stage, reason string) {
	d.failures = append(d.failures, failure{at, firstLine(reason)})
}

func (d *document) failed(at stage) bool {
	return slices.ContainsFunc(d.failures, func(f failure) bool { return f.Stage == at })
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return strings.ReplaceAll(s, "\t", " ")
}

func (r *result) duration() time.Duration { return time.Duration(r.Seconds * float64(time.Second)) }

// corpusDocuments lists a corpus folder, in the order of its manifest.
func corpusDocuments(dir string) ([]*document, error) {
	rows, err := readTable(filepath.Join(dir, "manifest.tsv"))
	if err != nil {
		return nil, err
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	for _, name := range []string{"folder", "name", "operations"} {
		if _, ok := column[name]; !ok {
			return nil, fmt.Errorf("%s has no column %s", filepath.Join(dir, "manifest.tsv"), name)
		}
	}
	var docs []*document
	for _, row := range rows[1:] {
		d := &document{name: row[column["folder"]] + "/" + row[column["name"]]}
		if d.operations, err = strconv.Atoi(row[column["operations"]]); err != nil {
			return nil, err
		}
		if d.path = documentFile(filepath.Join(dir, filepath.FromSlash(d.name))); d.path == "" {
			return nil, fmt.Errorf("%s is in the manifest of %s, but not there", d.name, dir)
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// documentFile finds the file of a document by its path without extension.
func documentFile(stem string) string {
	for _, ext := range []string{".json", ".yaml", ".yml"} {
		if info, err := os.Stat(stem + ext); err == nil && info.Mode().IsRegular() {
			return stem + ext
		}
	}
	return ""
}

// ownDocuments are those of the repository at root: for want of a corpus. The
// documents in archives are unpacked into a folder below work.
func ownDocuments(root, work string) ([]*document, error) {
	var docs []*document
	add := func(name, path string) {
		docs = append(docs, &document{name: "repository/" + name, path: path, operations: -1})
	}
	add("peer-report", filepath.Join(root, "openapi", "peer-report.yaml"))
	behaviours, err := filepath.Glob(filepath.Join(root, "generator/testdata/behaviour/*.yaml"))
	if err != nil {
		return nil, err
	}
	for _, path := range behaviours {
		if name := strings.TrimSuffix(filepath.Base(path), ".yaml"); name != "gen" {
			add("behaviour-"+name, path)
		}
	}
	goldens, err := filepath.Glob(filepath.Join(root, "generator/testdata/golden/*.txtar"))
	if err != nil {
		return nil, err
	}
	for _, path := range goldens {
		name := "golden-" + strings.TrimSuffix(filepath.Base(path), ".txtar")
		dir := filepath.Join(work, "archives", name)
		if err := unpack(path, dir); err != nil {
			return nil, err
		}
		if file := documentFile(filepath.Join(dir, "openapi")); file != "" {
			add(name, file)
		}
	}
	return docs, nil
}

// unpack writes the files of an archive that are not Go.
func unpack(path, dir string) error {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		return err
	}
	for _, f := range archive.Files {
		if filepath.Ext(f.Name) == ".go" || !filepath.IsLocal(f.Name) {
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, f.Data, 0o600)); err != nil {
			return err
		}
	}
	return nil
}

// choose keeps the documents whose names have one of the prefixes; those of a
// whole name, like vendor/github, match it alone.
func choose(docs []*document, prefixes []string) ([]*document, error) {
	var chosen []*document
	taken := map[*document]bool{}
	for _, prefix := range prefixes {
		exact := slices.IndexFunc(docs, func(d *document) bool { return d.name == prefix })
		found := false
		for i, d := range docs {
			if i != exact && (exact >= 0 || !strings.HasPrefix(d.name, prefix)) {
				continue
			}
			if found = true; !taken[d] {
				taken[d] = true
				chosen = append(chosen, d)
			}
		}
		if !found {
			return nil, fmt.Errorf("no document is called %s", prefix)
		}
	}
	return chosen, nil
}

// readTable reads tab-separated rows; lines that begin with # and empty ones
// are skipped.
func readTable(path string) ([][]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
