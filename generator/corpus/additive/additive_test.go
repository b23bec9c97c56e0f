package additive

import (
	"os"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/corpus/surface"
)

// sampleSize is the number of changes that [TestSample] makes to each document.
const sampleSize = 60

// TestSample makes some changes to small documents, and compares.
func TestSample(t *testing.T) {
	n := sampleSize
	if testing.Short() {
		n = 10
	}
	run := &Run{Engine: WithoutLock, Packages: surface.Standard(), Bodies: true}
	table := &Table{}
	for _, path := range []string{"../mutate/testdata/rich.yaml", "../mutate/testdata/swagger.yaml"} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		base, err := run.Open(t.Context(), path, path, data)
		if err != nil {
			t.Fatal(err)
		}
		if base.importer.Functions() < 100 {
			t.Errorf("%s: the importer has %d functions, want 100", path, base.importer.Functions())
		}
		base.Sample(t.Context(), n, 1, func(c Case) {
			table.Add(c)
			if c.Outcome != Fine {
				t.Log(c)
			}
		})
	}
	var text strings.Builder
	if err := table.Write(&text, false); err != nil {
		t.Fatal(err)
	}
	t.Log(text.String())
	if cases := sum(table.total); cases < 2*n {
		t.Errorf("%d cases, want %d", cases, 2*n)
	}
}
