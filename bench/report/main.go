// Command report runs all cases of package bench in this process and prints how peergen compares:
//
//	operation  body          peergen             oapi-codegen
//	decode     small   12.3µs  70 allocs   45.6µs  3.71x  326 allocs
//
// The factor is the time of the peer divided by the time of peergen: above 1,
// peergen is faster. Each round runs all cases, and the peers of one operation
// and body follow each other, so that other load affects all of them. Times are
// medians over the rounds. On a machine with other load, -best reports the
// fastest round instead, because load only adds time.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/peergen/peergen/bench"
)

func main() {
	testing.Init()
	rounds := flag.Int("rounds", 9, "how often each case is measured")
	span := flag.Duration("time", 100*time.Millisecond, "how long each measurement takes")
	best := flag.Bool("best", false, "the fastest round instead of the median")
	only := flag.String("run", "", "regular expression for the `cases`: operation/body/peer")
	flag.Parse()
	summary := median
	if *best {
		summary = slices.Min
	}
	if err := report(os.Stdout, *rounds, *span, summary, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func report(out io.Writer, rounds int, span time.Duration, summary func([]float64) float64, only string) error {
	if rounds < 1 {
		return fmt.Errorf("%d rounds measure nothing", rounds)
	}
	pattern, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	cases, err := bench.Cases()
	if err != nil {
		return err
	}
	cases = slices.DeleteFunc(cases, func(c bench.Case) bool { return !pattern.MatchString(c.Name()) })
	if len(cases) == 0 {
		return fmt.Errorf("no case matches %s", only)
	}
	for _, c := range cases {
		if err := c.Check(); err != nil {
			return fmt.Errorf("%s: %w", c.Name(), err)
		}
	}
	if err := flag.Set("test.benchtime", span.String()); err != nil {
		return err
	}
	start := time.Now()
	results, err := measure(cases, rounds, summary)
	if err != nil {
		return err
	}
	printTable(out, cases, results)
	fmt.Fprintf(out, "\n%d rounds of %v a case, %v in all; %s, %s/%s, %d CPUs\n",
		rounds, span, time.Since(start).Round(time.Second), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	return nil
}

// result is the cost of one call.
type result struct {
	ns     float64
	allocs int64
}

// measure returns a result for each case by name; summary combines the times of
// all rounds.
func measure(cases []bench.Case, rounds int, summary func([]float64) float64) (map[string]result, error) {
	times := map[string][]float64{}
	results := map[string]result{}
	for range rounds {
		for _, c := range cases {
			runtime.GC() // so that no case pays for the garbage of another one
			b := testing.Benchmark(c.Run)
			if b.N == 0 {
				return nil, fmt.Errorf("%s failed while it was measured", c.Name())
			}
			times[c.Name()] = append(times[c.Name()], float64(b.T)/float64(b.N))
			results[c.Name()] = result{summary(times[c.Name()]), b.AllocsPerOp()}
		}
	}
	return results, nil
}

func median(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	n := len(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return (values[n/2-1] + values[n/2]) / 2
}

// printTable writes one line for each operation and body, one column for each
// peer, and a list of the cases in which peergen is slower than a generator.
func printTable(w io.Writer, cases []bench.Case, results map[string]result) {
	out := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprint(out, "operation\tbody\t"+strings.Join(bench.Peers, "\t"))
	var behind []string
	row := ""
	for _, c := range cases {
		if next := "\n" + c.Operation + "\t" + c.Body; next != row {
			row = next
			fmt.Fprint(out, row)
			for _, peer := range bench.Peers {
				fmt.Fprint(out, "\t", cell(bench.Case{Operation: c.Operation, Body: c.Body, Peer: peer}, results))
			}
		}
		if f, ok := factor(c, results); ok && f < 1 && c.Peer != bench.Floor {
			behind = append(behind, c.Name())
		}
	}
	fmt.Fprintln(out)
	out.Flush()
	if len(behind) > 0 {
		fmt.Fprintln(w, "\npeergen is behind:\n  "+strings.Join(behind, "\n  "))
	}
}

// cell returns the cost of a case: time, factor unless it is that of peergen,
// allocations; "-" if it was not measured.
func cell(c bench.Case, results map[string]result) string {
	r, ok := results[c.Name()]
	if !ok {
		return "-"
	}
	text := fmt.Sprintf("%6s", duration(r.ns))
	if f, ok := factor(c, results); ok {
		text += fmt.Sprintf(" %5.2fx", f)
	}
	return text + fmt.Sprintf(" %5d allocs", r.allocs)
}

// factor returns the time of a peer divided by that of peergen, if both were
// measured.
func factor(c bench.Case, results map[string]result) (float64, bool) {
	r, measured := results[c.Name()]
	own := c
	own.Peer = bench.Peergen
	o, compared := results[own.Name()]
	return r.ns / o.ns, measured && compared && c.Peer != bench.Peergen
}

// duration formats with three digits: 1.23µs, 45.6µs, 789µs.
func duration(ns float64) string {
	units := []string{"ns", "µs", "ms", "s"}
	for ns >= 999.5 && len(units) > 1 {
		ns, units = ns/1000, units[1:]
	}
	switch {
	case ns < 9.995:
		return fmt.Sprintf("%.2f%s", ns, units[0])
	case ns < 99.95:
		return fmt.Sprintf("%.1f%s", ns, units[0])
	}
	return fmt.Sprintf("%.0f%s", ns, units[0])
}
