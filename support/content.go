package support

import (
	"maps"
	"mime"
	"strings"
)

// declaredContent is the one of several declared content types that a body has,
// "" for none of them. A body that does not say has the first one.
func declaredContent(contentType string, declared []string) string {
	if contentType == "" {
		return declared[0]
	}
	best, most := "", 0
	for _, d := range declared {
		if fit := contentFit(d, contentType); fit > most {
			best, most = d, fit
		}
	}
	return best
}

// contentFit is how well a content type is what has been declared, 0 for not at
// all. All JSON is JSON, for want of a better one.
func contentFit(declared, contentType string) int {
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
	case isJSON(declared) && isJSON(contentType):
		return 3
	case isRange && prefix != "*/" && strings.HasPrefix(is, prefix):
		return 2
	case want == "*/*":
		return 1
	}
	return 0
}
