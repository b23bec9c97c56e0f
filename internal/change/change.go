// Package change compares an output with that of an earlier revision: what changes in Go for
// importers, and on the wire for clients and servers of the earlier package.
package change

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/corpus/surface"
)

// Verdict is what a change requires of the next version, by Semantic Versioning.
type Verdict int

// The verdicts, in their order.
const (
	None  Verdict = iota // nothing changes
	Patch                // nothing that importers see
	Minor                // additions
	Major                // importers, or peers with the earlier package, break
)

var verdicts = []string{None: "none", Patch: "patch", Minor: "minor", Major: "major"}

func (v Verdict) String() string { return verdicts[v] }

// MarshalText returns the name of the verdict.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// ParseVerdict returns the verdict with a name.
func ParseVerdict(name string) (Verdict, error) {
	if i := slices.Index(verdicts, name); i >= 0 {
		return Verdict(i), nil
	}
	return 0, fmt.Errorf("there is no verdict %s: write %s", name, strings.Join(verdicts, ", "))
}

// Side is what changes in Go or on the wire.
type Side struct {
	Breaking   []string `json:"breaking"`
	Compatible []string `json:"compatible"`
	Missing    string   `json:"missing,omitempty"` // why the side was not compared, or empty
}

func (s Side) verdict() Verdict {
	switch {
	case len(s.Breaking) > 0:
		return Major
	case len(s.Compatible) > 0:
		return Minor
	}
	return None
}

// Report is what changes in an output.
type Report struct {
	Target  string  `json:"target"`
	Verdict Verdict `json:"verdict"`
	New     bool    `json:"new"` // the revision has no such package
	Go      Side    `json:"go"`
	Wire    Side    `json:"wire"`
}

// Decide sets the verdict: the worse of both sides, and at least Patch if a file changes.
func (r *Report) Decide(filesChange bool) {
	r.Verdict = max(r.Go.verdict(), r.Wire.verdict())
	if r.New {
		r.Verdict = max(r.Verdict, Minor)
	}
	if filesChange {
		r.Verdict = max(r.Verdict, Patch)
	}
}

// Go compares the exported declarations of two packages, which are Go files by name. dir is a
// folder of the module that has them, for the packages that they import.
func Go(dir string, before, after map[string][]byte) (Side, error) {
	loader := surface.NewLoader(surface.Module(dir, ""))
	old, err := loader.Load(sources(before), nil)
	if err != nil {
		return Side{}, fmt.Errorf("the earlier package does not compile: %w", err)
	}
	now, err := loader.Load(sources(after), nil)
	if err != nil {
		return Side{}, fmt.Errorf("the package does not compile: %w", err)
	}
	var s Side
	s.Breaking, s.Compatible = surface.Changes(old.Types, now.Types)
	return s, nil
}

// sources are the Go files of a package without tests, in the order of their names.
func sources(files map[string][]byte) (out []surface.File) {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if filepath.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") {
			out = append(out, surface.File{Name: name, Content: files[name]})
		}
	}
	return out
}

// ErrNoTool means that the tool that compares documents cannot be run.
var ErrNoTool = errors.New("cannot be run")
