package naming

import "testing"

func TestMediaWord(t *testing.T) {
	for mediaType, want := range map[string]string{
		"application/json":                  "JSON",
		"application/json; charset=utf-8":   "JSON",
		"application/json; version=2":       "JSONVersion2",
		"application/merge-patch+json":      "MergePatchJSON",
		"application/vnd.github.v3+json":    "GithubV3JSON",
		"application/x-www-form-urlencoded": "Form",
		"application/x-ndjson":              "NDJSON",
		"application/octet-stream":          "Bytes",
		"multipart/form-data":               "Multipart",
		"text/plain; charset=utf-8":         "Text",
		"text/csv":                          "CSV",
		"text/csv; header=present":          "CSVHeaderPresent",
		"image/*":                           "Image",
		"*/*":                               "Any",
		"nonsense":                          "Nonsense",
	} {
		if got := mediaWord(mediaType); got != want {
			t.Errorf("%s: %s, want %s", mediaType, got, want)
		}
	}
}
