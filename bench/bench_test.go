package bench

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// BenchmarkPeers is for -bench with a pattern and for profiles. bench/report
// prints the comparison.
func BenchmarkPeers(b *testing.B) {
	cases, err := Cases()
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range cases {
		b.Run(c.Name(), c.Run)
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

func TestCasesSeeWrongResults(t *testing.T) {
	bodies, err := Bodies()
	if err != nil {
		t.Fatal(err)
	}
	wrong := &Body{Name: "wrong", JSON: bodies.Tiny.JSON, want: bodies.Small.want, any: bodies.Small.any}
	for operation, peers := range map[string]map[string]starter{
		"decode":             decoders(wrong),
		"encode":             encoders(wrong),
		"server in memory":   servers(wrong, inMemory),
		"server on loopback": servers(wrong, overLoopback),
		"client on loopback": clients(wrong),
	} {
		for _, peer := range Peers {
			start, ok := peers[peer]
			// The hand-written server responds with the body that encoding/json
			// decoded, so that its checks are always satisfied.
			if !ok || peer == Floor && operation[0] == 's' {
				continue
			}
			if err := (Case{operation, wrong.Name, peer, start}).Check(); err == nil {
				t.Errorf("%s: %s passes with a result that is not the body", operation, peer)
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
	if !bytes.Equal(bodies.Large.JSON, again.Large.JSON) || !bytes.Equal(bodies.Shuffled.JSON, again.Shuffled.JSON) {
		t.Error("the bodies differ from run to run")
	}
	if n := len(bodies.Large.JSON); n < 50_000 || n > 70_000 {
		t.Errorf("the large body has %d bytes, want 50 to 70 KB", n)
	}
	if bytes.Equal(bodies.Large.JSON, bodies.Shuffled.JSON) {
		t.Error("the shuffled body is in order")
	}
	if err := bodies.Large.checkJSON(bodies.Shuffled.JSON); err != nil {
		t.Error(err)
	}
	if missing := missingMembers("", bodies.Small.any, bodies.Large.any); len(missing) > 0 {
		t.Errorf("the large body has no %v, which the document's example has", missing)
	}
	for _, b := range []*Body{bodies.Small, bodies.Large} {
		if b.want.Events == 0 || b.want.LastEvent == "" || b.want.Participant == "" || !b.want.Success {
			t.Errorf("%s: nothing in it to check: %+v", b.Name, b.want)
		}
	}
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
