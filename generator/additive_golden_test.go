package generator_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/generator/corpus/surface"
)

// TestAdditiveGolden generates from a document, then from a document that adds to it,
// with the lock of the first, and compares what importers of the first package lose. The
// comment of an archive describes the addition. Its files are
//
//	before.yaml, after.yaml   the documents
//	before.lock               optional: a lock for after.yaml instead of that of before.yaml, for example a merged one
//	breaking                  optional: apply
//	importer.go               optional: a package that imports the package api; it compiles with before.yaml
//	known                     why findings is not "none"; required then, also with -update
//	diagnostics               of after.yaml, if there are any
//	models.gen.go: Pet        optional: sections of the output for after.yaml, see [TestGolden]
//	PACKAGE.lock              optional: the lock after that
//	findings                  what importers lose, last; "none" is the goal
func TestAdditiveGolden(t *testing.T) {
	standard := surface.Standard()
	for _, path := range archives(t, "testdata/additive/*.txtar") {
		t.Run(archiveName(path), func(t *testing.T) {
			archive := parseArchive(t, path)
			want := additiveFiles(t, archive, surface.NewLoader(standard))
			if err := checkKnown(want); err != nil {
				t.Fatal(err)
			}
			compareArchive(t, path, archive, want)
		})
	}
}

// additiveFiles returns the files that an archive should have.
func additiveFiles(t *testing.T, archive *txtar.Archive, loader *surface.Loader) []txtar.File {
	t.Helper()
	var want []txtar.File
	input := func(name string) []byte {
		i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == name })
		if i < 0 {
			return nil
		}
		want = append(want, archive.Files[i])
		return archive.Files[i].Data
	}
	opt := generator.Options{Package: "api", Client: true, Server: true, LockFile: "api.lock"}
	opt.ServerTypes = strings.TrimSpace(string(input("features"))) == "server-types"
	before, _ := generateVersion(t, input("before.yaml"), opt)
	if before == nil {
		t.Fatal("before.yaml cannot be generated from")
	}
	document := input("after.yaml")
	opt.Lock = before.Lock
	if merged := input("before.lock"); merged != nil {
		opt.Lock = string(merged)
	}
	if strings.TrimSpace(string(input("breaking"))) == "apply" {
		opt.Breaking = generator.Apply
	}
	source := input("importer.go")
	input(knownName)
	after, ds := generateVersion(t, document, opt)
	if len(ds) > 0 {
		want = append(want, diagnosticsFile(ds))
	}
	if after == nil {
		return append(want, findingsFile([]string{"refused"}))
	}
	checkRepeated(t, document, opt, after)
	sections, err := sectionsOf(withoutFile(archive, "importer.go"), after)
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, sections...)
	if input("PACKAGE.lock") != nil {
		want[len(want)-1].Data = []byte(after.Lock)
	}
	return append(want, findingsFile(additiveFindings(t, loader, before, after, source)))
}

// checkRepeated checks that nothing changes if a version is generated again with its own lock.
func checkRepeated(t *testing.T, document []byte, opt generator.Options, first *generator.Output) {
	t.Helper()
	opt.Lock = first.Lock
	again, ds := generateVersion(t, document, opt)
	for _, d := range ds {
		if d.Code == "breaking" {
			t.Errorf("the second run: %v", d)
		}
	}
	if again == nil || len(again.Files) != len(first.Files) {
		t.Fatalf("the second run has other files: %v", ds)
	}
	if again.Lock != first.Lock {
		t.Errorf("the second run changes the lock: %s", firstDifference(first.Lock, again.Lock))
	}
	for i, f := range first.Files {
		if g := again.Files[i]; !bytes.Equal(f.Content, g.Content) {
			t.Errorf("the second run changes %s: %s", f.Name, firstDifference(string(f.Content), string(g.Content)))
		}
	}
}

