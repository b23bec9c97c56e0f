package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/generator/internal/source"
)

// child generates one document and prints its [result] as JSON. Each document
// has a separate process, so that a stack overflow or an exhausted memory does
// not stop other documents, and the memory peak belongs to one document.
//
// The package is written to the folder out, its examples to the file cases.
func child(w io.Writer, path, out, cases string, allow []string) error {
	time.AfterFunc(2*childTime, func() { os.Exit(2) }) // if the parent no longer exists
	r := generateTwice(path, out, cases, allow)
	return json.NewEncoder(w).Encode(r)
}

func generateTwice(path, out, cases string, allow []string) (r result) {
	fail := func(at stage, reason string) {
		r.Failures = append(r.Failures, failure{at, firstLine(reason)})
	}
	data, err := os.ReadFile(path)
	if err != nil {
		fail(generation, err.Error())
		return r
	}
	importPath := modulePath + "/api/" + filepath.Base(out)
	first, ds := generate(path, importPath, data, "", allow)
	r.Seconds, r.PeakMB = usage()
	r.Diagnostics = countCodes(ds)
	if first == nil {
		fail(generation, firstError(ds))
		return r
	}
	r.Generated = true
	for _, f := range first.Files {
		r.Lines += bytes.Count(f.Content, []byte("\n"))
	}
	if _, err := first.Write(out); err != nil {
		fail(generation, err.Error())
		return r
	}
	if second, _ := generate(path, importPath, data, "", allow); !sameFiles(first, second) {
		fail(repeat, "the second run gave other bytes")
	}
	names, err := identifiers(first.Files)
	if err != nil {
		fail(compiling, err.Error())
		return r
	}
	r.Operations = names.operations
	doc, err := source.Parse(path, data)
	if err != nil {
		return r // examples of a document that was repaired are not reliable
	}
	if want := countHooks(doc); want >= 0 && names.hooks != want {
		fail(operations, fmt.Sprintf("webhooks and callbacks have %d methods, the document %d operations of them", names.hooks, want))
	}
	collected := collectExamples(doc, readable(first.Schemas, names))
	r.Cases, r.Untyped = len(collected.Cases), collected.untyped
	if err := errors.Join(writeJSON(cases, collected.Cases), writeUnions(out, collected.Cases)); err != nil {
		fail(roundTrip, err.Error())
	}
	third, ds := generate(path, importPath, shuffled(doc.Root), first.Lock, allow)
	if third == nil {
		fail(shuffling, firstError(ds))
		return r
	}
	others, err := identifiers(third.Files)
	if err != nil {
		fail(shuffling, err.Error())
	} else if reason := difference(names.exported, others.exported); reason != "" {
		fail(shuffling, reason)
	}
	return r
}

func generate(path, importPath string, data []byte, lock string, allow []string) (*generator.Output, []generator.Diagnostic) {
	return generator.Generate(context.Background(), generator.Input{Path: path, Data: data},
		generator.Options{Package: "api", Client: true, Server: true, ImportPath: importPath, Lock: lock, Allow: allow})
}

func countCodes(ds []generator.Diagnostic) map[string]int {
	codes := map[string]int{}
	for _, d := range ds {
		codes[d.Code]++
	}
	return codes
}

// firstError returns the first error, with the base name of its file.
func firstError(ds []generator.Diagnostic) string {
	for _, d := range ds {
		if generator.HasErrors([]generator.Diagnostic{d}) {
			d.Message = strings.ReplaceAll(d.Message, filepath.Dir(d.File)+string(filepath.Separator), "")
			d.File = filepath.Base(d.File)
			return d.String()
		}
	}
	return "no output, and no error"
}

func sameFiles(a, b *generator.Output) bool {
	return b != nil && slices.EqualFunc(a.Files, b.Files, func(a, b generator.File) bool {
		return a.Name == b.Name && bytes.Equal(a.Content, b.Content)
	})
}

// difference lists up to three elements that only one of two sets has, for each
// set. It returns "" if the sets are equal.
func difference(a, b map[string]bool) string {
	lacks := func(a, b map[string]bool) []string {
		var only []string
		for _, name := range slices.Sorted(maps.Keys(a)) {
			if !b[name] {
				only = append(only, name)
			}
		}
		return only
	}
	gone, come := lacks(a, b), lacks(b, a)
	if len(gone) == 0 && len(come) == 0 {
		return ""
	}
	few := func(names []string) string { return strings.Join(names[:min(3, len(names))], ", ") }
	return fmt.Sprintf("shuffled, %d names are gone (%s) and %d have come (%s)", len(gone), few(gone), len(come), few(come))
}

// shuffled returns a document as JSON with the members of each object in
// another order, which is the same in every run. The last of duplicate members
// is kept. Content types keep their order: the first one of a request is that of
// the field Body.
func shuffled(root *source.Node) []byte {
	random := rand.New(rand.NewPCG(1, 2))
	done := map[*source.Node]*source.Node{} // YAML aliases share nodes
	var shuffle func(name string, n *source.Node) *source.Node
	shuffle = func(name string, n *source.Node) *source.Node {
		if n.Kind != source.Array && n.Kind != source.Object {
			return n
		}
		if done[n] != nil {
			return done[n]
		}
		twin := &source.Node{Kind: n.Kind}
		done[n] = twin
		for _, item := range n.Items {
			twin.Items = append(twin.Items, shuffle("", item))
		}
		for _, name := range n.Keys() {
			twin.Members = append(twin.Members, source.Member{Name: name, Value: shuffle(name, n.Get(name))})
		}
		if name == "content" {
			return twin
		}
		random.Shuffle(len(twin.Members), func(i, j int) {
			twin.Members[i], twin.Members[j] = twin.Members[j], twin.Members[i]
		})
		return twin
	}
	return shuffle("", root).JSON()
}

// usage returns the processor time of this process so far, in seconds, and its
// maximum resident memory, in MiB. Processor time depends less on the load of
// the machine than the clock.
func usage() (seconds float64, peakMB int) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, 0
	}
	took := time.Duration(u.Utime.Nano() + u.Stime.Nano())
	return took.Seconds(), int(u.Maxrss / 1024) // KiB on Linux
}

func writeJSON(path string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o600)
}
