package additive

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/corpus/surface"
)

// sampleSize is the number of changes that [TestSample] makes to each document.
const sampleSize = 60

// TestSample checks with some changes to small documents that importers compile and mean
// the same.
func TestSample(t *testing.T) {
	n := sampleSize
	if testing.Short() {
		n = 10
	}
	run := &Run{Engine: Peergen(true, false), Packages: surface.Standard(), Bodies: true}
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
			switch {
			case !c.IsDocumented():
				t.Error(c)
			case c.Outcome != Fine:
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

// TestCalls runs an importer after a change: its client and its server, each with the
// other version on the opposite side.
func TestCalls(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: nothing is compiled")
	}
	data, err := os.ReadFile("../mutate/testdata/swagger.yaml")
	if err != nil {
		t.Fatal(err)
	}
	calls := &Calls{Dir: t.TempDir(), Every: 1}
	run := &Run{Engine: Peergen(true, true), Packages: surface.Standard(), Calls: calls}
	base, err := run.Open(t.Context(), "swagger", "swagger.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, old, now string
		want           Outcome
	}{
		{"an optional member", "name: {type: string}", "age: {type: integer}\n      name: {type: string}", Fine},
		{"a required parameter", "parameters:", "parameters:\n        - {name: by, in: query, type: string, required: true, minLength: 1}", Silent},
	} {
		if got := base.Compare(t.Context(), bytes.Replace(data, []byte(c.old), []byte(c.now), 1)); got.Outcome != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if calls.Ran() != 2 {
		t.Errorf("importers ran %d times, want 2", calls.Ran())
	}
}
