package additive

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/generator/corpus/mutate"
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

// TestDocumentedRowsAreUsed checks that the rows of [documented] excuse something: a change of
// the kind to a small document, at one of its places.
func TestDocumentedRowsAreUsed(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: TestSample covers the engine")
	}
	const path, places = "../mutate/testdata/rich.yaml", 30
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	run := &Run{Engine: Peergen(true, false), Packages: surface.Standard()}
	base, err := run.Open(t.Context(), path, path, data)
	if err != nil {
		t.Fatal(err)
	}
	kinds := mutate.Kinds()
	for _, r := range documented {
		i := slices.IndexFunc(kinds, func(k mutate.Kind) bool { return k.Name == r.kind })
		if i < 0 {
			t.Errorf("%s is no kind of change", r.kind)
			continue
		}
		used := false
		for seed := uint64(1); seed <= places && !used; seed++ {
			c, ok := base.Try(t.Context(), kinds[i], seed)
			used = ok && c.Outcome == Reported && c.IsDocumented()
		}
		if !used {
			t.Errorf("the row %s excuses nothing: remove it", r.kind)
		}
	}
}

// TestIsDocumented checks which breaks are excused.
func TestIsDocumented(t *testing.T) {
	const kind, place = "union/string", "/components/schemas/Pet"
	for _, test := range []struct {
		name string
		c    Case
		want bool
	}{
		{"fine", Case{Kind: kind}, true},
		{"a question to the user", Case{Kind: kind, Outcome: Refused}, true},
		{"reported at the place", Case{Kind: kind, Pointer: place, Outcome: Reported, Breaking: []string{"/paths/~1pets", place}}, true},
		{"reported within the place", Case{Kind: kind, Pointer: place, Outcome: Reported, Breaking: []string{place + "/oneOf/1"}}, true},
		{"reported elsewhere", Case{Kind: kind, Pointer: place, Outcome: Reported, Breaking: []string{place + "s"}}, false},
		{"reported at no place", Case{Kind: kind, Outcome: Reported, Breaking: []string{""}}, false},
		{"another kind", Case{Kind: "member/string", Pointer: place, Outcome: Reported, Breaking: []string{place}}, false},
		{"not reported", Case{Kind: kind, Pointer: place, Outcome: Break}, false},
		{"silent", Case{Kind: kind, Pointer: place, Outcome: Silent, Breaking: []string{place}}, false},
	} {
		if got := test.c.IsDocumented(); got != test.want {
			t.Errorf("%s: %t, want %t", test.name, got, test.want)
		}
	}
}

// TestFailureBreaks checks what becomes of changes after which nothing is generated.
func TestFailureBreaks(t *testing.T) {
	document := []byte(`{"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "paths": {}}`)
	for _, test := range []struct {
		code string
		want Outcome
	}{
		{"ambiguous-scheme", Refused},
		{"internal", Break},
		{"invalid-lock", Break},
	} {
		engine := Peergen(true, false)
		run := &Run{Packages: surface.Standard(), Engine: func(ctx context.Context, path string, document, lock []byte) Version {
			if lock != nil {
				return version(nil, []generator.Diagnostic{{Code: test.code, Severity: generator.Error, Message: "nothing is generated"}})
			}
			return engine(ctx, path, document, lock)
		}}
		base, err := run.Open(t.Context(), "pets", "pets.json", document)
		if err != nil {
			t.Fatal(err)
		}
		if c := base.Compare(t.Context(), document); c.Outcome != test.want {
			t.Errorf("%s: %s, want %s", test.code, c, test.want)
		}
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
