package form

import (
	"net/url"
	"strconv"
	"strings"
)

// EscapeQuery escapes text for a query. It encodes spaces as %20, never as +.
func EscapeQuery(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

// EscapeSegment escapes a path segment, including the segments . and ..
func EscapeSegment(s string) string {
	if s == "." || s == ".." {
		return strings.ReplaceAll(s, ".", "%2E")
	}
	return url.PathEscape(s)
}

// EscapeReserved escapes text for a query, except reserved characters of RFC
// 3986 without a meaning there, and existing escapes.
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

// IsEscape reports whether s starts with an escape such as %2F.
func IsEscape(s string) bool {
	if len(s) < 3 {
		return false
	}
	_, err := strconv.ParseUint(s[1:3], 16, 8)
	return err == nil
}
