// Package mediatype reads content types by their names.
package mediatype

import (
	"mime"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// jsonLines are the names of JSON texts, one on each line.
var jsonLines = []string{
	"application/jsonl", "application/x-jsonl", "application/ndjson", "application/x-ndjson", "application/jsonlines",
	"application/x-jsonlines", "application/json-lines", "application/x-json-stream", "application/stream+json",
}

// FormatOf is the format that a content type has by its name alone.
func FormatOf(mediaType string) ir.Format {
	base := Base(mediaType)
	switch {
	case slices.Contains(jsonLines, base):
		return ir.Lines
	case strings.HasSuffix(base, "/json"), strings.HasSuffix(base, "+json"):
		return ir.JSON
	case base == "application/json-seq", strings.HasSuffix(base, "+json-seq"):
		return ir.Sequence
	case base == "application/x-www-form-urlencoded":
		return ir.Form
	case strings.HasPrefix(base, "multipart/"):
		return ir.Multipart
	case base == "text/event-stream":
		return ir.Events
	case strings.HasSuffix(base, "/xml"), strings.HasSuffix(base, "+xml"):
		return ir.XML
	case strings.HasPrefix(base, "text/"):
		return ir.Text
	}
	return ir.Binary
}

// Base is a content type without parameters, in lower case; "" if it is invalid.
func Base(mediaType string) string {
	base, _, err := mime.ParseMediaType(mediaType)
	if err != nil {
		return ""
	}
	return base
}

// Rank is smaller for a content type that is preferred: application/json, then other
// JSON, then the rest.
func Rank(mediaType string) int {
	switch {
	case Base(mediaType) == "application/json":
		return 0
	case FormatOf(mediaType) == ir.JSON:
		return 1
	}
	return 2
}
