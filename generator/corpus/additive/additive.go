// Package additive measures what additions to a document do to importers of the package
// that was generated before: it makes changes of many kinds to documents, generates
// again, and compares.
package additive

import (
	"context"
	"fmt"
	"go/types"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/corpus/mutate"
	"github.com/peergen/peergen/generator/corpus/surface"
)

// Outcome is what a change does to importers.
type Outcome int

// The outcomes, from good to bad.
const (
	Fine     Outcome = iota
	Held             // what would break them waits until somebody accepts it
	Refused          // nothing is generated
	Reported         // they do not compile, and a finding reports that before anything is written
	Break            // they do not compile
	Silent           // they compile, and mean something else
)

var outcomes = []Outcome{Break, Silent, Reported, Held, Refused, Fine}

func (o Outcome) String() string {
	return [...]string{"fine", "held", "refused", "reported", "break", "silent"}[o]
}

// Case is one change, and its outcome.
type Case struct {
	Document string
	Kind     string
	Effect   mutate.Effect
	Seed     uint64
	Place    string
	Pointer  string // of Place
	Outcome  Outcome
	Findings []surface.Finding
	Breaking []string // JSON Pointers of the findings that report a break
	Reason   string   // of a refusal
}

func (c Case) String() string {
	why := c.Reason
	if len(c.Findings) > 0 {
		why = c.Findings[0].String()
	}
	return fmt.Sprintf("%s\t%s\t%s\t%d\t%s\t%s", c.Outcome, c.Kind, c.Document, c.Seed, c.Place, strings.ReplaceAll(why, "\n", " "))
}

// Run has the settings of a run.
type Run struct {
	Engine   Engine
	Packages types.Importer // what generated packages import
	Bodies   bool           // type-check the bodies of functions of new packages, too
	Calls    *Calls         // nil to call nothing
}

// Base is a document that changes are made to, and its package.
type Base struct {
	run      *Run
	name     string
	path     string
	document *mutate.Document
	loader   *surface.Loader
	version  Version
	pkg      *surface.Package
	importer *surface.Importer
}

// Open generates the package of a document. The error is why there is none.
func (r *Run) Open(ctx context.Context, name, path string, data []byte) (b *Base, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	document, err := mutate.Open(path, data)
	if err != nil {
		return nil, err
	}
	v := r.Engine(ctx, path, document.JSON(), nil)
	if v.Refused != "" {
		return nil, fmt.Errorf("%s", v.Refused)
	}
	loader := surface.NewLoader(r.Packages)
	loader.Bodies = r.Bodies
	pkg, err := loader.Load(v.Files, v.Bindings)
	if err != nil {
		return nil, err
	}
	document.SetTaken(exported(pkg.Types))
	return &Base{r, name, path, document, loader, v, pkg, surface.NewImporter(loader, pkg)}, nil
}

func exported(pkg *types.Package) []string {
	return slices.DeleteFunc(pkg.Scope().Names(), func(name string) bool { return !pkg.Scope().Lookup(name).Exported() })
}

// Try makes a change and compares. ok is false if the document has no place for a change of
// this kind.
func (b *Base) Try(ctx context.Context, kind mutate.Kind, seed uint64) (c Case, ok bool) {
	c = Case{Document: b.name, Kind: kind.Name, Effect: kind.Effect, Seed: seed}
	defer func() {
		if p := recover(); p != nil {
			c.panicked(p)
			ok = true
		}
	}()
	change, ok := kind.Apply(b.document, seed)
	if !ok {
		return c, false
	}
	c.Place, c.Pointer = change.Place, change.Pointer
	b.compare(ctx, change.Document.JSON(), b.version.Lock, &c)
	return c, true
}

func (c *Case) panicked(p any) {
	c.Outcome, c.Findings = Break, []surface.Finding{{Class: surface.Break, Name: "panic", Detail: fmt.Sprintf("%v\n%s", p, debug.Stack())}}
}

// Compare compares the package with that of another version of the document.
func (b *Base) Compare(ctx context.Context, data []byte) Case {
	c := Case{Document: b.name}
	b.compare(ctx, data, b.version.Lock, &c)
	return c
}

// compare returns the new version.
func (b *Base) compare(ctx context.Context, data, lock []byte, c *Case) Version {
	v := b.run.Engine(ctx, b.path, data, lock)
	if v.Failed {
		c.Outcome, c.Findings = Break, []surface.Finding{{Class: surface.Break, Name: "generator", Detail: v.Refused}}
		return v
	}
	if v.Refused != "" {
		c.Outcome, c.Reason = Refused, v.Refused
		return v
	}
	defer b.loader.Forget(b.version.Files)
	pkg, err := b.loader.Load(v.Files, v.Bindings)
	if err != nil {
		c.Outcome, c.Findings = Break, []surface.Finding{{Class: surface.Break, Name: "output", Detail: err.Error()}}
		return v
	}
	c.Findings, c.Breaking = surface.Compare(b.pkg, pkg, b.importer), v.Breaking
	if calls := b.run.Calls; calls != nil && len(c.Findings) == 0 {
		if reason := calls.try(ctx, b.version, v); reason != "" {
			c.Findings = []surface.Finding{{Class: surface.Silent, Name: "calls", Detail: reason}}
		}
	}
	switch {
	case len(c.Findings) > 0 && c.Findings[0].Class == surface.Silent:
		c.Outcome = Silent
	case len(c.Findings) > 0 && len(v.Breaking) > 0:
		c.Outcome = Reported
	case len(c.Findings) > 0:
		c.Outcome = Break
	case v.Held > 0:
		c.Outcome = Held
	}
	return v
}

// Sample tries at most n changes, of kinds chosen by the seed, and calls add with each.
// With n < 0 it tries all kinds. ctx ends it early.
func (b *Base) Sample(ctx context.Context, n int, seed uint64, add func(Case)) {
	kinds := mutate.Kinds()
	for _, i := range rand.New(rand.NewPCG(seed, uint64(len(b.name)))).Perm(len(kinds)) {
		if n == 0 || ctx.Err() != nil {
			return
		}
		if c, ok := b.Try(ctx, kinds[i], seed); ok {
			add(c)
			n--
		}
	}
}

// Chain makes changes one after the other, each time with the lock of the one before, and
// compares the last package with the first. Changes that are refused, or documented to
// break, are left out. The result is that after the first change that is not fine, or after
// all.
func (b *Base) Chain(ctx context.Context, length int, seed uint64) (c Case) {
	c = Case{Document: b.name, Kind: fmt.Sprintf("chain/of-%d", length), Seed: seed}
	defer func() {
		if p := recover(); p != nil {
			c.panicked(p)
		}
	}()
	kinds := mutate.Kinds()
	random := rand.New(rand.NewPCG(seed, uint64(length)))
	document, lock := b.document, b.version.Lock
	var made []string
	for range 20 * length {
		kind := kinds[random.IntN(len(kinds))]
		change, ok := kind.Apply(document, random.Uint64())
		if !ok || hasRow(kind.Name) {
			continue
		}
		step := Case{}
		v := b.compare(ctx, change.Document.JSON(), lock, &step)
		if step.Outcome == Refused || step.Outcome == Reported {
			continue
		}
		made = append(made, kind.Name+" at "+change.Place)
		c.Outcome, c.Findings, c.Reason, c.Place = max(c.Outcome, step.Outcome), step.Findings, step.Reason, strings.Join(made, "; ")
		if document, lock = change.Document, v.Lock; len(made) == length || step.Outcome > Held {
			break
		}
	}
	return c
}
