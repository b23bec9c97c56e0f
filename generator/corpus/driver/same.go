package driver

import (
	"bytes"
	"encoding/base64"
	"strings"
	"time"
)

// sameText compares strings. They are also equal if both are the same time with
// the same offset, or the same bytes in base64.
func sameText(a, b string) bool {
	if a == b {
		return true
	}
	if t, ok := moment(a); ok {
		u, ok := moment(b)
		_, offset := t.Zone()
		_, other := u.Zone()
		return ok && t.Equal(u) && offset == other
	}
	data, ok := unbase(a)
	again, too := unbase(b)
	return ok && too && bytes.Equal(data, again)
}

// moment parses a date-time as leniently as clients do: without a zone it is in
// UTC.
func moment(s string) (time.Time, bool) {
	s = strings.Replace(strings.ToUpper(s), " ", "T", 1)
	s = strings.TrimSuffix(strings.ReplaceAll(s, " ", ""), "UTC")
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07", "2006-01-02T15:04Z07:00", "2006-01-02T15:04"} {
		if t, err := time.ParseInLocation(layout, s, time.UTC); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// unbase decodes base64 of either alphabet, with or without padding.
func unbase(s string) ([]byte, bool) {
	s = strings.NewReplacer("-", "+", "_", "/", "\r", "", "\n", "").Replace(strings.TrimRight(s, "=\r\n"))
	data, err := base64.RawStdEncoding.DecodeString(s)
	return data, err == nil
}
