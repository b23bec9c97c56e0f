package naming

import (
	"cmp"
	"maps"
	"mime"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// mediaWords are the words for content types that are not called after their
// subtype, as CSV is for text/csv.
var mediaWords = map[string]string{
	"application/json": "JSON", "application/x-www-form-urlencoded": "Form", "application/octet-stream": "Bytes",
	"multipart/form-data": "Multipart", "text/plain": "Text", "*/*": "Any", "image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF",
	"application/x-ndjson": "NDJSON", "application/zip": "ZIP",
}

// mediaWord is a content type as it ends an identifier. It depends on the type
// alone, so that adding another one changes nothing.
//
//	application/merge-patch+json      -> MergePatchJSON
//	application/vnd.github.v3+json    -> GithubV3JSON
//	application/json; version=2       -> JSONVersion2
//	image/*                           -> Image
func mediaWord(mediaType string) string {
	base, params, err := mime.ParseMediaType(mediaType)
	if err != nil {
		return cmp.Or(Exported(mediaType), "Content")
	}
	word := mediaWords[base]
	if kind, sub, _ := strings.Cut(base, "/"); word == "" && sub == "*" {
		word = Exported(kind)
	} else if word == "" {
		sub = strings.TrimPrefix(strings.TrimPrefix(sub, "vnd."), "x-")
		word = cmp.Or(Exported(sub), Exported(kind))
	}
	for _, name := range slices.Sorted(maps.Keys(params)) {
		if name != "charset" {
			word += Exported(name + " " + params[name])
		}
	}
	return word
}

// choiceWord is the word for several content types with one Go type: JSON if it is
// one of them, else Bytes if one is binary, else that of the first in sort order.
func choiceWord(contents []*ir.Media) string {
	best := contents[0].Type
	for _, m := range contents {
		switch word := mediaWord(m.Type); {
		case m.Format == ir.Binary:
			return "Bytes"
		case word == "JSON":
			return word
		}
		best = min(best, m.Type)
	}
	return mediaWord(best)
}
