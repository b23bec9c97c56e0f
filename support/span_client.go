package support

import (
	"net/url"
	"strings"
)

// escapeReservedPath escapes a path parameter that may hold slashes: {+name}. It
// leaves alone what is reserved and means nothing in a path, and escapes that are
// there already.
func escapeReservedPath(s string) string {
	segments := strings.Split(s, "/")
	for i, segment := range segments {
		if segment == "." || segment == ".." {
			segments[i] = escapeSegment(segment)
			continue
		}
		var out strings.Builder
		for j := range len(segment) {
			if strings.IndexByte(":@!$&'()*+,;=", segment[j]) >= 0 || segment[j] == '%' && isEscape(segment[j:]) {
				out.WriteByte(segment[j])
			} else {
				out.WriteString(url.PathEscape(segment[j : j+1]))
			}
		}
		segments[i] = out.String()
	}
	return strings.Join(segments, "/")
}
