package media

import (
	"bytes"
	"maps"
	"mime"
	"strings"
)

// IsJSON reports whether a body may be JSON. A body without a content type may
// be anything.
func IsJSON(contentType string) bool {
	base, _, _ := mime.ParseMediaType(contentType)
	return base == "" || strings.HasSuffix(base, "/json") || strings.HasSuffix(base, "+json")
}

// Declared returns the one of several declared content types that a body has,
// or "" if it has none of them. A body without a content type has the first
// one.
func Declared(contentType string, declared []string) string {
	if contentType == "" {
		return declared[0]
	}
	best, most := "", 0
	for _, d := range declared {
		if fit := fit(d, contentType); fit > most {
			best, most = d, fit
		}
	}
	return best
}

// fit returns how well a content type matches a declared one; 0 is no match.
// Any JSON type matches any other, with low priority.
func fit(declared, contentType string) int {
	want, wantParams, _ := mime.ParseMediaType(declared)
	is, params, _ := mime.ParseMediaType(contentType)
	delete(wantParams, "charset")
	delete(params, "charset")
	prefix, isRange := strings.CutSuffix(want, "*")
	switch {
	case want == is && maps.Equal(wantParams, params):
		return 5
	case want == is:
		return 4
	case IsJSON(declared) && IsJSON(contentType):
		return 3
	case isRange && prefix != "*/" && strings.HasPrefix(is, prefix):
		return 2
	case want == "*/*":
		return 1
	}
	return 0
}

// IsForm reports whether a body may be a form. A body without a content type
// may be anything.
func IsForm(contentType string) bool {
	return contentType == "" || InRange("application/x-www-form-urlencoded", contentType)
}

// InRange reports whether a content type is the declared one or in the declared
// range: image/png is in image/* and */*. Parameters are ignored.
func InRange(declared, contentType string) bool {
	want, _, err := mime.ParseMediaType(declared)
	is, _, _ := mime.ParseMediaType(contentType)
	if prefix, isRange := strings.CutSuffix(want, "*"); isRange {
		return prefix == "*/" || strings.HasPrefix(is, prefix)
	}
	return want == is || err != nil && declared == contentType
}

// IsXML reports whether a body may be XML. A body without a content type may be
// anything.
func IsXML(contentType string) bool {
	base, _, _ := mime.ParseMediaType(contentType)
	return base == "" || strings.HasSuffix(base, "/xml") || strings.HasSuffix(base, "+xml")
}

// WithoutBOM removes the byte order mark that some senders put before JSON and XML.
func WithoutBOM(body []byte) []byte { return bytes.TrimPrefix(body, []byte("\ufeff")) }
