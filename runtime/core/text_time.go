package core

import (
	"strconv"
	"strings"
	"time"
)

// FormatTime returns a date-time of RFC 3339.
func FormatTime(t time.Time) string { return t.Format(time.RFC3339Nano) }

// FormatDate returns the date in the form 2006-01-02.
func FormatDate(d CivilDate) string { return d.String() }

// FormatUnixTime returns the seconds since 1970.
func FormatUnixTime(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

// ParseUnixTime parses seconds since 1970.
func ParseUnixTime(s string, strict bool) (time.Time, error) {
	n, err := ParseInt[int64](s, strict)
	if err != nil {
		return time.Time{}, &TextError{"type", "must be an integer: seconds since 1970"}
	}
	return time.Unix(n, 0).UTC(), nil
}

// ParseTime parses a date-time of RFC 3339. If strict is false, it accepts
// common deviations. The result has the offset of the text, and is in UTC if
// the offset is zero.
func ParseTime(s string, strict bool) (time.Time, error) {
	t, ok := readRFC3339(s)
	if !ok && !strict {
		t, ok = readLooseTime(s)
	}
	if !ok {
		return t, &TextError{"format", "must be a date-time such as 2006-01-02T15:04:05Z"}
	}
	return t, nil
}

// readRFC3339 parses a date-time of RFC 3339, including lower-case letters and
// leap seconds. A leap second is read as the second after it.
func readRFC3339(s string) (time.Time, bool) {
	if len(s) < len("2006-01-02T15:04:05Z") {
		return time.Time{}, false
	}
	if strings.ContainsAny(s, "tz") {
		s = strings.ToUpper(s)
	}
	leap := s[17:19] == "60"
	if leap {
		s = s[:17] + "59" + s[19:]
	}
	t, err := time.ParseInLocation(time.RFC3339, s, time.UTC)
	if err != nil || s[13] != ':' || s[19] == ',' { // package time accepts these
		return time.Time{}, false
	}
	if end := s[len(s)-5:]; s[len(s)-1] != 'Z' && (end[:2] > "23" || end[3:] > "59") {
		return time.Time{}, false
	}
	if leap {
		u := t.UTC()
		return t.Add(time.Second), u.Hour() == 23 && u.Minute() == 59
	}
	return t, true
}

// readLooseTime parses common deviations from RFC 3339: no zone (read as UTC),
// a space instead of T, an offset without a colon, no time of day, and the date
// format of HTTP. An empty string is the zero time.
func readLooseTime(s string) (time.Time, bool) {
	if s == "" {
		return time.Time{}, true
	}
	if t, err := time.Parse("Mon, 02 Jan 2006 15:04:05 GMT", s); err == nil {
		return t, true
	}
	s = strings.Replace(strings.ToUpper(s), " ", "T", 1)
	s = strings.TrimSuffix(strings.ReplaceAll(s, " ", ""), "UTC")
	for _, layout := range []string{
		"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07",
		"2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02",
	} {
		if t, err := time.ParseInLocation(layout, s, time.UTC); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// ParseDate parses a date. If strict is false, a time may follow it, and an
// empty string is the zero date.
func ParseDate(s string, strict bool) (CivilDate, error) {
	d, err := ParseCivilDate(s)
	if err == nil || strict {
		return d, err
	}
	if t, ok := readLooseTime(s); ok {
		if s == "" {
			return CivilDate{}, nil
		}
		return CivilDateOf(t), nil
	}
	return d, err
}
