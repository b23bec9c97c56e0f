package diag

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// PrintOptions configures [Print].
type PrintOptions struct {
	Color   bool // use ANSI escape sequences
	Verbose bool // show every warning and note
	Quiet   bool // show errors only
	Max     int  // without Verbose: findings shown per code, except errors; 0 means 3
}

const (
	defaultMax   = 3
	excerptWidth = 100 // columns
	tabWidth     = 4   // columns, the same at any column
)

// Print writes diagnostics in the order given, each with its excerpt and hint
// if it has them, and ends with their number by severity:
//
//	api.yaml:12:5: warning: expected a number, found a string: it is ignored [repaired]
//	   12 |     maximum: ten
//	      |     ^^^^^^^
//	hint: write maximum: 10
//
//	1 warning
//
// It writes nothing without diagnostics, and ignores errors of w. Warnings and notes that are
// allowed are not printed, unless all are.
func Print(w io.Writer, ds []Diagnostic, opt PrintOptions) {
	switch {
	case opt.Quiet:
		ds = slices.DeleteFunc(slices.Clone(ds), func(d Diagnostic) bool { return d.Severity() != Error })
	case !opt.Verbose:
		ds = slices.DeleteFunc(slices.Clone(ds), Diagnostic.isKnown)
	}
	if len(ds) == 0 {
		return
	}
	p := printer{bufio.NewWriter(w), opt.Color}
	defer func() { _ = p.Flush() }()

	limit := opt.Max
	if limit <= 0 {
		limit = defaultMax
	}
	shown, hidden := map[Code]int{}, map[Code][]Diagnostic{}
	for _, d := range ds {
		if !opt.Verbose && d.Severity() != Error && shown[d.Code] == limit {
			hidden[d.Code] = append(hidden[d.Code], d)
			continue
		}
		shown[d.Code]++
		p.diagnostic(d)
	}
	for _, code := range slices.Sorted(maps.Keys(hidden)) {
		fmt.Fprintf(p, "... and %d more [%s]%s; -v shows them all\n", len(hidden[code]), code, places(hidden[code], limit))
	}
	fmt.Fprintf(p, "\n%s\n", count(ds))
}

// isKnown reports whether a finding is known and has no effect on the output. An error that is
// allowed has one.
func (d Diagnostic) isKnown() bool { return d.Level == Allowed && d.Code.Severity() != Error }

// places returns the first few places of findings: " at api.yaml:12:5, 30:7, ...".
func places(ds []Diagnostic, limit int) string {
	var texts []string
	file, rest := "", ""
	for _, d := range ds {
		if d.File == "" || d.Line == 0 {
			continue
		}
		if len(texts) == limit {
			rest = ", ..."
			break
		}
		place := fmt.Sprint(d.Line)
		if d.Column > 0 {
			place = fmt.Sprintf("%d:%d", d.Line, d.Column)
		}
		if d.File != file {
			place = oneLine(d.File) + ":" + place
		}
		file = d.File
		texts = append(texts, place)
	}
	if len(texts) == 0 {
		return ""
	}
	return " at " + strings.Join(texts, ", ") + rest
}

// count returns text such as "2 errors, 1 warning"; severities without findings are left out.
func count(ds []Diagnostic) string {
	var n [Info + 1]int
	for _, d := range ds {
		n[d.Severity()]++
	}
	var parts []string
	for s, n := range n {
		switch {
		case n == 1:
			parts = append(parts, "1 "+Severity(s).String())
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %ss", n, Severity(s)))
		}
	}
	return strings.Join(parts, ", ")
}

type printer struct {
	*bufio.Writer
	color bool
}

// SGR parameters.
const (
	bold  = "1"
	faint = "2"
)

var severityColor = [...]string{Error: "1;31", Warning: "1;33", Info: "1;36"}

func (p printer) paint(sgr, text string) string {
	if !p.color {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}

func (p printer) diagnostic(d Diagnostic) {
	fmt.Fprintln(p, d.header(p.paint))
	if d.Line > 0 && strings.TrimSpace(d.Excerpt) != "" {
		number := fmt.Sprintf("%5d", d.Line)
		text, indent, width := window(d.Excerpt, d.Column, d.Width)
		fmt.Fprintln(p, p.paint(faint, number+" |"), text)
		if d.Column > 0 {
			gutter := p.paint(faint, strings.Repeat(" ", len(number))+" |")
			marker := p.paint(severityColor[d.Severity()], strings.Repeat("^", width))
			fmt.Fprintln(p, gutter, strings.Repeat(" ", indent)+marker)
		}
	}
	if d.Hint != "" {
		fmt.Fprintln(p, p.paint(bold, "hint:"), oneLine(d.Hint))
	}
}

// window cuts a long line to the part around column and expands its tabs.
// indent and width, in columns of text, are the place of the marker. Every code
// point except a tab counts as one column, although some take two or none.
func window(line string, column, length int) (text string, indent, width int) {
	line = strings.TrimRight(line, " \t\r\n")
	size := utf8.RuneCountInString(line)
	from := min(max(column-1, 0), size)
	to := from + max(length, 1)
	start := max(0, min(from-excerptWidth/3, size-excerptWidth))
	end := min(start+excerptWidth, size)

	var b strings.Builder
	if start > 0 {
		b.WriteRune('…')
		indent++
	}
	i := 0 // index of r in code points
	for _, r := range line {
		if i == end {
			b.WriteRune('…')
			break
		}
		if i >= start {
			cell := oneLine(string(r))
			if r == '\t' {
				cell = strings.Repeat(" ", tabWidth)
			}
			b.WriteString(cell)
			switch columns := utf8.RuneCountInString(cell); {
			case i < from:
				indent += columns
			case i < to:
				width += columns
			}
		}
		i++
	}
	return b.String(), indent, max(width, 1)
}
