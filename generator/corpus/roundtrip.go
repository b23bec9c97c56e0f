package main

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/peergen/peergen/generator/corpus/driver"
)

//go:embed driver/arguments.go driver/bodies.go driver/driver.go driver/exchange.go driver/mux.go driver/replies.go driver/results.go driver/same.go
var driverSource embed.FS

// programDocuments is the number of packages that one program links. It bounds
// the memory of the linker. Linking takes seconds for any number.
const programDocuments = 40

// programTime limits one run of a program.
const programTime = time.Minute

// roundTripAll decodes and encodes the examples of all documents that compile.
func roundTripAll(w *workspace, docs []*document) error {
	if err := os.CopyFS(filepath.Join(w.dir, "roundtrip"), driverSource); err != nil {
		return err
	}
	var some []*document
	for _, d := range docs {
		if d.compiled && d.result.Cases > 0 {
			some = append(some, d)
		}
	}
	n := 0
	for chunk := range slices.Chunk(some, programDocuments) {
		p := &program{workspace: w, docs: chunk, folder: filepath.Join("roundtrip", "p"+strconv.Itoa(n))}
		if err := p.try(); err != nil {
			return err
		}
		n++
	}
	return nil
}

// program runs the examples of some documents.
type program struct {
	*workspace
	docs   []*document
	folder string // below the workspace
}

func (p *program) try() error {
	if err := p.build(); err != nil {
		return err
	}
	for left := p.docs; len(left) > 0; {
		begun, err := p.run(left)
		if err != nil {
			return err
		}
		left = left[begun:] // the process died in the last one
	}
	return nil
}

// build compiles the program, without documents that do not compile in it.
func (p *program) build() error {
	dir := filepath.Join(p.dir, p.folder)
	for len(p.docs) > 0 {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
		if err := p.write(dir); err != nil {
			return err
		}
		out, err := p.goCommand("build", "-p", p.jobs, "-trimpath", "-ldflags=-s -w", "-o", dir+".exe", "./"+filepath.ToSlash(p.folder))
		if err == nil {
			return nil
		}
		var fit []*document
		for i, d := range p.docs {
			if _, reason, found := strings.Cut(string(out), fmt.Sprintf("doc%d.go:", i)); found {
				d.fail(roundTrip, "its types do not fit: "+firstLine(reason))
			} else {
				fit = append(fit, d)
			}
		}
		if len(fit) == len(p.docs) {
			return &commandError{"build", err, out}
		}
		p.docs = fit
	}
	return nil
}

// write writes the program: a main package, and a file per document.
func (p *program) write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var table strings.Builder
	for i, d := range p.docs {
		cases, err := p.cases(d)
		if err != nil {
			return err
		}
		used := map[string]string{}
		for _, c := range cases {
			used[c.GoType] = c.tried()
		}
		var file strings.Builder
		fmt.Fprintf(&file, "package main\n\nimport (\n\t%q\n\t%q\n)\n\nvar types%d = driver.Types{\n",
			modulePath+"/api/"+d.id(), modulePath+"/roundtrip/driver", i)
		for _, t := range slices.Sorted(maps.Keys(used)) {
			fmt.Fprintf(&file, "\t%q: func() any { return new(%s) },\n", t, used[t])
		}
		file.WriteString("}\n")
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("doc%d.go", i)), []byte(file.String()), 0o600); err != nil {
			return err
		}
		fmt.Fprintf(&table, "\t\t%q: types%d,\n", d.id(), i)
	}
	main := fmt.Sprintf("package main\n\nimport %q\n\nfunc main() {\n\tdriver.Main(map[string]driver.Types{\n%s\t})\n}\n",
		modulePath+"/roundtrip/driver", table.String())
	return os.WriteFile(filepath.Join(dir, "main.go"), []byte(main), 0o600)
}

func (w *workspace) cases(d *document) (cases []exampleCase, err error) {
	data, err := os.ReadFile(w.casesFile(d))
	if err != nil {
		return nil, err
	}
	return cases, json.Unmarshal(data, &cases)
}

// run runs documents in one process and returns how many of them were started:
// fewer than all if the process died, or exceeded its time, in the last one.
func (p *program) run(docs []*document) (begun int, err error) {
	args := []string{filepath.Join(p.dir, "cases")}
	byID := map[string]*document{}
	for _, d := range docs {
		args = append(args, d.id())
		byID[d.id()] = d
	}
	ctx, cancel := context.WithTimeout(context.Background(), programTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join(p.dir, p.folder)+".exe", args...)
	cmd.Env = append(os.Environ(), childMemory)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	died := cmd.Run()
	if died != nil && !errors.As(died, new(*exec.ExitError)) {
		return 0, died
	}
	verdicts := map[string][]driver.Verdict{}
	last := ""
	lines := json.NewDecoder(&stdout)
	for lines.More() {
		var v driver.Verdict
		if err := lines.Decode(&v); err != nil {
			break // truncated where the process died
		}
		if v.Begin {
			last = v.Document
			begun++
		}
		verdicts[v.Document] = append(verdicts[v.Document], v)
	}
	if begun == 0 {
		return 0, fmt.Errorf("%s: %w\n%s", p.folder, died, stderr.String())
	}
	for id, vs := range verdicts {
		if died != nil && id == last {
			byID[id].fail(roundTrip, "the program died: "+crash(stderr.String(), died))
			continue
		}
		if err := p.judge(byID[id], vs); err != nil {
			return 0, err
		}
	}
	return begun, nil
}

// judge counts the verdicts of the driver, and distinguishes bugs from examples
// that are invalid by their schemas.
func (p *program) judge(d *document, verdicts []driver.Verdict) error {
	cases, err := p.cases(d)
	if err != nil {
		return err
	}
	d.examples.total = len(cases)
	var examples *validator
	bugs, first := 0, ""
	for _, v := range verdicts {
		if v.End {
			d.examples.passed = v.Passed
		}
		if v.Reason == "" {
			continue
		}
		if examples == nil {
			examples = newValidator(d.path)
		}
		c := cases[v.Case]
		switch {
		case examples.contradicts(c.Schema, c.Value):
			d.examples.contradict++
		case len(v.Lost) > 0 && examples.undeclared(c.Schema, v.Lost):
			d.examples.undeclared++
		default:
			if bugs++; first == "" {
				first = fmt.Sprintf("%s: %s as %s", v.Reason, c.At, c.GoType)
			}
		}
	}
	if bugs > 0 {
		d.fail(roundTrip, fmt.Sprintf("%s (%d examples)", first, bugs))
	}
	return nil
}
