package cli

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/peergen/peergen/generator"
)

// terminal is a terminal that several goroutines write to.
type terminal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (w *terminal) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.Write(p)
}

func (w *terminal) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

// TestProgress checks that the line of a stage appears only if the stage takes long, and is
// removed at its end.
func TestProgress(t *testing.T) {
	var w terminal
	p := &progress{w: &w, target: "pets", patience: 20 * time.Millisecond}
	p.stage("reading")
	p.stage("rendering")
	for deadline := time.Now().Add(10 * time.Second); w.String() == "" && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	p.clear()
	p.clear()
	if got, want := w.String(), "pets: rendering ...\r\x1b[K"; got != want {
		t.Errorf("the terminal has %q, want %q", got, want)
	}
}

// TestStages checks that a target of a run on a terminal reports its stages.
func TestStages(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	var stages []string
	_, ds := generator.Generate(generator.WithProgress(t.Context(), func(stage string) { stages = append(stages, stage) }),
		generator.Input{Path: "pets.yaml"}, generator.Options{Package: "pets", Client: true})
	if got, want := strings.Join(stages, ", "), "reading the document, deciding types, checking the rules of the specification, deciding names, rendering Go"; got != want {
		t.Errorf("stages %s, want %s; %v", got, want, ds)
	}
}

func TestQuiet(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets+endless)
	command(t, "", "generate", "-o", "out", "pets.yaml").want(t, exitOK, "warning: ", "files written")
	if r := command(t, "", "generate", "-q", "-o", "out", "pets.yaml").want(t, exitOK); r.stdout+r.stderr != "" {
		t.Errorf("stdout %q, stderr %q", r.stdout, r.stderr)
	}
	write(t, "pets.yaml", pets+endless+unresolved)
	if r := command(t, "", "generate", "-q", "-o", "out", "pets.yaml").want(t, exitFindings, "[unresolved-ref]", "\n1 error\n"); strings.Contains(r.stderr, "warning") {
		t.Errorf("stderr %s", r.stderr)
	}
	command(t, "", "check", "-q", "-o", "other", "pets.yaml").want(t, exitFindings, "[unresolved-ref]")
	write(t, "pets.yaml", pets)
	command(t, "", "check", "-q", "-o", "other", "pets.yaml").want(t, exitFindings, "+++ other/models.gen.go")
	command(t, "", "generate", "-q", "-v", "-o", "out", "pets.yaml").want(t, exitUsage, "quiet")
}
