package oracle

import (
	"maps"
	"os"
	"os/exec"
	"reflect"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestSameConfiguration runs both commands with the same configuration: ours
// with the block in gen.yaml, theirs with oapi-codegen.yaml. Both must write
// oapicodegen.gen.go.
func TestSameConfiguration(t *testing.T) {
	var gen struct {
		Targets []struct {
			Spec        string
			OapiCodegen map[string]any `yaml:"oapi-codegen"`
		}
	}
	var theirs map[string]any
	readYAML(t, "../gen.yaml", &gen)
	readYAML(t, "../oapicodegen/oapi-codegen.yaml", &theirs)
	if len(gen.Targets) == 0 || gen.Targets[0].Spec != "../openapi/peer-report.yaml" {
		t.Fatalf("the first target of gen.yaml is not the peer report: %+v", gen.Targets)
	}
	ours := maps.Clone(gen.Targets[0].OapiCodegen)
	delete(ours, "output")
	if !reflect.DeepEqual(ours, theirs) {
		t.Errorf("gen.yaml has %v, oapi-codegen.yaml has %v", ours, theirs)
	}
}

// TestUpToDate runs our command; a test of package bench runs theirs on the
// same file.
func TestUpToDate(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no commands are built")
	}
	check := exec.Command("go", "run", "./cmd/gen", "check", "--config", "bench/gen.yaml")
	check.Dir = "../.." // the module of the command
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("gen check: %v\n%s", err, out)
	}
}

func readYAML(t *testing.T, name string, to any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, to); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}
