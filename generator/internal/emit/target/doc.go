package target

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// About begins the doc comment of a declaration with its name, and the text of
// the document, or otherwise.
func About(name string, doc ir.Doc, otherwise string) string {
	text := FirstText(doc)
	switch {
	case text == "":
		return name + " " + otherwise
	case strings.HasPrefix(text, name+" "):
		return text
	}
	return name + ": " + text
}

// FirstText is summary and description. One of them often repeats the other.
func FirstText(doc ir.Doc) string {
	summary, description := strings.TrimSpace(doc.Summary), strings.TrimSpace(doc.Description)
	switch {
	case summary == "" || strings.HasPrefix(description, summary):
		return description
	case description == "":
		return summary
	}
	return Sentence(summary) + "\n\n" + description
}

// Deprecation is the paragraph that marks a declaration as deprecated, or "".
func Deprecation(doc ir.Doc) string {
	switch {
	case doc.Deprecated && doc.Reason != "":
		return "Deprecated: " + strings.TrimSpace(doc.Reason)
	case doc.Deprecated:
		return "Deprecated: marked deprecated in the API description."
	}
	return ""
}

// Listed joins words: a, b and c.
func Listed(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// AppendOnce appends a text unless the list has it.
func AppendOnce(list []string, text string) []string {
	if slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

// UpperFirst begins a text with a capital.
func UpperFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// LowerFirst begins a text with a small letter, unless its first word is a name
// or an abbreviation.
func LowerFirst(text string) string {
	word, _, _ := strings.Cut(text, " ")
	if word == "" || strings.ToLower(word[1:]) != word[1:] || len(word) == 1 && word != "A" {
		return text
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// Sentence ends a text with a full stop, unless it ends with a punctuation mark.
func Sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?:") {
		return text
	}
	return text + "."
}
