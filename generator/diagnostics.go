package generator

import (
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
)

// Diagnostic is one finding about an input: code, position, message, hint. Its
// String is `file:line:col: severity: message [code]`.
type Diagnostic = diag.Diagnostic

// Diagnostics are findings as an error, one per line.
type Diagnostics []Diagnostic

func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// PrintOptions say how [Print] shows diagnostics.
type PrintOptions = diag.PrintOptions

// Print writes diagnostics with excerpts and hints, and a line that counts
// them; nothing if there are none.
func Print(w io.Writer, ds []Diagnostic, opt PrintOptions) { diag.Print(w, ds, opt) }

// HasErrors reports whether a diagnostic is an error: there is no output then.
func HasErrors(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity() == diag.Error })
}

// unusable are the errors by which an input is no document or configuration at
// all, or an output folder no output folder.
var unusable = []diag.Code{
	diag.BadConfig, diag.EmptyDocument, diag.FileNotFound, diag.Internal, diag.InvalidPackage,
	diag.OutputNotOurs, diag.Syntax, diag.UnsupportedVersion,
}

// Unusable reports whether a diagnostic says that the input cannot be used at
// all, as against one that finds fault with what a document says.
func Unusable(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return slices.Contains(unusable, d.Code) })
}

// collect returns what do finds, sorted and with excerpts. A panic of do is
// a finding as well.
func collect(in Input, do func(ds *diag.List)) []Diagnostic {
	var ds diag.List
	func() {
		defer func() {
			if p := recover(); p != nil {
				ds.Add(internalError(in.Path, p))
			}
		}()
		do(&ds)
	}()
	return withExcerpts(ds.All(), in)
}

func internalError(path string, p any) Diagnostic {
	return Diagnostic{
		Code: diag.Internal, File: path, Message: fmt.Sprintf("the generator failed at %s: %v", panicPlace(), p),
		Hint: "this is a bug of peergen " + Version + ": please report it, with the document, at https://github.com/peergen/peergen/issues",
	}
}

// panicPlace is the function and line that panicked, as "lower.(*lowering).schema (schema.go:45)".
// It works in a deferred function only.
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

// withExcerpts sets the line of the file on each diagnostic that has a
// position. It reads the files itself: they may be of any kind, and may be
// what could not be parsed.
func withExcerpts(ds []Diagnostic, in Input) []Diagnostic {
	lines := map[string][]string{}
	for i, d := range ds {
		if d.Line == 0 || d.Excerpt != "" {
			continue
		}
		if lines[d.File] == nil {
			data := in.Data
			if d.File != in.Path || data == nil {
				data, _ = os.ReadFile(d.File) // without it there is no excerpt
			}
			text := strings.TrimPrefix(string(data), "\ufeff")
			lines[d.File] = strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
		}
		if d.Line <= len(lines[d.File]) {
			ds[i].Excerpt = lines[d.File][d.Line-1]
		}
	}
	return ds
}
