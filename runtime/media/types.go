package media

import (
	"maps"
	"mime"
	"strings"
)

// IsJSON reports whether a body may be JSON; one without a type may be anything.
func IsJSON(contentType string) bool {
	base, _, _ := mime.ParseMediaType(contentType)
	return base == "" || strings.HasSuffix(base, "/json") || strings.HasSuffix(base, "+json")
}

// Declared is the one of several declared content types that a body has,
// "" for none of them. A body that does not say has the first one.
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

// fit is how well a content type is what has been declared, 0 for not at
// all. All JSON is JSON, for want of a better one.
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

// IsForm reports whether a body may be a form; one without a type may be anything.
func IsForm(contentType string) bool {
	return contentType == "" || InRange("application/x-www-form-urlencoded", contentType)
}

// InRange reports whether a content type is the declared one, or one of the
// declared range: image/png is in image/* and in */*. Parameters do not matter.
func InRange(declared, contentType string) bool {
	want, _, err := mime.ParseMediaType(declared)
	is, _, _ := mime.ParseMediaType(contentType)
	if prefix, isRange := strings.CutSuffix(want, "*"); isRange {
		return prefix == "*/" || strings.HasPrefix(is, prefix)
	}
	return want == is || err != nil && declared == contentType
}

// IsXML reports whether a body may be XML; one without a type may be anything.
func IsXML(contentType string) bool {
	base, _, _ := mime.ParseMediaType(contentType)
	return base == "" || strings.HasSuffix(base, "/xml") || strings.HasSuffix(base, "+xml")
}
