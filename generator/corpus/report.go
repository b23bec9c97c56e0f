package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// timing is the duration of each stage of a run.
type timing []lap

type lap struct {
	name string
	took time.Duration
}

// printReport writes the table, the diagnostics, the slowest documents, and the
// failures by cause and by document.
func printReport(w io.Writer, docs []*document, expected *expectations, times timing) {
	printTable(w, docs)
	printCodes(w, docs)
	printSlowest(w, docs)
	for _, l := range times {
		fmt.Fprintf(w, "%s in %s\n", l.name, l.took.Round(time.Second/10))
	}
	printCauses(w, docs, expected)
}

// row is one line of the table: a folder, or the total.
type row struct {
	name                                                     string
	documents, generated, compiled, vetted, called, complete int
	operations, wanted                                       int
	examples                                                 tally
}

func (r *row) add(d *document) {
	r.documents++
	r.generated += count(d.result.Generated)
	r.compiled += count(d.compiled)
	r.vetted += count(d.vetted)
	r.called += count(d.called)
	r.wanted += max(d.operations, 0)
	if d.compiled {
		r.operations += d.result.Operations
		r.complete += count(!d.failed(operations))
	}
	r.examples.add(d.examples)
}

func (t *tally) add(u tally) {
	t.total += u.total
	t.passed += u.passed
	t.undeclared += u.undeclared
	t.contradict += u.contradict
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// byFolder returns the lines of the table, the total last.
func byFolder(docs []*document) []*row {
	sum := &row{name: "all"}
	rows := map[string]*row{}
	for _, d := range docs {
		if rows[d.folder()] == nil {
			rows[d.folder()] = &row{name: d.folder()}
		}
		rows[d.folder()].add(d)
		sum.add(d)
	}
	sorted := slices.SortedFunc(maps.Values(rows), func(a, b *row) int { return cmp.Compare(a.name, b.name) })
	return append(sorted, sum)
}

func printTable(w io.Writer, docs []*document) {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "folder\tdocuments\tgenerated\tcompiled\tvetted\tcalled\tcomplete\toperations\tof\texamples\tpassed\tundeclared\tcontradict\tours\t")
	for _, r := range byFolder(docs) {
		x := r.examples
		fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", r.name,
			r.documents, r.generated, r.compiled, r.vetted, r.called, r.complete, r.operations, r.wanted,
			x.total, x.passed, x.undeclared, x.contradict, x.total-x.passed-x.undeclared-x.contradict)
	}
	out.Flush()
	untyped := 0
	for _, d := range docs {
		untyped += d.result.Untyped
	}
	fmt.Fprintf(w, "called: the generated examples run, in which the client calls every operation of the server.\n"+
		"complete: compiles, with a method per operation. operations: of packages that compile.\n"+
		"examples: those whose schema has a separate Go type; %d have none. undeclared: lost members that no schema declares.\n"+
		"contradict: invalid by their schema. ours: bugs.\n", untyped)
}

func printCodes(w io.Writer, docs []*document) {
	total, in := map[string]int{}, map[string]int{}
	for _, d := range docs {
		for code, n := range d.result.Diagnostics {
			total[code] += n
			in[code]++
		}
	}
	if len(total) == 0 {
		return
	}
	fmt.Fprintln(w, "\ndiagnostics:")
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, code := range slices.Sorted(maps.Keys(total)) {
		fmt.Fprintf(out, "  %s\t%d\tin %d documents\n", code, total[code], in[code])
	}
	out.Flush()
}

// printSlowest lists the documents that take longest to generate.
func printSlowest(w io.Writer, docs []*document) {
	slow := slices.Clone(docs)
	slices.SortStableFunc(slow, func(a, b *document) int { return cmp.Compare(b.result.Seconds, a.result.Seconds) })
	fmt.Fprintln(w, "\nslowest to generate, in processor time:")
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, d := range slow[:min(5, len(slow))] {
		fmt.Fprintf(out, "  %s\t%s\t%d MB\t%d operations\t%d lines\n", d.name,
			d.result.duration().Round(time.Millisecond), d.result.PeakMB, d.result.Operations, d.result.Lines)
	}
	out.Flush()
}

// printCauses lists failures: the number of documents per cause, most frequent
// first, then every document with the first line of the reason.
func printCauses(w io.Writer, docs []*document, expected *expectations) {
	type cause struct {
		stage stage
		text  string
		docs  []string
	}
	causes := map[string]*cause{}
	var lines []string
	for _, d := range docs {
		for _, f := range d.failures {
			if f.Stage == frozen {
				continue
			}
			key := string(f.Stage) + general(f.Reason)
			if causes[key] == nil {
				causes[key] = &cause{stage: f.Stage, text: general(f.Reason)}
			}
			causes[key].docs = append(causes[key].docs, d.name)
			mark := ""
			if expected.excused(d, f) {
				mark = " (known)"
			}
			lines = append(lines, fmt.Sprintf("  %s: %s: %s%s", d.name, f.Stage, shorten(f.Reason, 300), mark))
		}
	}
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(w, "\nfailures by cause:\n")
	sorted := slices.SortedFunc(maps.Values(causes), func(a, b *cause) int {
		return cmp.Or(cmp.Compare(len(b.docs), len(a.docs)), cmp.Compare(a.stage, b.stage), cmp.Compare(a.text, b.text))
	})
	for _, c := range sorted {
		fmt.Fprintf(w, "  %4d  %s: %s\n        %s\n", len(c.docs), c.stage, shorten(c.text, 200), shorten(strings.Join(c.docs, " "), 300))
	}
	fmt.Fprintf(w, "\nfailures by document:\n%s\n", strings.Join(lines, "\n"))
}

var particular = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile(`^\S+\.(go|json|yaml|yml)(:\d+)*: `), ""},            // the position
	{regexp.MustCompile(`"(?:[^"\\]|\\.)*"|` + "`[^`]*`" + `|'[^']*'`), "…"}, // quoted text
	{regexp.MustCompile(`(undefined|duplicate method|duplicate case|unexpected name|field and method with the same name):? [\w.]+`), "$1 …"},
	{regexp.MustCompile(`\b\w+( redeclared in this block)`), "…$1"},
	{regexp.MustCompile(`\b(method|field) [\w.]+( already declared) at \S+`), "$1 …$2"},
	{regexp.MustCompile(`\([^()]*\)`), "(…)"},
	{regexp.MustCompile(`#?/(components|paths|definitions)/\S+`), "…"},
	{regexp.MustCompile(`\b\d+\b`), "N"},
}

// diagnosis matches the code at the end of a reason that is a diagnostic.
var diagnosis = regexp.MustCompile(`error: .* \[([a-z-]+)\]$`)

// general returns a reason without the parts that are particular to a document, so that
// equal causes are counted together. Of a diagnostic it is the code, except for the code
// internal, which has many causes.
func general(reason string) string {
	if m := diagnosis.FindStringSubmatch(reason); m != nil && m[1] != "internal" {
		return "[" + m[1] + "]"
	}
	for _, p := range particular {
		reason = p.pattern.ReplaceAllString(reason, p.with)
	}
	return reason
}

// shorten truncates a line to n bytes, at the start of a rune.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
