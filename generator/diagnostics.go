package generator

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/spec/repair"
)

// Diagnostic is one finding about a document, a configuration or an output
// folder.
type Diagnostic struct {
	Code         string // such as "unresolved-ref"; docs/diagnostics.md lists them
	Severity     Severity
	File         string
	Line, Column int    // from 1, the column in code points; 0 if unknown
	Pointer      string // JSON Pointer of the value concerned, or ""
	Message      string // one line, without a full stop
	Hint         string // what to write instead, or ""
	Excerpt      string // the line of File, or ""
	Width        int    // code points of Excerpt to underline from Column; 0 means 1
	Allowed      bool   // one of Options.Allow
}

// Severity is the effect of a diagnostic on the run. Each code has one severity, which
// Options.Allow and Options.Strict change.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // there is no output
	Warning Severity = "warning" // the output lacks something that the document describes
	Note    Severity = "note"
)

// String returns `file:line:col: severity: message [code]`. Unknown parts of the
// position are left out.
func (d Diagnostic) String() string { return d.internal().String() }

// Diagnostics is an error that consists of diagnostics, one per line.
type Diagnostics []Diagnostic

func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// PrintOptions configure [Print].
type PrintOptions struct {
	Color   bool // use ANSI escape sequences
	Verbose bool // print every warning and note, not only the first of each code
	Quiet   bool // print errors only
}

// Print writes diagnostics of this package with excerpts and hints, and a last
// line with their number. It writes nothing if ds is empty.
func Print(w io.Writer, ds []Diagnostic, opt PrintOptions) {
	found := make([]diag.Diagnostic, len(ds))
	for i, d := range ds {
		found[i] = d.internal()
	}
	diag.Print(w, found, diag.PrintOptions{Color: opt.Color, Verbose: opt.Verbose, Quiet: opt.Quiet})
}

// HasErrors reports whether a diagnostic is an error, so that there is no output.
func HasErrors(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}

// Held returns how many changes of Go types are held: what importers use has the earlier
// type until [Accept].
func Held(ds []Diagnostic) (n int) {
	for _, d := range ds {
		if code := diag.Code(d.Code); code == diag.Held || code == diag.WithoutValue {
			n++
		}
	}
	return n
}

// Unusable reports whether a diagnostic means that an input or output folder
// cannot be used at all. Other errors are about the content of a document.
func Unusable(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return diag.Code(d.Code).IsUnusable() })
}

// public converts a diagnostic of the internal packages.
func public(d diag.Diagnostic) Diagnostic {
	return Diagnostic{
		Code: string(d.Code), Severity: Severity(d.Severity().String()),
		File: d.File, Line: d.Line, Column: d.Column, Pointer: d.Pointer,
		Message: d.Message, Hint: d.Hint, Excerpt: d.Excerpt, Width: d.Width, Allowed: d.Level == diag.Allowed,
	}
}

// internal reverses public.
func (d Diagnostic) internal() diag.Diagnostic {
	out := diag.Diagnostic{
		Code: diag.Code(d.Code), File: d.File, Line: d.Line, Column: d.Column, Pointer: d.Pointer,
		Message: d.Message, Hint: d.Hint, Excerpt: d.Excerpt, Width: d.Width,
	}
	switch {
	case d.Allowed:
		out.Level = diag.Allowed
	case d.Severity != Severity(out.Severity().String()):
		out.Level = diag.Strict
	}
	return out
}

// collect runs do and returns its diagnostics, sorted and with excerpts. A panic
// of do is reported as one more diagnostic.
func collect(in Input, do func(ds *diag.List)) []Diagnostic {
	var list diag.List
	func() {
		defer func() {
			if p := recover(); p != nil {
				list.Add(internalError(in.Path, p))
			}
		}()
		do(&list)
	}()
	var ds []Diagnostic
	for _, d := range withExcerpts(list.All(), in) {
		ds = append(ds, public(d))
	}
	return ds
}

func internalError(path string, p any) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.Internal, File: path, Message: fmt.Sprintf("the generator failed at %s: %v", panicPlace(), p),
		Hint: "this is a bug of peergen " + Version + ": report it, with the document, at https://github.com/peergen/peergen/issues",
	}
}

// panicPlace returns the function and line that panicked, such as
// "lower.(*lowering).schema (schema.go:45)". It must be called by a deferred
// function.
func panicPlace() string {
	callers := make([]uintptr, 64)
	frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers)])
	for panicking := false; ; {
		frame, more := frames.Next()
		if panicking && !strings.HasPrefix(frame.Function, "runtime.") {
			return fmt.Sprintf("%s (%s:%d)", path.Base(frame.Function), path.Base(frame.File), frame.Line)
		}
		panicking = panicking || frame.Function == "runtime.gopanic"
		if !more {
			return "an unknown place"
		}
	}
}

// withExcerpts sets Excerpt of each diagnostic that has a line. It reads the files itself, because
// they may be configurations, or files that cannot be parsed. Files outside of the folder of the
// input have no excerpts: a document can refer to any file of the machine, and the output of
// the command is often public.
func withExcerpts(ds []diag.Diagnostic, in Input) []diag.Diagnostic {
	byFile := map[string][]*diag.Diagnostic{}
	for i, d := range ds {
		if d.Line > 0 && d.Excerpt == "" {
			byFile[d.File] = append(byFile[d.File], &ds[i])
		}
	}
	for file, found := range byFile {
		data := printable(file, in)
		slices.SortStableFunc(found, func(a, b *diag.Diagnostic) int { return a.Line - b.Line })
		rest, number, excerpt := bytes.TrimPrefix(data, []byte("\ufeff")), 0, ""
		for _, d := range found {
			for number < d.Line { // a document on one line can have thousands of findings
				var line []byte
				line, rest = cutLine(rest)
				number, excerpt = number+1, ""
				if number == d.Line {
					excerpt = string(line)
				}
			}
			d.Excerpt = excerpt
		}
	}
	return ds
}

// printable returns the content of a file, if lines of it may be printed.
func printable(file string, in Input) []byte {
	switch {
	case file == in.Path && in.Data != nil:
		return in.Data
	case file == in.Path || slices.Contains(in.Overlays, file) || repair.IsBelow(filepath.Dir(in.Path), file):
		data, _ := repair.ReadFile(file) // if it fails, there is no excerpt
		return data
	}
	return nil
}

// cutLine returns the text before the first line break, which is LF, CR LF or CR, and what
// follows it.
func cutLine(text []byte) (line, rest []byte) {
	end := bytes.IndexAny(text, "\r\n")
	if end < 0 {
		return text, nil
	}
	next := end + 1
	if bytes.HasPrefix(text[end:], []byte("\r\n")) {
		next++
	}
	return text[:end], text[next:]
}
