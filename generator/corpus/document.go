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

// document is one document of the corpus and its results.
type document struct {
	name       string // folder and name without extension: "vendor/github"
	path       string
	operations int      // the expected number of operations; -1 if unknown
	allow      []string // findings that are errors unless they are allowed, as in generator.Options

	result   result
	compiled bool
	vetted   bool
	called   bool // its generated clients called its generated servers
	examples tally
	failures []failure
}

// result is the outcome of generating a document; see [child].
type result struct {
	Generated   bool
	Seconds     float64 // processor time of the first run
	PeakMB      int     // resident, after the first run
	Lines       int
	Operations  int            // methods of the interface API
	Diagnostics map[string]int // by code
	Cases       int            // examples that have a Go type
	Untyped     int            // examples without a separate Go type, including null
	Failures    []failure
}

// failure is the reason why a document fails a stage.
type failure struct {
	Stage  stage
	Reason string // one line
}

// stage is a step at which a document can fail. The names are those of
// known.tsv.
type stage string

const (
	generation stage = "generate"
	repeat     stage = "repeat"     // the second run differs
	shuffling  stage = "shuffle"    // a document with shuffled members gives other names
	operations stage = "operations" // the number of methods and of operations differ
	compiling  stage = "compile"
	vetting    stage = "vet"
	calling    stage = "call"
	roundTrip  stage = "round-trip"
	frozen     stage = "diagnostics" // differ from the expected ones
)

// tally counts the examples of a document.
type tally struct {
	total      int
	passed     int
	undeclared int // complete except for members that no schema declares
	contradict int // invalid by their schema according to an independent validator
}

func (d *document) folder() string { return d.name[:strings.IndexByte(d.name, '/')] }

// id returns the name of the document as the name of a folder or file.
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

// corpusDocuments lists the documents of a corpus folder in the order of its
// manifest.
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

// documentFile returns the file of a document, given its path without
// extension.
func documentFile(stem string) string {
	for _, ext := range []string{".json", ".yaml", ".yml"} {
		if info, err := os.Stat(stem + ext); err == nil && info.Mode().IsRegular() {
			return stem + ext
		}
	}
	return ""
}

// ownDocuments returns the documents of the repository, which replace a missing
// corpus. Documents in archives are unpacked into a folder below work.
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

// unpack writes the files of an archive that are not Go files.
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

// choose keeps the documents whose names start with one of the prefixes. A
// whole name, like vendor/github, matches only that document.
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

// readTable reads tab-separated rows. Empty lines and lines that start with #
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
