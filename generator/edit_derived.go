package generator

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/emit"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/naming"
)

// renameDerived renames what is called after a type that was renamed: constants, the function
// that lists them, the alias of an error and the variant for unknown values. A name that is
// taken, or was, leaves the part as it is.
//
//	Kind -> EventKind: KindAdded -> EventKindAdded, KindValues -> EventKindValues
func (e *editor) renameDerived(b *lock.Block, was, name string) {
	if b.Kind != lock.Schema && b.Kind != lock.Type || was == "" || was == name {
		return
	}
	taken := e.packageNames()
	for _, entry := range b.Entries() {
		want := ""
		switch entry.Kind {
		case lock.Value: // constants begin with the name of their type
			if rest, ok := strings.CutPrefix(entry.Name, was); ok {
				want = name + rest
			}
		case lock.Values, lock.Error, lock.Unknown:
			if entry.Name == naming.Derived(entry.Kind, was) {
				want = naming.Derived(entry.Kind, name)
			}
		}
		if want != "" && !entry.Gone && !taken[want] {
			taken[want] = true
			e.lock.Rename(lock.Part{Block: b, Entry: entry}, want)
		}
	}
}

// isReserved reports whether a part is declared in the package, where the output for any document
// can have the name.
func (e *editor) isReserved(p lock.Part, name string) bool {
	kind := p.Line().Kind
	isDeclared := kind == lock.Schema || kind == lock.Type || naming.IsPackageLevel(kind)
	return isDeclared && slices.Contains(naming.Reserved(emit.Runtime()), name)
}

// packageNames are the package-level names of the lock, in use or not, and those that the output
// has for any document.
func (e *editor) packageNames() map[string]bool {
	taken := map[string]bool{}
	for _, name := range naming.Reserved(emit.Runtime()) {
		taken[name] = true
	}
	add := func(line *lock.Entry) {
		taken[line.Name] = true
		for _, name := range line.Formerly {
			taken[name] = true
		}
	}
	for _, b := range e.lock.Blocks() {
		add(&b.Entry)
		for _, entry := range b.Entries() {
			if naming.IsPackageLevel(entry.Kind) {
				add(entry)
			}
		}
	}
	return taken
}
