// Package diag has the findings about an input: the table of their codes, the list that
// collects them, and how they are printed.
package diag

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Diagnostic is one finding.
type Diagnostic struct {
	Code         Code
	File         string
	Line, Column int    // 1-based, the column in code points; 0 if unknown
	Pointer      string // JSON Pointer of the value concerned, if any
	Message      string // one line, without a full stop
	Hint         string // what to write instead, if known
	Excerpt      string // the line of the document; needs Line
	Width        int    // code points of Excerpt to underline from Column; below 1 means 1
	Needed       bool   // the output cannot do without the value, so that the finding cannot be allowed
	Level        Level  // set by the list
}

// Severity returns the severity of the code, as the level changes it. It panics if the code
// is unknown.
func (d Diagnostic) Severity() Severity {
	severity := d.Code.Severity()
	switch d.Level {
	case Strict:
		return Error
	case Allowed:
		return max(severity, Warning)
	default:
		return severity
	}
}

// String returns one line in the form that editors parse:
//
//	file:line:col: severity: message [code]
//
// What is unknown is left out: the column, the line or the file.
func (d Diagnostic) String() string {
	return d.header(func(_, text string) string { return text })
}

// header is String with each part passed through paint, which gets SGR parameters and text.
func (d Diagnostic) header(paint func(sgr, text string) string) string {
	var b strings.Builder
	if d.File != "" {
		position := oneLine(d.File) + ":"
		if d.Line > 0 {
			position += strconv.Itoa(d.Line) + ":"
			if d.Column > 0 {
				position += strconv.Itoa(d.Column) + ":"
			}
		}
		b.WriteString(paint(bold, position) + " ")
	}
	severity := d.Severity()
	b.WriteString(paint(severityColor[severity], severity.String()+":"))
	b.WriteString(" " + oneLine(d.Message) + " ")
	b.WriteString(paint(faint, "["+string(d.Code)+"]"))
	return b.String()
}

// oneLine makes text from a document safe for a terminal: tabs and line breaks
// become a space, other control characters and those that reverse the writing
// direction become U+FFFD.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// List collects diagnostics. Its zero value is empty and ready to use.
type List struct {
	Policy    Policy   // to be set before the first Add
	EditFlags []string // flags of the commands in hints that edit the lock, which select the target
	LockFile  string   // of the target, or ""

	// Origin, if not nil, returns the file and line that a line of a file comes from.
	Origin func(file string, line int) (string, int)

	ds     []Diagnostic
	seen   map[identity]bool
	values map[value]bool
}

// value is a value of a document with a diagnostic.
type value struct {
	code          Code
	file, pointer string
}

// identity has the fields in which two different diagnostics differ.
type identity struct {
	file         string
	line, column int
	code         Code
	message      string
}

func (d Diagnostic) identity() identity {
	return identity{d.File, d.Line, d.Column, d.Code, d.Message}
}

// Add appends d, unless the list has one with the same position, code and message.
// It panics if d.Code is unknown.
func (l *List) Add(d Diagnostic) {
	d.Code.entry()
	if l.seen[d.identity()] {
		return
	}
	if l.seen == nil {
		l.seen, l.values = make(map[identity]bool), make(map[value]bool)
	}
	l.values[value{d.Code, d.File, d.Pointer}] = true
	l.seen[d.identity()] = true
	d.Level = l.Policy.level(d)
	l.ds = append(l.ds, d)
}

// Has reports whether the list has a diagnostic with a code about a value of a document.
func (l *List) Has(code Code, file, pointer string) bool {
	return l.values[value{code, file, pointer}]
}

// All returns the diagnostics ordered by file, line, column, code and message;
// those without a file come first.
func (l *List) All() []Diagnostic {
	ds := slices.Clone(l.ds)
	for i, d := range ds {
		if l.Origin != nil && d.Line > 0 {
			ds[i].File, ds[i].Line = l.Origin(d.File, d.Line)
		}
	}
	slices.SortFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return ds
}

// Keep removes the diagnostics that keep does not report.
func (l *List) Keep(keep func(Diagnostic) bool) {
	l.ds = slices.DeleteFunc(l.ds, func(d Diagnostic) bool { return !keep(d) })
}

// HasErrors reports whether any diagnostic is of severity Error.
func (l *List) HasErrors() bool {
	return slices.ContainsFunc(l.ds, func(d Diagnostic) bool { return d.Severity() == Error })
}

// Fails reports whether a diagnostic with a code is of severity Error.
func (l *List) Fails(code Code) bool {
	return slices.ContainsFunc(l.ds, func(d Diagnostic) bool { return d.Code == code && d.Severity() == Error })
}

// Len returns the number of diagnostics.
func (l *List) Len() int { return len(l.ds) }
