package target

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// About introduces a declaration: its name, then what the document says of it.
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

// FirstText is summary and description, one of which often repeats the other.
func FirstText(doc ir.Doc) string {
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

func Deprecation(doc ir.Doc) string {
	switch {
	case doc.Deprecated && doc.Reason != "":
		return "Deprecated: " + strings.TrimSpace(doc.Reason)
	case doc.Deprecated:
		return "Deprecated: the document says so."
	}
	return ""
}

func Listed(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

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
