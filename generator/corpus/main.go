// Command corpus generates every document of a folder of real ones with
// peergen, compiles and vets the packages, decodes and encodes the examples of
// the documents, and compares the results with the expectations in the folder
// expect:
//
//	go run ./generator/corpus -corpus ../shared/corpus           # everything
//	go run ./generator/corpus -corpus ../shared/corpus -quick    # the documents of quick.txt
//	go run ./generator/corpus -only vendor/github,swagger2/
//	go run ./generator/corpus -types                             # minutes, not half an hour
//	go run ./generator/corpus -update                            # freeze the diagnostics
//	go run ./generator/corpus -peer oapi-codegen                 # measure a neighbour
//	go run ./generator/corpus -oracle                            # let oapi-codegen and peergen call each other, for some documents
//	go run ./generator/corpus -oracle -all                       # for all documents that both support
//	go run ./generator/corpus -additive                          # what additions to documents do to importers
//	go run ./generator/corpus -additive -evolution DIR           # the same for versions of real documents
//	go run ./generator/corpus -paging -pages p.tsv               # which operations page
//
// A folder has manifest.tsv (columns folder, name, operations), quick.txt, and
// the documents as folder/name.json or .yaml. Without a folder, the documents
// of this repository are used.
//
// The exit status is 1 if a document fails without a row in expect/known.tsv,
// if a row there is unused, or if diagnostics differ from the frozen ones.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

type options struct {
	corpus, only, report, keep, peer string
	jobs                             string
	quick, update, types             bool
	oracle, all                      bool
	paging                           bool
	pagingDetails                    string
	additive                         additiveOptions

	child, into, cases, allow string // see [child]
}

func main() {
	var opt options
	flag.StringVar(&opt.corpus, "corpus", "../shared/corpus", "`folder` of documents")
	flag.StringVar(&opt.only, "only", "", "documents by `prefix` of their names, separated by commas")
	flag.BoolVar(&opt.quick, "quick", false, "only the documents of quick.txt")
	flag.BoolVar(&opt.types, "types", false, "type-check and vet all but the generated examples, which takes minutes; compile nothing, try no examples")
	flag.BoolVar(&opt.update, "update", false, "only generate, and freeze the diagnostics found")
	flag.StringVar(&opt.report, "report", "", "also write the report to `file`")
	flag.StringVar(&opt.keep, "keep", "", "work in `folder`, and leave the packages there")
	flag.StringVar(&opt.peer, "peer", "", "measure another generator: oapi-codegen")
	flag.BoolVar(&opt.oracle, "oracle", false, "have the packages and those of oapi-codegen call each other: some documents, or those of -only")
	flag.BoolVar(&opt.all, "all", false, "with -oracle: all documents of the folders vendor and tools")
	flag.BoolVar(&opt.additive.on, "additive", false, "make additions to the documents, and report what they do to importers")
	flag.StringVar(&opt.additive.engine, "engine", "lock", "with -additive: `how` to generate: lock, without-lock, oapi-codegen")
	flag.IntVar(&opt.additive.cases, "changes", 0, "with -additive: at most `n` changes of a document; 0 for fewer the larger it is")
	flag.Uint64Var(&opt.additive.seed, "seed", 1, "with -additive: `number` that chooses changes")
	flag.StringVar(&opt.additive.evolve, "evolution", "", "with -additive: compare the versions of real documents in `folder` instead")
	flag.StringVar(&opt.additive.details, "details", "", "with -additive: write the cases that are not fine to `file`")
	flag.IntVar(&opt.additive.calls, "calls", 0, "with -additive: also run importers after one of `n` changes that break nothing")
	flag.BoolVar(&opt.additive.allKinds, "kinds", false, "with -additive: also list kinds of change that are always fine")
	flag.BoolVar(&opt.paging, "paging", false, "only count the operations that get lists and those that page")
	flag.StringVar(&opt.pagingDetails, "pages", "", "with -paging: write the operations that page to `file`")
	flag.StringVar(&opt.jobs, "p", "2", "packages that the go command compiles at once")
	flag.StringVar(&opt.child, "child", "", "for internal use: generate one document")
	flag.StringVar(&opt.into, "into", "", "for internal use, with -child")
	flag.StringVar(&opt.cases, "cases", "", "for internal use, with -child")
	flag.StringVar(&opt.allow, "allow", "", "for internal use, with -child")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "corpus: unexpected argument %s\n", flag.Arg(0))
		os.Exit(2)
	}
	ok, err := run(opt)
	if err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
	if !ok {
		os.Exit(1)
	}
}

