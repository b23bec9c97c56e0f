package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/corpus/driver"
)

// oracle has peergen's and oapi-codegen's packages of the same documents call
// each other. The workspace has theirs below the folder theirs:
//
//	bare/vendor-zeit-co.json         the document, see [bareDocument]
//	api/vendor-zeit-co/              package of peergen, with a service
//	theirs/api/vendor-zeit-co/       package of oapi-codegen, with a service
//	cases/vendor-zeit-co.json        the requests
//	oracle/main.go                   the program, which calls [driver.Exchange]
type oracle struct {
	ours, theirs *workspace
	unmade       int
}

// runOracle answers whether all differences are known, and all known ones are there.
func runOracle(w io.Writer, opt options, root, work string, docs []*document) (ok bool, err error) {
	ours, err := newWorkspace(work, opt.jobs)
	if err != nil {
		return false, err
	}
	theirs, err := newWorkspace(filepath.Join(work, "theirs"), opt.jobs)
	if err != nil {
		return false, err
	}
	theirs.peer = oapiCodegen
	mod := "module " + modulePath + "\n\ngo 1.26\n\nrequire " + oapiCodegenRuntime + "\n"
	err = errors.Join(os.Remove(filepath.Join(theirs.dir, "go.mod")), os.WriteFile(filepath.Join(work, "go.mod"), []byte(mod), 0o600))
	if err != nil {
		return false, err
	}
	o := &oracle{ours: ours, theirs: theirs}
	pairs, err := o.pairs(w, docs)
	if err != nil {
		return false, err
	}
	sights, err := o.exchange(pairs)
	if err != nil {
		return false, err
	}
	known, err := readKnownSights(filepath.Join(root, "generator", "corpus", "expect", "oracle.tsv"))
	if err != nil {
		return false, err
	}
	return known.report(w, sights, len(pairs), o.unmade, opt.only == ""), nil
}

// pairs are the documents of which both make packages that compile.
func (o *oracle) pairs(w io.Writer, docs []*document) (pairs []*document, err error) {
	if err := os.MkdirAll(filepath.Join(o.ours.dir, "bare"), 0o755); err != nil {
		return nil, err
	}
	var twins []*document
	for _, d := range docs {
		data, err := bareDocument(d.path)
		if err != nil {
			return nil, err
		}
		d.path, d.operations = filepath.Join(o.ours.dir, "bare", d.id()+".json"), -1
		if err := os.WriteFile(d.path, data, 0o600); err != nil {
			return nil, err
		}
		twins = append(twins, &document{name: d.name, path: d.path, operations: -1})
	}
	for _, side := range []struct {
		*workspace
		docs []*document
		api  string
	}{{o.theirs, twins, "StrictServerInterface"}, {o.ours, docs, "API"}} {
		if err := generateAll(side.workspace, side.docs); err != nil {
			return nil, err
		}
		for _, d := range side.docs {
			if d.result.Generated {
				if err := writeService(side.packageDir(d), side.api); err != nil {
					return nil, err
				}
			}
		}
		if err := side.compile(side.docs); err != nil {
			return nil, err
		}
	}
	for i, d := range docs {
		if d.compiled && twins[i].compiled {
			pairs = append(pairs, d)
			continue
		}
		for _, f := range append(d.failures, twins[i].failures...) {
			fmt.Fprintf(w, "not compared: %s: %s: %s\n", d.name, f.Stage, f.Reason)
		}
	}
	return pairs, nil
}

