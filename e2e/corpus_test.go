package e2e

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/e2e/driver"
	"github.com/peergen/peergen/generator"
)

const prismModule = "prism"

// prismDocument is a document for Prism.
type prismDocument struct {
	name, path string // "tools/petstore.json", and its path
	id         string // the folder of its package
}

// TestPrismDocuments runs clients and servers of many documents against Prism.
// It takes minutes and runs only if PRISM_CORPUS is a folder of documents:
// `make prism CORPUS=folder`. Documents that are missing there are skipped.
func TestPrismDocuments(t *testing.T) {
	folder, set := os.LookupEnv("PRISM_CORPUS")
	if !set {
		t.Skip("it takes minutes: make prism CORPUS=folder")
	}
	installed(t)
	documents := listed(t, folder)
	program := buildDriver(t, documents)
	table := readKnown(t)
	table.keep(documents)
	sum := tally{causes: map[string]int{}}
	t.Run("all", func(t *testing.T) {
		for _, d := range documents {
			t.Run(d.name, func(t *testing.T) {
				t.Parallel()
				var results []driver.Result
				t.Run("speak", func(t *testing.T) { results = speak(t, program, d) }) // the log of Prism is long and printed only on failure
				sum.add(t, d, results, table)
			})
		}
	})
	table.complain(t)
	sum.print(t)
}

// listed returns the documents of testdata/prism/documents.txt. Names start
// with "own/" for documents of this repository. Other names are paths in the
// folder.
func listed(t *testing.T, folder string) (documents []prismDocument) {
	text, err := os.ReadFile("testdata/prism/documents.txt")
	if err != nil {
		t.Fatal(err)
	}
	missing := 0
	for name := range strings.FieldsSeq(string(text)) {
		if !strings.HasPrefix(name, os.Getenv("PRISM_ONLY")) {
			continue
		}
		path := filepath.Join(folder, name)
		if own, ok := strings.CutPrefix(name, "own/"); ok {
			path = filepath.Join("..", "generator", "testdata", "behaviour", own)
		}
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			missing++
			continue
		}
		documents = append(documents, prismDocument{name, path, fmt.Sprintf("api%d", len(documents))})
	}
	if missing > 0 {
		t.Logf("%d documents are not in %s: they are not run", missing, folder)
	}
	return documents
}

// buildDriver writes and compiles one program with the packages of all
// documents.
func buildDriver(t *testing.T, documents []prismDocument) (program string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "driver"), driver.Source); err != nil {
		t.Fatal(err)
	}
	var imports, samples strings.Builder
	for _, d := range documents {
		if err := writePackage(filepath.Join(dir, d.id), d); err != nil {
			t.Fatalf("%s: %v", d.name, err)
		}
		fmt.Fprintf(&imports, "%s %q\n", d.id, prismModule+"/"+d.id)
		fmt.Fprintf(&samples, "%q: %s.PrismSample,\n", d.name, d.id)
	}
	program = filepath.Join(dir, "speak")
	source := fmt.Sprintf("package main\n\nimport (\n%q\n%s)\n\nfunc main() {\ndriver.Main(map[string]func() driver.Sample{\n%s})\n}\n",
		prismModule+"/driver", &imports, &samples)
	for name, text := range map[string]string{"go.mod": "module " + prismModule + "\n\ngo 1.26\n", "main.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOPROXY=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// writePackage generates the package of a document, with examples for the
// driver.
func writePackage(dir string, d prismDocument) error {
	out, findings := generator.Generate(context.Background(), generator.Input{Path: d.path}, generator.Options{Package: d.id, Client: true, Server: true, ImportPath: prismModule + "/" + d.id, Allow: []string{"unresolved-ref"}})
	if out == nil {
		return fmt.Errorf("%v", findings)
	}
	constants, err := constantsOf(out.Files)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range out.Files {
		if strings.HasSuffix(f.Name, "_test.go") {
			if f.Content, err = rewriteExamples(f.Content, constants); err != nil {
				return err
			}
			f.Name = sampleFile
		}
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// speak runs the driver for a document with Prism as mock and as proxy.
func speak(t *testing.T, program string, d prismDocument) (results []driver.Result) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, d.name)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { in.Close(); _ = cmd.Wait() }()
	out := bufio.NewReader(pipe)
	upstream, err := out.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	mock := startPrism(t, "mock", "--seed=peergen", d.path)
	proxy := startPrism(t, "proxy", "--errors", d.path, strings.TrimSpace(upstream))
	fmt.Fprintln(in, mock, proxy)
	lines := json.NewDecoder(out)
	for {
		var r driver.Result
		err := lines.Decode(&r)
		if err == io.EOF {
			return results
		}
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, r)
	}
}
