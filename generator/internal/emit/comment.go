package emit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// commentWidth is where prose wraps, slashes not counted.
const commentWidth = 77

// comment is text as line comments. Lines that are too long are wrapped, and the
// rest of one goes before the next line where that goes on with the sentence;
// what starts with white space stays as it is. No text can leave the comment:
// every line break of Unicode begins a new one.
func comment(text string) string {
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
	return "// " + strings.Join(out, "\n// ")
}

// isProse reports whether a line may belong to the paragraph before it: it is no
// item of a list, no heading, no row of a table, no code and no tag.
func isProse(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return unicode.IsLetter(first) || strings.ContainsRune("([\"'", first) || first == '`' && !strings.HasPrefix(line, "```")
}

// clean drops control characters and joins runs of blank lines; "\x00" stands
// for a blank line until the lines are written.
func clean(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n", "\t", "    ").Replace(text)
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

// oneLineOf is text without line breaks and control characters.
func oneLineOf(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(clean(text), blank, " ")), " ")
}

func wrap(line string) []string {
	if line == blank {
		return []string{""}
	}
	if utf8.RuneCountInString(line) <= commentWidth || line[0] == ' ' {
		return []string{line}
	}
	var out []string
	var current strings.Builder
	width := 0
	for word := range strings.FieldsSeq(line) {
		n := utf8.RuneCountInString(word)
		if width > 0 && width+1+n > commentWidth {
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

// docComment joins paragraphs that are not empty; it is nothing without any.
func docComment(paragraphs ...string) jen.Code {
	var kept []string
	for _, p := range paragraphs {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	if len(kept) == 0 {
		return jen.Null()
	}
	return jen.Id(comment(strings.Join(kept, "\n\n"))).Line()
}

// about introduces a declaration: its name, then what the document says of it.
func about(name string, doc ir.Doc, otherwise string) string {
	text := firstText(doc)
	switch {
	case text == "":
		return name + " " + otherwise
	case strings.HasPrefix(text, name+" "):
		return text
	}
	return name + ": " + text
}

// firstText is summary and description, one of which often repeats the other.
func firstText(doc ir.Doc) string {
	summary, description := strings.TrimSpace(doc.Summary), strings.TrimSpace(doc.Description)
	switch {
	case summary == "" || strings.HasPrefix(description, summary):
		return description
	case description == "":
		return summary
	}
	if !strings.ContainsAny(summary[len(summary)-1:], ".!?") {
		summary += "."
	}
	return summary + "\n\n" + description
}

func deprecation(doc ir.Doc) string {
	switch {
	case doc.Deprecated && doc.Reason != "":
		return "Deprecated: " + strings.TrimSpace(doc.Reason)
	case doc.Deprecated:
		return "Deprecated: the document says so."
	}
	return ""
}