// generateVersion generates from a version of a document.
func generateVersion(t *testing.T, document []byte, opt generator.Options) (*generator.Output, []generator.Diagnostic) {
	t.Helper()
	if document == nil {
		t.Fatal("before.yaml and after.yaml are required")
	}
	return generator.Generate(t.Context(), generator.Input{Path: "openapi.yaml", Data: document}, opt)
}

// additiveFindings compares two outputs, with an importer made of the first one and with
// the given one.
func additiveFindings(t *testing.T, loader *surface.Loader, before, after *generator.Output, source []byte) []string {
	t.Helper()
	loader.Bodies = true
	old, now := loadOutput(t, loader, before), loadOutput(t, loader, after)
	var lines []string
	for _, f := range surface.Compare(old, now, surface.NewImporter(loader, old)) {
		lines = append(lines, f.String())
	}
	if source == nil {
		return lines
	}
	importer, err := surface.ParseImporter(loader, strings.Replace(string(source), `"api"`, fmt.Sprintf("%q", surface.Path), 1))
	if err != nil {
		t.Fatal(err)
	}
	if errs := importer.Check(old); len(errs) > 0 {
		t.Fatalf("importer.go does not compile with before.yaml: %v", errs)
	}
	for _, err := range importer.Check(now) {
		lines = append(lines, "break importer.go: "+err.Error())
	}
	return lines
}

func loadOutput(t *testing.T, loader *surface.Loader, out *generator.Output) *surface.Package {
	t.Helper()
	var files []surface.File
	for _, f := range out.Files {
		if filepath.Ext(f.Name) == ".go" && !strings.HasSuffix(f.Name, "_test.go") {
			files = append(files, surface.File(f))
		}
	}
	pkg, err := loader.Load(files, out.Bindings())
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

const (
	knownName    = "known"
	findingsName = "findings"
	noFindings   = "none"
)

// checkKnown checks that the files of an archive document why importers lose something, so that
// -update records no other loss.
func checkKnown(files []txtar.File) error {
	var known, findings string
	for _, f := range files {
		switch f.Name {
		case knownName:
			known = strings.TrimSpace(string(f.Data))
		case findingsName:
			findings = strings.TrimSpace(string(f.Data))
		}
	}
	switch {
	case findings != noFindings && known == "":
		return fmt.Errorf("importers lose something; if they have to, a file %q of the archive documents why:\n%s", knownName, findings)
	case findings == noFindings && known != "":
		return fmt.Errorf("importers lose nothing: remove the file %q from the archive", knownName)
	}
	return nil
}

func TestAdditiveGoldenKnown(t *testing.T) {
	file := func(name, text string) txtar.File { return txtar.File{Name: name, Data: []byte(text)} }
	for _, test := range []struct {
		name  string
		files []txtar.File
		ok    bool
	}{
		{"nothing lost", []txtar.File{file(findingsName, "none\n")}, true},
		{"loss with a reason", []txtar.File{file(knownName, "A removal.\n"), file(findingsName, "break Pet: removed\n")}, true},
		{"break", []txtar.File{file(findingsName, "break Pet: removed\n")}, false},
		{"silent", []txtar.File{file(findingsName, "silent Pet.Name: name -> Name\n")}, false},
		{"refused", []txtar.File{file(findingsName, "refused\n")}, false},
		{"empty reason", []txtar.File{file(knownName, "\n"), file(findingsName, "refused\n")}, false},
		{"reason for nothing", []txtar.File{file(knownName, "A removal.\n"), file(findingsName, "none\n")}, false},
	} {
		if err := checkKnown(test.files); (err == nil) != test.ok {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

func findingsFile(lines []string) txtar.File {
	if len(lines) == 0 {
		lines = []string{noFindings}
	}
	return txtar.File{Name: findingsName, Data: []byte(strings.Join(lines, "\n") + "\n")}
}

func withoutFile(archive *txtar.Archive, name string) *txtar.Archive {
	rest := &txtar.Archive{}
	for _, f := range archive.Files {
		if f.Name != name {
			rest.Files = append(rest.Files, f)
		}
	}
	return rest
}
