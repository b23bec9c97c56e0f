package change

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// oasdiff compares documents. It is run, not imported: its graph has 100 modules, that of peergen 72.
const oasdiff = "github.com/oasdiff/oasdiff@v1.38.0"

// Wire compares two documents by path. If the tool cannot be run, as without a network, the
// error is ErrNoTool.
func Wire(ctx context.Context, before, after string) (Side, error) {
	cmd := exec.CommandContext(ctx, "go", "run", oasdiff, "changelog", "--format", "json", "--", before, after)
	// The module of the current folder must not choose the versions of the tool's modules.
	cmd.Dir = os.TempDir()
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		reason, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		return Side{}, fmt.Errorf("go run %s %w: %s", oasdiff, ErrNoTool, reason)
	}
	return parseWire(out)
}

// wireInfo is the level of oasdiff for changes that break no peers.
const wireInfo = 1

// parseWire reads the output of oasdiff.
func parseWire(out []byte) (s Side, err error) {
	if len(bytes.TrimSpace(out)) == 0 {
		return s, nil
	}
	var changes []struct {
		Text, Operation, Path string
		Level                 int
	}
	if err := json.Unmarshal(out, &changes); err != nil {
		return s, fmt.Errorf("the output of %s cannot be read: %w", oasdiff, err)
	}
	for _, c := range changes {
		text := strings.TrimSpace(c.Operation + " " + c.Path)
		if text != "" {
			text += ": "
		}
		text += c.Text
		if c.Level > wireInfo { // a warning is a change that breaks some peers
			s.Breaking = append(s.Breaking, text)
		} else {
			s.Compatible = append(s.Compatible, text)
		}
	}
	return s, nil
}
