package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// workspace is a Go module of generated packages, one per document:
//
//	go.mod
//	api/vendor-github/*.go      import path corpus/api/vendor-github; see also [writeUnions]
//	cases/vendor-github.json    its examples
//	roundtrip/...               programs that try the examples
type workspace struct {
	dir   string
	jobs  string // parallel jobs of the go command
	types bool   // type-check instead of compiling, see [workspace.compile]
	peer  string // the generator of the packages; "" for peergen, whose packages have no requirements
}

const modulePath = "corpus"

func newWorkspace(dir, jobs string) (*workspace, error) {
	for _, sub := range []string{"api", "cases", "roundtrip"} {
		if err := os.RemoveAll(filepath.Join(dir, sub)); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "cases"), 0o755); err != nil {
		return nil, err
	}
	mod := "module " + modulePath + "\n\ngo 1.26\n"
	return &workspace{dir: dir, jobs: jobs}, os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o600)
}

func (w *workspace) packageDir(d *document) string { return filepath.Join(w.dir, "api", d.id()) }
func (w *workspace) casesFile(d *document) string {
	return filepath.Join(w.dir, "cases", d.id()+".json")
}

// compile builds all generated packages in one run of the go command. If types
// is set it only type-checks them, by running go vet with one analyzer that has
// no findings in them: a package without type errors compiles.
func (w *workspace) compile(docs []*document) error {
	var generated []*document
	for _, d := range docs {
		if d.result.Generated {
			generated = append(generated, d)
		}
	}
	command := []string{"build", "-trimpath"}
	if w.types {
		command = []string{"vet", "-buildtag"}
		if err := w.removeExamples(generated); err != nil {
			return err
		}
	}
	if err := w.check(generated, compiling, command...); err != nil {
		return err
	}
	for _, d := range generated {
		d.compiled = !d.failed(compiling)
	}
	return nil
}

// removeExamples removes the generated examples, because the go command compiles
// a package before it type-checks the tests outside of it.
func (w *workspace) removeExamples(docs []*document) error {
	for _, d := range docs {
		tests, err := filepath.Glob(filepath.Join(w.packageDir(d), "*_test.go"))
		if err != nil {
			return err
		}
		for _, test := range tests {
			if err := os.Remove(test); err != nil {
				return err
			}
		}
	}
	return nil
}

// vet runs go vet on all packages that compile, in one run of the go command.
func (w *workspace) vet(docs []*document) error {
	var compiled []*document
	for _, d := range docs {
		if d.compiled {
			compiled = append(compiled, d)
		}
	}
	if err := w.check(compiled, vetting, "vet"); err != nil {
		return err
	}
	for _, d := range compiled {
		d.vetted = !d.failed(vetting)
	}
	return nil
}

// check runs a go command on the packages of documents and records the first
// line of its output about each package. The command checks nothing as long as
// an import of one package cannot be found, so it is run again without such
// packages.
func (w *workspace) check(docs []*document, at stage, command ...string) error {
	for len(docs) > 0 {
		args := append(slices.Clone(command), "-p", w.jobs)
		for _, d := range docs {
			args = append(args, "./api/"+d.id())
		}
		out, err := w.goCommand(args...)
		if err == nil {
			return nil
		}
		findings := complaints(out)
		var rest []*document
		for _, d := range docs {
			if reason := findings["api/"+d.id()]; reason != "" {
				d.fail(at, reason)
			} else {
				rest = append(rest, d)
			}
		}
		if len(rest) == len(docs) {
			return &commandError{command[0], err, out}
		}
		if bytes.HasPrefix(out, []byte("# ")) || bytes.Contains(out, []byte("\n# ")) {
			return nil // all were checked
		}
		docs = rest
	}
	return nil
}

// unoptimized more than halves the compile time and finds the same errors.
const unoptimized = "'-gcflags=" + modulePath + "/...=-N -l'"

// goCommand returns the combined output of the command.
func (w *workspace) goCommand(args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod "+unoptimized, "GOTOOLCHAIN=local")
	if w.peer == "" {
		cmd.Env = append(cmd.Env, "GOPROXY=off")
	}
	return cmd.CombinedOutput()
}

// commandError is a failure of the go command that no package caused.
type commandError struct {
	command string
	err     error
	output  []byte
}

func (e *commandError) Error() string {
	return "go " + e.command + ": " + e.err.Error() + "\n" + string(bytes.TrimSpace(e.output))
}

// complaints returns the first line about each package in the output of the go
// command, by folder. The command groups by lines like
//
//	# corpus/api/vendor-github
//	# corpus/api/vendor-github [corpus/api/vendor-github.test]
//	# [corpus/api/vendor-github]
//
// and names the folder in each line below:
//
//	api/vendor-github/models.gen.go:12:2: undefined: x
//	vet: api/vendor-github/models.gen.go:12:2: undefined: x
//
// A folder without such a line gets the line below its group.
func complaints(out []byte) map[string]string {
	found := map[string]string{}
	group := ""
	add := func(folder, line string) {
		if folder != "" && found[folder] == "" {
			found[folder] = line
		}
	}
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSpace(line)
		if header, ok := strings.CutPrefix(line, "# "); ok {
			header, _, _ = strings.Cut(strings.Trim(header, "[]"), " ")
			group = strings.TrimPrefix(header, modulePath+"/")
			continue
		}
		text := strings.TrimPrefix(strings.TrimPrefix(line, "vet: "), "./")
		folder, rest := group, text
		if parts := strings.SplitN(text, "/", 3); len(parts) == 3 && (parts[0] == "api" || parts[0] == "roundtrip") {
			folder, rest = parts[0]+"/"+parts[1], parts[2]
		}
		add(folder, strings.TrimPrefix(rest, modulePath+"/"))
	}
	return found
}
