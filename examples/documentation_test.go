package examples_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator"
)

// TestDocumentation compiles every Go block of the documentation, and reads every
// gen.yaml. The client of the README then calls its server.
//
// A Go block is a file, or declarations without a package clause. It may import a
// package made from petstore.yaml or kennel.yaml, the packages of this module and the standard
// library.
func TestDocumentation(t *testing.T) {
	dir := shop(t)
	address := freeAddress(t)
	programs := map[string]string{} // by the heading above them in the README
	for _, page := range documentation(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for i, b := range blocks(string(text)) {
			name := fmt.Sprintf("%s:%d", filepath.Base(page), b.line)
			switch {
			case b.language == "go":
				folder := fmt.Sprintf("%s%d", strings.ToLower(strings.TrimSuffix(filepath.Base(page), ".md")), i)
				code := b.text
				if !regexp.MustCompile(`(?m)^package `).MatchString(code) {
					code = "package " + folder + "\n\n" + code
				}
				code = fmt.Sprintf("//line %s:%d\n", page, b.line) + strings.ReplaceAll(code, "localhost:8080", address)
				if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
					t.Fatal(err)
				}
				write(t, filepath.Join(dir, folder), "block.go", code)
				if filepath.Base(page) == "README.md" {
					programs[b.intro] = "./" + folder
				}
			case b.language == "yaml" && strings.Contains(b.text, "targets:"):
				project := t.TempDir()
				write(t, project, "go.mod", "module example.com/shop\n")
				if err := os.Mkdir(filepath.Join(project, "api"), 0o755); err != nil {
					t.Fatal(err)
				}
				write(t, project, filepath.Join("api", "gen.yaml"), b.text)
				if _, ds := generator.LoadConfig(filepath.Join(project, "api", "gen.yaml")); len(ds) > 0 {
					t.Errorf("%s: %v", name, ds)
				}
			case b.language != "sh" && b.language != "text":
				t.Errorf("%s: the language %q of a block is not go, sh or text, nor yaml with targets", name, b.language)
			}
		}
		for _, version := range regexp.MustCompile(`peergen@(v[0-9][\w.-]*)`).FindAllSubmatch(text, -1) {
			if string(version[1]) != generator.Version {
				t.Errorf("%s names version %s, want %s", page, version[1], generator.Version)
			}
		}
	}
	run(t, dir, nil, "vet", "./...")

	client, server := programs["A client:"], programs["A server:"]
	if client == "" || server == "" {
		t.Fatal("README.md has no client or no server")
	}
	run(t, dir, nil, "build", "-o", "server.exe", server)
	run(t, dir, nil, "build", "-o", "client.exe", client)
	start(t, filepath.Join(dir, "server.exe"), address)
	output, err := exec.Command(filepath.Join(dir, "client.exe")).CombinedOutput()
	if want := "Rex (no tag)\n"; err != nil || string(output) != want {
		t.Errorf("the client prints %q (%v), want %q", output, err, want)
	}
}

// TestLinks checks that links in the documentation to files of the repository have a
// target.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]+)\)`)
	for _, page := range documentation(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range link.FindAllSubmatch(text, -1) {
			target := string(match[1])
			if strings.Contains(target, "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), filepath.FromSlash(target))); err != nil {
				t.Errorf("%s: broken link: %v", page, err)
			}
		}
	}
}

// documentation returns the pages that users read.
func documentation(t *testing.T) []string {
	t.Helper()
	var pages []string
	for _, pattern := range []string{"*.md", "docs/*.md"} {
		found, err := filepath.Glob(filepath.Join(repository(t), pattern))
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, found...)
	}
	if len(pages) < 5 {
		t.Fatalf("found only %q", pages)
	}
	return pages
}

// block is a fenced code block of a page.
type block struct {
	language, text string
	line           int    // of the first line of text
	intro          string // end of the paragraph above the block
}

func blocks(page string) []block {
	var found []block
	fence := regexp.MustCompile("(?ms)([^\n]*)\n+^```(\\w*)\n(.*?)^```$")
	for _, m := range fence.FindAllStringSubmatchIndex(page, -1) {
		intro := page[m[2]:m[3]]
		found = append(found, block{
			language: page[m[4]:m[5]], text: page[m[6]:m[7]], line: strings.Count(page[:m[6]], "\n") + 1,
			intro: intro[strings.LastIndex(intro, ". ")+1:],
		})
	}
	for i := range found {
		found[i].intro = strings.TrimSpace(found[i].intro)
	}
	return found
}

