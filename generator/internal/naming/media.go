package naming

import (
	"cmp"
	"maps"
	"mime"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// mediaWords are content types with a name of their own. Of the others, the part
// behind the slash says what they are: text/csv is CSV.
var mediaWords = map[string]string{
	"application/json": "JSON", "application/x-www-form-urlencoded": "Form", "application/octet-stream": "Bytes",
	"multipart/form-data": "Multipart", "text/plain": "Text", "*/*": "Any", "image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF",
	"application/x-ndjson": "NDJSON", "application/zip": "ZIP",
}

// mediaWord is a content type as it ends an identifier. It follows from the type
// alone, so that another one beside it changes nothing.
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
			word += Exported(name) + Exported(params[name])
		}
	}
	return word
}

// choiceWord is what contents of one type are called: JSON, else Bytes, else the
// one that sorts first.
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
