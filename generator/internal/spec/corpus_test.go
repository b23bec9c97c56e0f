package spec

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
)

// corpus is the folder of real documents next to the repository.
const corpus = "../../../../shared/corpus"

// otherwise are documents with another number of operations than in the manifest.
var otherwise = map[string]int{
	"tools/datamodel-body_and_parameters": 12, // two more by references to path items
	"tools/mermade-extensionseverywhere":  6,  // one less in an x- member of paths
}

// operationsOf reads the manifest: folder/name to the number of operations.
func operationsOf(t *testing.T) map[string]int {
	t.Helper()
	manifest, err := os.Open(filepath.Join(corpus, "manifest.tsv"))
	if err != nil {
		t.Skipf("no corpus: %v", err)
	}
	defer manifest.Close()
	count := map[string]int{}
	for lines := bufio.NewScanner(manifest); lines.Scan(); {
		columns := strings.Split(lines.Text(), "\t")
		if n, err := strconv.Atoi(columns[7]); err == nil {
			count[columns[0]+"/"+columns[1]] = n
		}
	}
	return count
}

// TestCorpus loads the documents of a list, quick.txt or the file that PEERGEN_CORPUS_LIST
// names, and requires every operation of each.
func TestCorpus(t *testing.T) {
	count := operationsOf(t)
	path := filepath.Join(corpus, "quick.txt")
	if other := os.Getenv("PEERGEN_CORPUS_LIST"); other != "" {
		path = other
	}
	list, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.FieldsSeq(string(list)) {
		t.Run(name, func(t *testing.T) {
			matches, _ := filepath.Glob(filepath.Join(corpus, name+".*"))
			if len(matches) != 1 {
				t.Fatalf("files %q", matches)
			}
			var ds diag.List
			doc := Load(context.Background(), Input{Path: matches[0]}, &ds)
			if doc == nil {
				for _, d := range ds.All() {
					if d.Severity() == diag.Error {
						t.Error(d)
					}
				}
				return
			}
			requireKin(t, name, doc, &ds)
			got := doc.CountOperations()
			want := count[name]
			if n, ok := otherwise[name]; ok {
				want = n
			}
			if got != want {
				t.Errorf("%d operations, want %d", got, want)
			}
		})
	}
}

func BenchmarkLoadGitHub(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		var ds diag.List
		if Load(context.Background(), Input{Path: filepath.Join(corpus, "vendor/github.json")}, &ds) == nil {
			b.Skip("no corpus")
		}
	}
}
