package form

import (
	"net/url"
	"strconv"
	"strings"
)

// EscapeQuery escapes a blank as %20, which nobody takes for a plus.
func EscapeQuery(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

// EscapeSegment escapes a path segment, dots that would climb included.
func EscapeSegment(s string) string {
	if s == "." || s == ".." {
		return strings.ReplaceAll(s, ".", "%2E")
	}
	return url.PathEscape(s)
}

// EscapeReserved leaves the reserved characters of RFC 3986 alone that mean
// nothing in a query, and escapes that are there already.
func EscapeReserved(s string) string {
	var out strings.Builder
	for i := range len(s) {
		switch {
		case strings.IndexByte(":/?@!$'()*,;=", s[i]) >= 0, s[i] == '%' && IsEscape(s[i:]):
			out.WriteByte(s[i])
		default:
			out.WriteString(EscapeQuery(s[i : i+1]))
		}
	}
	return out.String()
}

// IsEscape holds for text that starts with an escape: %2F.
func IsEscape(s string) bool {
	if len(s) < 3 {
		return false
	}
	_, err := strconv.ParseUint(s[1:3], 16, 8)
	return err == nil
}
