package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
)

// checked runs check in a format over a target with a warning that is not up to date.
func checked(t *testing.T, format string) result {
	t.Helper()
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets+endless)
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets, examples: false}\n")
	return command(t, "", "check", "--format", format)
}

func TestFormatJSON(t *testing.T) {
	r := checked(t, "json").want(t, exitFindings)
	var got struct {
		Findings []map[string]any
		Stale    []map[string]string
	}
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil {
		t.Fatalf("%v\n%s", err, r.stdout)
	}
	if len(got.Findings) != 1 || got.Findings[0]["code"] != "required-cycle" || got.Findings[0]["severity"] != "warning" ||
		got.Findings[0]["file"] != "pets.yaml" || got.Findings[0]["line"] != 23.0 || got.Findings[0]["hint"] == "" {
		t.Errorf("findings = %v", got.Findings)
	}
	if len(got.Stale) != 1 || got.Stale[0]["target"] != "pets" || !strings.Contains(got.Stale[0]["diff"], "+package pets") || got.Stale[0]["command"] != "peergen" {
		t.Errorf("stale = %v", got.Stale)
	}

	r = command(t, "", "--format", "json").want(t, exitOK)
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil || !strings.Contains(r.stderr, "files written") {
		t.Errorf("%v; stdout:\n%s\nstderr:\n%s", err, r.stdout, r.stderr)
	}
	if r = command(t, "", "check", "--allow", "required-cycle", "--format", "json"); !strings.Contains(r.stdout, `"stale": []`) {
		t.Errorf("stdout:\n%s", r.stdout)
	}
}

func TestFormatGitHub(t *testing.T) {
	r := checked(t, "github").want(t, exitFindings)
	want := "::warning title=required-cycle,file=pets.yaml,line=23,col=9::"
	if !strings.HasPrefix(r.stdout, want) || strings.Count(r.stdout, "\n") != 2 || !strings.Contains(r.stdout, "%0Ahint: ") {
		t.Errorf("stdout:\n%s\nwant\n%s", r.stdout, want)
	}
	if !strings.HasSuffix(r.stdout, "\n::error title=stale,file=pets::not up to date: run peergen\n") {
		t.Errorf("stdout:\n%s", r.stdout)
	}
}

// TestFormatSARIF validates a log, and that of a run without findings, against the schema of SARIF.
func TestFormatSARIF(t *testing.T) {
	r := checked(t, "sarif").want(t, exitFindings)
	report, err := sarif.FromString(r.stdout, sarif.WithStrictValidation())
	if err != nil {
		t.Fatalf("%v\n%s", err, r.stdout)
	}
	results := report.Runs[0].Results
	if len(results) != 2 || *results[0].RuleID != "required-cycle" || *results[1].RuleID != "stale" {
		t.Fatalf("results:\n%s", r.stdout)
	}
	at := results[0].Locations[0].PhysicalLocation
	if *at.ArtifactLocation.URI != "pets.yaml" || *at.Region.StartLine != 23 || *at.Region.StartColumn != 9 {
		t.Errorf("location:\n%s", r.stdout)
	}
	command(t, "").want(t, exitOK)
	r = command(t, "", "check", "--allow", "required-cycle", "--format", "sarif")
	if _, err := sarif.FromString(r.stdout, sarif.WithStrictValidation()); err != nil {
		t.Errorf("%v\n%s", err, r.stdout)
	}
}

func TestFormatUnknown(t *testing.T) {
	t.Chdir(t.TempDir())
	command(t, "", "check", "--format", "xml").want(t, exitUsage, "there is no format xml: write github, json, sarif, text")
}
