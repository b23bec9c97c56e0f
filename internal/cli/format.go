package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator"
)

// printer prints what a run has found in one format.
type printer interface {
	findings(ds []generator.Diagnostic)
	stale(s stale)
	changes(c changes)
	end() error // after all others
}

// stale is an output that is not up to date.
type stale struct {
	Target  string `json:"target"`
	Diff    string `json:"diff"`    // unified
	Command string `json:"command"` // writes it
}

// formats are the values of --format. All but text are for programs: only they are on standard
// output then, and other lines on standard error.
var formats = map[string]func(r *run) printer{
	"text":   func(r *run) printer { return &textPrinter{run: r} },
	"json":   func(r *run) printer { return &jsonPrinter{w: r.stdout, Findings: []finding{}, Stale: []stale{}} },
	"github": func(r *run) printer { return &githubPrinter{w: r.stdout} },
	"sarif":  func(r *run) printer { return &sarifPrinter{w: r.stdout} },
}

// formatFlag is the value of --format.
type formatFlag struct{ run *run }

func (f formatFlag) Type() string   { return "FORMAT" }
func (f formatFlag) String() string { return "" }

func (f formatFlag) Set(name string) error {
	printer := formats[name]
	if printer == nil {
		return fmt.Errorf("there is no format %s: write %s", name, strings.Join(slices.Sorted(maps.Keys(formats)), ", "))
	}
	f.run.printer = printer(f.run)
	if name != "text" {
		f.run.info = f.run.stderr
	}
	return nil
}

// textPrinter prints findings to standard error at once, and diffs to standard output.
type textPrinter struct {
	run  *run
	last string // target of the last stale output
}

func (p *textPrinter) findings(ds []generator.Diagnostic) {
	generator.Print(p.run.stderr, ds, generator.PrintOptions{Color: p.run.color, Verbose: p.run.verbose, Quiet: p.run.quiet})
}

func (p *textPrinter) stale(s stale) {
	fmt.Fprint(p.run.stdout, s.Diff)
	if s.Target != p.last { // the packages of a shared runtime have one name
		p.last = s.Target
		fmt.Fprintf(p.run.stderr, "%s is not up to date: run %s\n", s.Target, s.Command)
	}
}

func (p *textPrinter) changes(c changes) {
	for _, report := range c.Targets {
		printReport(p.run.stdout, report)
	}
	fmt.Fprintf(p.run.stdout, "verdict: %s\n", c.Verdict)
}

func (p *textPrinter) end() error { return nil }

// jsonPrinter prints one JSON object.
type jsonPrinter struct {
	w        io.Writer
	Findings []finding `json:"findings"`
	Stale    []stale   `json:"stale"`
	Changes  *changes  `json:"changes,omitempty"`
}

// finding is a diagnostic as JSON.
type finding struct {
	Code     string             `json:"code"`
	Severity generator.Severity `json:"severity"`
	File     string             `json:"file,omitempty"`
	Line     int                `json:"line,omitempty"`
	Column   int                `json:"column,omitempty"`
	Pointer  string             `json:"pointer,omitempty"`
	Message  string             `json:"message"`
	Hint     string             `json:"hint,omitempty"`
	Allowed  bool               `json:"allowed,omitempty"`
}

func (p *jsonPrinter) findings(ds []generator.Diagnostic) {
	for _, d := range ds {
		p.Findings = append(p.Findings, finding{d.Code, d.Severity, d.File, d.Line, d.Column, d.Pointer, d.Message, d.Hint, d.Allowed})
	}
}

func (p *jsonPrinter) stale(s stale) { p.Stale = append(p.Stale, s) }

func (p *jsonPrinter) changes(c changes) { p.Changes = &c }

func (p *jsonPrinter) end() error {
	encoder := json.NewEncoder(p.w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(p)
}
