package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/peergen/peergen/generator/corpus/additive"
	"github.com/peergen/peergen/generator/corpus/surface"
)

// additiveOptions are the flags of the additive run.
type additiveOptions struct {
	on       bool
	engine   string
	cases    int
	seed     uint64
	evolve   string
	details  string
	calls    int
	allKinds bool
}

// generate returns the way to generate, by the name of the flag.
func (o additiveOptions) generate() (additive.Engine, error) {
	switch o.engine {
	case "lock", "without-lock":
		return additive.Peergen(o.engine == "lock", o.calls > 0), nil
	case oapiCodegen:
		return additive.OapiCodegen, nil
	}
	return nil, fmt.Errorf("no engine is called %s: write lock, without-lock or %s", o.engine, oapiCodegen)
}

// Of a document of up to smallDocument bytes all kinds of change are tried, of a larger
// one fewer, in proportion. Of those over largeDocument one in five is taken.
const (
	smallDocument = 20 << 10
	largeDocument = 2 << 20
	fewestCases   = 12

	// To documents of up to this size, several changes are made one after the other.
	chainedDocument = 200 << 10
	chainLength     = 8
)

// runAdditive makes additions to documents and prints what they do to importers. It
// reports whether there were changes and none breaks an importer, but for those that the
// documentation excludes.
func runAdditive(ctx context.Context, opt options, root, work string, docs []*document) (ok bool, err error) {
	engine, err := opt.additive.generate()
	if err != nil {
		return false, err
	}
	w := os.Stdout
	os.Stdout = os.Stderr // for apidiff, which prints when it has two messages for one declaration
	defer func() { os.Stdout = w }()
	details, closeDetails, err := detailsFile(opt.additive.details)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, closeDetails()) }()
	table, undocumented := &additive.Table{}, 0
	var mu sync.Mutex
	add := func(c additive.Case) {
		mu.Lock()
		defer mu.Unlock()
		table.Add(c)
		if !c.IsDocumented() {
			undocumented++
		}
		if c.Outcome != additive.Fine {
			fmt.Fprintln(details, c)
		}
	}
	run := &additive.Run{Engine: engine, Packages: surface.Standard()}
	if opt.additive.engine == oapiCodegen {
		run.Packages = surface.Module(filepath.Join(root, "bench"), "")
	}
	if opt.additive.calls > 0 {
		run.Calls = &additive.Calls{Dir: filepath.Join(work, "calls"), Every: opt.additive.calls}
	}
	if opt.additive.evolve != "" {
		err = evolve(ctx, w, run, opt.additive.evolve, add)
	} else {
		err = eachDocument(docs, func(d *document) error { return additions(ctx, run, opt.additive, d, add) })
	}
	if err != nil {
		return false, err
	}
	if err := table.Write(w, opt.additive.allKinds); err != nil {
		return false, err
	}
	if run.Calls != nil {
		fmt.Fprintf(w, "importers ran after %d changes\n", run.Calls.Ran())
	}
	if table.Cases() == 0 {
		return false, errors.New("no document had a change")
	}
	return undocumented == 0, nil
}

func detailsFile(path string) (w io.Writer, finish func() error, err error) {
	if path == "" {
		return io.Discard, func() error { return nil }, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, nil, err
	}
	b := bufio.NewWriter(f)
	return b, func() error { return errors.Join(b.Flush(), f.Close()) }, nil
}

// eachDocument runs a function on documents, as many in parallel as there are processors.
func eachDocument(docs []*document, f func(*document) error) error {
	queue := make(chan *document)
	var workers sync.WaitGroup
	var mu sync.Mutex
	var errs []error
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for d := range queue {
				if err := f(d); err != nil {
					mu.Lock()
					errs = append(errs, err)
					mu.Unlock()
				}
			}
		})
	}
	for _, d := range docs {
		queue <- d
	}
	close(queue)
	workers.Wait()
	return errors.Join(errs...)
}

// additions makes changes to one document.
func additions(ctx context.Context, run *additive.Run, opt additiveOptions, d *document, add func(additive.Case)) error {
	data, err := os.ReadFile(d.path)
	if err != nil {
		return err
	}
	n := opt.cases
	switch {
	case len(data) > largeDocument && seedOf(d.name)%5 != opt.seed%5:
		return nil
	case n == 0 && len(data) <= smallDocument:
		n = -1
	case n == 0:
		n = max(fewestCases, 250*smallDocument/len(data))
	}
	base, err := run.Open(ctx, d.name, d.path, data)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: no changes: %v\n", d.name, err)
		return nil // other runs judge what cannot be generated
	}
	seed := opt.seed + seedOf(d.name)
	base.Sample(ctx, n, seed, add)
	if opt.engine != "without-lock" && len(data) <= chainedDocument {
		add(base.Chain(ctx, chainLength, seed))
	}
	return nil
}

// seedOf returns a number for a name, so that documents have different changes.
func seedOf(name string) (n uint64) {
	for _, b := range []byte(name) {
		n = n*31 + uint64(b)
	}
	return n
}

// oasdiffColumn is the column of SOURCES with what oasdiff finds.
const oasdiffColumn = 6

// shownFindings limits what is printed about two versions of a real document.
const shownFindings = 8

// evolve compares consecutive versions of real documents: the files before and after of the
// folders in dir. Its file SOURCES, if there is one, has what oasdiff calls each change.
func evolve(ctx context.Context, w io.Writer, run *additive.Run, dir string, add func(additive.Case)) error {
	pairs, err := filepath.Glob(filepath.Join(dir, "*", "before*"))
	if err != nil {
		return err
	}
	slices.Sort(pairs)
	oasdiff := map[string]string{}
	if sources := filepath.Join(dir, "SOURCES"); exists(sources) {
		rows, err := readTable(sources)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if len(row) > oasdiffColumn {
				oasdiff[row[0]] = row[oasdiffColumn]
			}
		}
	}
	for _, before := range pairs {
		name := filepath.Base(filepath.Dir(before))
		after := filepath.Join(filepath.Dir(before), strings.Replace(filepath.Base(before), "before", "after", 1))
		old, err := os.ReadFile(before)
		if err != nil {
			return err
		}
		now, err := os.ReadFile(after)
		if err != nil {
			return err
		}
		base, err := run.Open(ctx, name, before, old)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		c := base.Compare(ctx, now)
		add(c)
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", name, oasdiff[name], c.Outcome, c.Reason)
		for _, f := range c.Findings[:min(shownFindings, len(c.Findings))] {
			fmt.Fprintf(w, "\t%s\n", f)
		}
	}
	return nil
}
