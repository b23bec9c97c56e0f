// Command report measures all cases of package bench in interleaved rounds, and
// writes results.md with charts.
//
// Each round runs all cases, and the peers of one operation and body follow each
// other, so that other load affects all of them. Time is processor time of the
// process, with that of the garbage collector. The results are medians over the
// rounds. Without -o, it prints the tables and writes no files.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/peergen/peergen/bench"
)

type settings struct {
	rounds int
	span   time.Duration // of one measurement
	only   *regexp.Regexp
	folder string // where files are written, if set
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == serveCommand {
		exitOn(serve(os.Stdin, os.Stdout))
		return
	}
	var s settings
	flag.IntVar(&s.rounds, "rounds", 10, "how often each case is measured")
	flag.DurationVar(&s.span, "time", 40*time.Millisecond, "how long each measurement takes")
	flag.StringVar(&s.folder, "o", "", "write results.md and charts to the `folder` instead of printing tables")
	flag.Func("run", "regular expression for the `cases`: operation/body/peer", func(text string) (err error) {
		s.only, err = regexp.Compile(text)
		return err
	})
	flag.Parse()
	exitOn(report(os.Stdout, s))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func report(out io.Writer, s settings) error {
	if s.rounds < 1 {
		return fmt.Errorf("%d rounds measure nothing", s.rounds)
	}
	cases, err := bench.Cases()
	if err != nil {
		return err
	}
	loopback := bench.LoopbackCases()
	if s.only != nil {
		cases = slices.DeleteFunc(cases, func(c bench.Case) bool { return !s.only.MatchString(c.Name()) })
		loopback = slices.DeleteFunc(loopback, func(c bench.LoopbackCase) bool { return !s.only.MatchString(c.Name()) })
	}
	if len(cases)+len(loopback) == 0 {
		return fmt.Errorf("no case matches %s", s.only)
	}
	start := time.Now()
	results := results{cases: cases, loopback: loopback}
	if results.costs, err = measure(cases, s.rounds, s.span); err != nil {
		return err
	}
	if results.loads, err = measureLoopback(loopback, s.rounds, 3*s.span); err != nil {
		return err
	}
	var page bytes.Buffer
	page.WriteString(heading(s, start))
	results.write(&page)
	if s.folder == "" {
		_, err := page.WriteTo(out)
		return err
	}
	files := results.charts()
	files["results.md"] = page.Bytes()
	for name, data := range files {
		path := filepath.Join(s.folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "results.md and %d charts written in %v\n", len(files)-1, time.Since(start).Round(time.Second))
	return nil
}