// run reports whether all results are as expected.
func run(opt options) (ok bool, err error) {
	if opt.child != "" && opt.peer != "" {
		return true, peerChild(os.Stdout, opt.child, opt.into)
	}
	if opt.child != "" {
		return true, child(os.Stdout, opt.child, opt.into, opt.cases, strings.Fields(opt.allow))
	}
	work := opt.keep
	if work == "" {
		if work, err = os.MkdirTemp("", "corpus-"); err != nil {
			return false, err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	}
	root, err := moduleRoot()
	if err != nil {
		return false, err
	}
	docs, err := opt.documents(root, work)
	if err != nil {
		return false, err
	}
	if opt.paging {
		return true, countPaging(os.Stdout, docs, opt.pagingDetails)
	}
	if opt.additive.on {
		return runAdditive(context.Background(), opt, root, work, docs)
	}
	if opt.oracle && !exists(filepath.Join(opt.corpus, "manifest.tsv")) {
		return true, nil // the table of differences is about the corpus
	}
	if opt.oracle {
		if opt.only == "" {
			names := oracleDocuments
			if opt.all {
				names = []string{"tools/", "vendor/"}
			}
			if docs, err = choose(docs, names); err != nil {
				return false, err
			}
		}
		return runOracle(os.Stdout, opt, root, work, docs)
	}
	if opt.peer != "" {
		return true, measurePeer(os.Stdout, opt, work, docs)
	}
	expected, err := readExpectations(filepath.Join(root, "generator", "corpus", "expect"))
	if err != nil {
		return false, err
	}
	for _, d := range docs {
		d.allow = expected.allowed(d.name)
	}
	ws, err := newWorkspace(work, opt.jobs)
	if err != nil {
		return false, err
	}
	todo := steps
	ws.types, expected.partial = opt.types, opt.types || opt.update
	switch {
	case opt.types:
		todo = steps[:3] // to vet
	case opt.update: // all diagnostics are known after generation
		todo = steps[:1]
	}
	times, err := opt.runAll(ws, docs, expected, todo)
	if err != nil {
		return false, err
	}
	whole := opt.only == "" && !opt.quick
	if opt.update {
		expected.freeze(docs, opt.only == "" && !opt.quick)
		if err := expected.write(); err != nil {
			return false, err
		}
	}
	complaints := expected.compare(docs, whole)
	printReport(os.Stdout, docs, expected, times)
	for _, c := range complaints {
		fmt.Println(c)
	}
	return len(complaints) == 0, opt.writeReport(docs, expected, times)
}

// step is one pass over all documents.
type step struct {
	name string
	run  func(*workspace, []*document) error
}

var steps = []step{
	{"generated", generateAll},
	{"compiled", (*workspace).compile},
	{"vetted", (*workspace).vet},
	{"called", (*workspace).call},
	{"examples tried", roundTripAll},
}

// runAll runs the steps and writes the report after each one.
func (opt options) runAll(w *workspace, docs []*document, expected *expectations, steps []step) (times timing, err error) {
	for _, s := range steps {
		start := time.Now()
		if err := s.run(w, docs); err != nil {
			return nil, err
		}
		times = append(times, lap{s.name, time.Since(start)})
		if err := opt.writeReport(docs, expected, times); err != nil {
			return nil, err
		}
	}
	return times, nil
}

// documents returns the documents to run, and prints a note if there is no
// corpus.
func (opt options) documents(root, work string) ([]*document, error) {
	if !exists(filepath.Join(opt.corpus, "manifest.tsv")) {
		fmt.Printf("There is no corpus at %s: these are the documents of this repository only.\n", opt.corpus)
		docs, err := ownDocuments(root, work)
		if err != nil || opt.only == "" {
			return docs, err
		}
		return choose(docs, strings.Split(opt.only, ","))
	}
	docs, err := corpusDocuments(opt.corpus)
	if err != nil {
		return nil, err
	}
	if opt.quick {
		rows, err := readTable(filepath.Join(opt.corpus, "quick.txt"))
		if err != nil {
			return nil, err
		}
		var quick []string
		for _, row := range rows {
			quick = append(quick, row[0])
		}
		if docs, err = choose(docs, quick); err != nil {
			return nil, err
		}
	}
	if opt.only != "" {
		return choose(docs, strings.Split(opt.only, ","))
	}
	return docs, nil
}

func (opt options) writeReport(docs []*document, expected *expectations, times timing) (err error) {
	if opt.report == "" {
		return nil
	}
	f, err := os.Create(opt.report)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	printReport(f, docs, expected, times)
	return nil
}

// moduleRoot returns the folder of the go.mod above the working directory.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if exists(filepath.Join(dir, "go.mod")) {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("there is no go.mod here or above: run it in the repository")
		}
	}
	return "", err
}
