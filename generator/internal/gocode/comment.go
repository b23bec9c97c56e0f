package gocode

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// CommentWidth is the width at which prose is wrapped, without the slashes.
const CommentWidth = 77

// Comment returns text as line comments. Lines that are too long are wrapped,
// and the rest of one goes before the next line if that one continues the
// sentence. Lines that begin with white space stay as they are. No text can
// leave the comment: every line break of Unicode begins a new comment line.
func Comment(text string) string {
	var out []string
	rest, isCode := "", false
	for line := range strings.FieldsFuncSeq(clean(text), func(r rune) bool { return r == '\n' }) {
		if strings.HasPrefix(line, "```") {
			isCode = !isCode
		}
		switch {
		case rest != "" && !isCode && isProse(line):
			line = rest + " " + line
		case rest != "":
			out = append(out, rest)
		}
		wrapped := wrap(line)
		rest = ""
		if last := len(wrapped) - 1; last > 0 {
			wrapped, rest = wrapped[:last], wrapped[last]
		}
		out = append(out, wrapped...)
	}
	if rest != "" {
		out = append(out, rest)
	}
	return marks.Replace("// " + strings.Join(out, "\n// "))
}

// Marks in text for [Comment]. They are characters for private use, so that they
// mean nothing in a document.
const (
	noBreak  = "\ue000" // a blank at which no line is wrapped
	codeLine = "\ue001" // begins a line of code
)

// NoBreak returns text that [Comment] keeps on one line.
func NoBreak(text string) string { return strings.ReplaceAll(text, " ", noBreak) }

// CodeLine returns text that [Comment] puts on a line of code.
func CodeLine(text string) string { return codeLine + NoBreak(text) }

// isProse reports whether a line may belong to the paragraph before it: it is
// not a list item, a heading, a table row, code or a tag.
func isProse(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return unicode.IsLetter(first) || strings.ContainsRune("([\"'", first) || first == '`' && !strings.HasPrefix(line, "```")
}

// clean drops control characters and joins runs of blank lines. A blank line is
// the constant blank until the lines are written.
func clean(text string) string {
	text = lineBreaks.Replace(text)
	text = strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError) {
			return -1
		}
		return r
	}, text)
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		if lines[i] = strings.TrimRight(line, " "); lines[i] == "" {
			lines[i] = blank
		}
	}
	joined := strings.Join(lines, "\n")
	for strings.Contains(joined, blank+"\n"+blank) {
		joined = strings.ReplaceAll(joined, blank+"\n"+blank, blank)
	}
	return joined
}

const blank = "\x00"

// Replacers are built once, which takes longer than most replacements.
var (
	marks      = strings.NewReplacer(noBreak, " ", "// "+codeLine, "//\t")
	lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n", "\t", "    ")
)

// OneLine returns text without line breaks and control characters.
func OneLine(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(clean(text), blank, " ")), " ")
}

func wrap(line string) []string {
	if line == blank {
		return []string{""}
	}
	if utf8.RuneCountInString(line) <= CommentWidth || line[0] == ' ' {
		return []string{line}
	}
	var out []string
	var current strings.Builder
	width := 0
	for word := range strings.FieldsSeq(line) {
		n := utf8.RuneCountInString(word)
		if width > 0 && width+1+n > CommentWidth {
			out = append(out, current.String())
			current.Reset()
			width = 0
		}
		if width > 0 {
			current.WriteByte(' ')
			width++
		}
		current.WriteString(word)
		width += n
	}
	return append(out, current.String())
}

// Doc returns a doc comment of the paragraphs that are not empty, or nothing if
// all of them are.
func Doc(paragraphs ...string) jen.Code {
	var kept []string
	for _, p := range paragraphs {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	if len(kept) == 0 {
		return jen.Null()
	}
	return jen.Id(Comment(strings.Join(kept, "\n\n"))).Line()
}
