package emit

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

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
