package bench

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"
)

// BenchmarkPeers is for -bench with a pattern and for profiles. bench/report
// writes the comparison.
func BenchmarkPeers(b *testing.B) {
	cases, err := Cases()
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range cases {
		b.Run(c.Name(), func(b *testing.B) {
			call, stop, err := c.Start(false)
			if err != nil {
				b.Fatal(err)
			}
			defer stop()
			b.SetBytes(int64(c.Bytes))
			b.ReportAllocs()
			for b.Loop() {
				if err := call(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestCases(t *testing.T) {
	cases, err := Cases()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name(), func(t *testing.T) {
			if err := c.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A peer whose result differs from the body must fail its check.
func TestCasesFailOnWrongResults(t *testing.T) {
	bodies, err := Bodies()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{Report, Issues, Payments, Chat, Records} {
		wrong := *bodyOf(bodies, kind, "large")
		wrong.Docs = bodyOf(bodies, kind, "small").Docs
		for peer, start := range codecs[kind].decode {
			if peer != Valid && peer != SonicValid && (Case{Peer: peer, Start: start(&wrong)}).Check() == nil {
				t.Errorf("%s: decode by %s passes with a result that is not the body", kind, peer)
			}
		}
		for peer, start := range codecs[kind].encode {
			if (Case{Peer: peer, Start: start(&wrong)}).Check() == nil {
				t.Errorf("%s: encode by %s passes with a result that is not the body", kind, peer)
			}
		}
	}
	exchanges, err := exchangesOf(bodies)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range exchanges {
		response := *e.response
		response.want = [][]byte{[]byte(`"another"`)}
		e.response = &response
		for side, peers := range map[string]map[string]starter{"server": servers(e), "client": clients(e)} {
			for peer, start := range peers {
				if (Case{Peer: peer, Start: start}).Check() == nil {
					t.Errorf("%s: %s of %s passes with a result that is not the body", e.Name, side, peer)
				}
			}
		}
	}
}

func TestBodies(t *testing.T) {
	bodies, err := Bodies()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Bodies()
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range bodies {
		if !reflect.DeepEqual(b.Docs, again[i].Docs) {
			t.Errorf("%s differs from run to run", b.Name())
		}
	}
	for kind, want := range map[string][2]int{
		Report:   {50_000, 70_000},
		Issues:   {150_000, 300_000},
		Payments: {60_000, 120_000},
		Chat:     {70_000, 120_000},
		Records:  {1_500_000, 2_500_000},
	} {
		large, mixed, more := bodyOf(bodies, kind, "large"), bodyOf(bodies, kind, "shuffled"), bodyOf(bodies, kind, "unknown")
		if n := large.Bytes(); n < want[0] || n > want[1] {
			t.Errorf("the large body of %s has %d bytes, want %d to %d", kind, n, want[0], want[1])
		}
		if bytes.Equal(large.Docs[0], mixed.Docs[0]) {
			t.Errorf("the shuffled body of %s is in order", kind)
		}
		if err := large.check(mixed.Docs); err != nil {
			t.Errorf("shuffled %s: %v", kind, err)
		}
		if share := float64(members(more)-members(large)) / float64(members(more)); share < 0.12 || share > 0.25 {
			t.Errorf("%.0f %% of the members of the body with unknown members of %s are unknown, want a fifth", 100*share, kind)
		}
	}
	small, large := bodyOf(bodies, Report, "small"), bodyOf(bodies, Report, "large")
	example, err := decodeKnown(small.Docs[0])
	if err != nil {
		t.Fatal(err)
	}
	report, err := decodeKnown(large.Docs[0])
	if err != nil {
		t.Fatal(err)
	}
	if missing := missingMembers("", example, report); len(missing) > 0 {
		t.Errorf("the large report has no %v, which the document's example has", missing)
	}
	if f := factsOfAny(report); f.Events == 0 || f.LastEvent == "" || f.Participant == "" || !f.Success {
		t.Errorf("nothing in the report to check: %+v", f)
	}
}

// members counts the members of all objects.
func members(b *Body) (n int) {
	for _, doc := range b.Docs {
		n += bytes.Count(doc, []byte(`":`))
	}
	return n
}

// missingMembers returns the paths of the members of a that b does not have. Of
// lists it compares the last items.
func missingMembers(path string, a, b any) (missing []string) {
	switch a := a.(type) {
	case map[string]any:
		for name, v := range a {
			if m, _ := b.(map[string]any); m[name] == nil {
				missing = append(missing, path+"/"+name)
			} else {
				missing = append(missing, missingMembers(path+"/"+name, v, m[name])...)
			}
		}
	case []any:
		list, _ := b.([]any)
		missing = missingMembers(path+"/-", last(a), last(list))
	}
	return missing
}

// The committed code of oapi-codegen equals the current output of its command.
func TestOapiCodegenIsUpToDate(t *testing.T) {
	if testing.Short() {
		t.Skip("builds oapi-codegen's command")
	}
	out := filepath.Join(t.TempDir(), "out.go")
	cmd := exec.Command("go", "tool", "oapi-codegen", "--config", "oapi-codegen.yaml", "-o", out, "../../openapi/peer-report.yaml")
	cmd.Dir = "oapicodegen"
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, msg)
	}
	got, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("oapicodegen/oapicodegen.gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("oapicodegen/oapicodegen.gen.go is not up to date: run go generate ./oapicodegen in bench/")
	}
}