// shop returns the folder of the module example.com/shop, with the packages that
// blocks may import.
func shop(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(repository(t), name))
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.Replace(text, []byte("module github.com/peergen/peergen\n"), []byte("module example.com/shop\n"), 1)
		write(t, dir, name, string(text))
	}
	run(t, dir, nil, "mod", "edit", "-require=github.com/peergen/peergen@v0.0.0", "-replace=github.com/peergen/peergen="+repository(t))
	for _, name := range []string{"petstore", "kennel"} {
		out, ds := generator.Generate(t.Context(), generator.Input{Path: name + ".yaml"}, generator.Options{Package: name, Client: true, Server: true, Interceptors: true, Middleware: true, Observer: true, Record: true, Reconnect: true, ServerTypes: true, Signatures: true, Fake: true, CORS: true, Limits: true, ResponseChecks: true})
		if out == nil || len(ds) > 0 {
			t.Fatal(ds)
		}
		if _, err := out.Write(filepath.Join(dir, "internal", name)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	return listener.Addr().String()
}

// start runs a server until the test ends. It returns when the server accepts
// connections.
func start(t *testing.T, program, address string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	cmd := exec.CommandContext(ctx, program)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		_ = cmd.Wait() // it was killed
	})
	for range 100 {
		if conn, err := net.Dial("tcp", address); err == nil {
			if err := conn.Close(); err != nil {
				t.Fatal(err)
			}
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s does not listen on %s", program, address)
}

// TestContributing checks the tables of CONTRIBUTING.md: the map has all packages and
// only folders that exist, and the dependencies are those of go.mod.
func TestContributing(t *testing.T) {
	root := repository(t)
	text, err := os.ReadFile(filepath.Join(root, "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	folders := firstColumn(t, string(text), "## The map")
	for _, folder := range folders {
		if info, err := os.Stat(filepath.Join(root, filepath.FromSlash(folder))); err != nil || !info.IsDir() {
			t.Errorf("the map has %s, which is not a folder", folder)
		}
	}
	packages, err := goCommand(t, root, nil, "list", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range strings.FieldsSeq(string(packages)) {
		folder := strings.TrimPrefix(strings.TrimPrefix(pkg, "github.com/peergen/peergen"), "/")
		if folder != "" && !slices.ContainsFunc(folders, func(row string) bool { return isBelow(folder, row) }) {
			t.Errorf("the map lacks %s", folder)
		}
	}

	modules := firstColumn(t, string(text), "## Dependencies")
	output, err := goCommand(t, root, nil, "list", "-m", "-f", "{{if not (or .Main .Indirect)}}{{.Path}}{{end}}", "all").Output()
	if err != nil {
		t.Fatal(err)
	}
	required := strings.Fields(string(output))
	slices.Sort(required)
	slices.Sort(modules)
	if !slices.Equal(modules, required) {
		t.Errorf("the dependencies are\n%q, but go.mod has\n%q", modules, required)
	}
}

// isBelow reports whether a row of the map covers a folder. The row generator covers
// only itself, so that each of its internal packages needs a row.
func isBelow(folder, row string) bool {
	return folder == row || row != "generator" && strings.HasPrefix(folder, row+"/")
}

// firstColumn returns the code spans in the first column of the table below a heading.
func firstColumn(t *testing.T, page, heading string) []string {
	t.Helper()
	_, section, found := strings.Cut(page, heading+"\n")
	if !found {
		t.Fatalf("there is no heading %q", heading)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var spans []string
	for line := range strings.Lines(section) {
		if column, _, isRow := strings.Cut(strings.TrimPrefix(line, "| "), " |"); isRow && strings.HasPrefix(line, "| `") {
			for _, span := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(column, -1) {
				spans = append(spans, span[1])
			}
		}
	}
	if len(spans) == 0 {
		t.Fatalf("there is no table below %q", heading)
	}
	return spans
}
