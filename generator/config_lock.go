package generator

import (
	"path/filepath"

	"go.yaml.in/yaml/v3"
)

// Breaking is what happens to a change of the document that changes a Go type which
// importers use, if the earlier type can carry the values of the new one.
type Breaking int

// The values of [Options.Breaking]: hold and apply in a gen.yaml.
const (
	Hold  Breaking = iota // the earlier type is kept, and the change reported
	Apply                 // the type changes, and what importers see is reported
)

// lock sets the file of the lock of a target, which is next to the configuration unless
// the target names another. No two targets have one lock.
func (r *configReader) lock(t *Target, node, key *yaml.Node) {
	if t.Options.Package == "" {
		return // reported
	}
	at := key
	if key == nil {
		t.Options.LockFile, at = lockPath(filepath.Dir(r.Path), t.Options.Package), node
	} else if t.Options.LockFile = r.File(key); t.Options.LockFile == "" {
		return
	}
	sum := filepath.Clean(sumPath(t.Options.LockFile))
	switch path := filepath.Clean(t.Options.LockFile); {
	case path == sum:
		r.Report(at, "a lock has another extension than .sum, which is that of its hashes", "write `lock: "+t.Options.Package+".lock`")
	case r.sums[sum]:
		r.Report(at, "another target already has the lock "+filepath.ToSlash(path), "write another path in `lock` of one of them, such as `lock: "+t.Options.Package+"2.lock`")
	default:
		r.sums[sum] = true
	}
}

// breakingOf reads hold or apply.
func (r *configReader) breakingOf(node *yaml.Node, otherwise Breaking) Breaking {
	if node == nil {
		return otherwise
	}
	switch word := r.Text(node); word {
	case "hold":
		return Hold
	case "apply":
		return Apply
	case "": // reported
	default:
		r.Report(node, "expected hold or apply, found "+word, "write `breaking: hold`, or `breaking: apply` for a package without importers elsewhere")
	}
	return otherwise
}