// exchange builds and runs the program.
func (o *oracle) exchange(pairs []*document) (sights []driver.Sight, err error) {
	dir := filepath.Join(o.ours.dir, "oracle")
	if err := errors.Join(os.RemoveAll(dir), os.CopyFS(dir, driverSource), os.WriteFile(filepath.Join(dir, "main.go"), oracleProgram(pairs), 0o600)); err != nil {
		return nil, err
	}
	args := []string{filepath.Join(o.ours.dir, "cases")}
	for _, d := range pairs {
		w, err := requestsOf(d.path)
		if err != nil {
			return nil, err
		}
		o.unmade += w.unmade
		if err := writeJSON(o.ours.casesFile(d), w.requests); err != nil {
			return nil, err
		}
		args = append(args, d.id())
	}
	program := dir + ".exe"
	if out, err := o.theirs.goCommand("build", "-p", o.theirs.jobs, "-trimpath", "-ldflags=-s -w", "-o", program, "../oracle"); err != nil {
		return nil, &commandError{"build", err, out}
	}
	cmd := exec.Command(program, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	for lines := json.NewDecoder(bytes.NewReader(out)); lines.More(); {
		var s driver.Sight
		if err := lines.Decode(&s); err != nil {
			return nil, err
		}
		sights = append(sights, s)
	}
	return sights, nil
}

// oracleProgram is a main with a pair of peers for each document.
func oracleProgram(pairs []*document) []byte {
	var imports, table bytes.Buffer
	for i, d := range pairs {
		fmt.Fprintf(&imports, "\tours%d %q\n\ttheirs%d %q\n", i, modulePath+"/api/"+d.id(), i, modulePath+"/theirs/api/"+d.id())
		fmt.Fprintf(&table, `		%[2]q: {{
			Name: "peergen",
			Dial: func(url string, c *http.Client) (any, error) {
				return ours%[1]d.NewClient(ours%[1]d.WithBaseURL(url), ours%[1]d.WithHTTPClient(c))
			},
			Serve: func(saw func(string, any)) (http.Handler, error) {
				return ours%[1]d.NewServer(ours%[1]d.CorpusService{Saw: saw}, ours%[1]d.Security{})
			},
		}, {
			Name: "oapi-codegen",
			Dial: func(url string, c *http.Client) (any, error) {
				return theirs%[1]d.NewClient(url, theirs%[1]d.WithHTTPClient(c))
			},
			Serve: func(saw func(string, any)) (http.Handler, error) {
				return theirs%[1]d.Handler(theirs%[1]d.NewStrictHandler(theirs%[1]d.CorpusService{Saw: saw}, nil)), nil
			},
		}},
`, i, d.id())
	}
	return fmt.Appendf(nil, "package main\n\nimport (\n\t\"net/http\"\n\n\t%q\n%s)\n\nfunc main() {\n\tdriver.Exchange(map[string][2]driver.Peer{\n%s\t})\n}\n",
		modulePath+"/oracle/driver", &imports, &table)
}

// knownSight is a difference that is meant to be there.
type knownSight struct {
	document  string // its name, or a prefix of names
	direction string // begins so; or any
	pattern   *regexp.Regexp
	reason    string
	count     int
}

type knownSights []*knownSight

func readKnownSights(path string) (known knownSights, err error) {
	rows, err := readTable(path)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if len(row) != 4 {
			return nil, fmt.Errorf("%s: a row has %d columns, not document, client, pattern and reason: %q", path, len(row), row)
		}
		pattern, err := regexp.Compile(row[2])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		known = append(known, &knownSight{document: row[0], direction: row[1], pattern: pattern, reason: row[3]})
	}
	return known, nil
}

// of is the row that explains a difference, if one does.
func (k knownSights) of(s driver.Sight) *knownSight {
	i := slices.IndexFunc(k, func(row *knownSight) bool {
		return (row.document == "*" || row.document == s.Document) && (row.direction == "*" || strings.HasPrefix(s.Direction, row.direction+" ")) &&
			row.pattern.MatchString(s.Operation+" "+s.Variant+": "+s.Difference)
	})
	if i < 0 {
		return nil
	}
	return k[i]
}

// report prints the figures, the differences by their cause, and what nobody has
// explained; all is whether every row must have explained something.
func (k knownSights) report(w io.Writer, sights []driver.Sight, documents, unmade int, all bool) (ok bool) {
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
			fmt.Fprintf(w, "untried: %s: %s: %s %s: %s\n", s.Document, s.Direction, s.Operation, s.Variant, s.Difference)
		default:
			ok = false
			t.unknown++
			fmt.Fprintf(w, "unexplained: %s: %s: %s %s: %s\n", s.Document, s.Direction, s.Operation, s.Variant, s.Difference)
		}
	}
	for _, row := range k {
		if row.count > 0 {
			fmt.Fprintf(w, "known: %4d of %s, %s: %s\n", row.count, row.document, row.direction, row.reason)
		} else if all {
			ok = false
			fmt.Fprintf(w, "unused row: %s, %s: %s\n", row.document, row.direction, row.pattern)
		}
	}
	fmt.Fprintf(w, "%d documents, %d operations; %d requests without a valid value\n", documents, len(operations), unmade)
	for direction, t := range tallies {
		fmt.Fprintf(w, "%s: %d requests came equal, %d with known differences, %d unexplained; %d could not be built\n",
			direction, t.equal, t.known, t.unknown, t.untried)
	}
	return ok
}
