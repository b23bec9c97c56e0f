package support

import (
	"cmp"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"strconv"
	"strings"
	"time"
)

func formatTime(t time.Time) string { return t.Format(time.RFC3339Nano) }

func parseTime(s string) (time.Time, error) { return readTime(s, true) }

func parseLooseTime(s string) (time.Time, error) { return readTime(s, false) }

func formatCivilDate(d CivilDate) string { return d.String() }

func parseCivilDate(s string) (CivilDate, error) { return ParseCivilDate(s) }

func parseLooseCivilDate(s string) (CivilDate, error) { return readCivilDate(s, false) }

func formatUnixTime(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

func parseUnixTime(s string) (time.Time, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return time.Time{}, &textError{"type", "must be an integer, the seconds since 1970"}
	}
	return time.Unix(n, 0).UTC(), nil
}

func formatBytes(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

// parseBytes reads base64 in either alphabet, with padding or without.
func parseBytes(s string) ([]byte, error) {
	if strings.ContainsAny(s, "-_") {
		s = strings.NewReplacer("-", "+", "_", "/").Replace(s)
	}
	b, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "=\r\n"))
	if err != nil {
		return nil, &textError{"format", "must be base64"}
	}
	return b, nil
}

// formatDecimal writes 0 for the zero value, as JSON does.
func formatDecimal(n json.Number) string {
	if n == "" {
		return "0"
	}
	return string(n)
}

// parseDecimal takes a number as it is written in JSON.
func parseDecimal(s string) (json.Number, error) {
	if !isDecimal(s) {
		return "", &textError{"type", "must be a number"}
	}
	return json.Number(s), nil
}

func isDecimal(s string) bool {
	return s != "" && (s[0] == '-' || '0' <= s[0] && s[0] <= '9') && json.Valid([]byte(s)) && strings.TrimSpace(s) == s
}

// compareDecimal orders a decimal and a limit. Where their floats are equal the
// digits decide, of decimals that anybody would write out.
func compareDecimal(n json.Number, limit string) int {
	f, _ := n.Float64()
	l, _ := strconv.ParseFloat(limit, 64)
	if f == l && f != 0 && len(n) < maxExactDigits {
		x, ok := new(big.Rat).SetString(n.String())
		if y, also := new(big.Rat).SetString(limit); ok && also {
			return x.Cmp(y)
		}
	}
	return cmp.Compare(f, l)
}

// readTime reads a date-time of RFC 3339; what is not strict is read as services
// send it, too. It has the offset of the text, and is in UTC where that is zero.
func readTime(s string, strict bool) (time.Time, error) {
	t, ok := exactTime(s)
	if !ok && !strict {
		t, ok = looseTime(s)
	}
	if !ok {
		return t, &textError{"format", "must be a date-time such as 2006-01-02T15:04:05Z"}
	}
	return t, nil
}

// exactTime reads what RFC 3339 has, small letters and leap seconds included. A
// leap second is the second after it.
func exactTime(s string) (time.Time, bool) {
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
	if err != nil || s[13] != ':' || s[19] == ',' { // which package time takes as well
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

// looseTime reads a date-time that has no zone, which is UTC then, a blank for
// the T, an offset without colon, or no time of the day, and the dates of HTTP.
// The empty string is the zero time.
func looseTime(s string) (time.Time, bool) {
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

// readCivilDate reads a date; what is not strict may have a time behind it, or be
// empty for no day.
func readCivilDate(s string, strict bool) (CivilDate, error) {
	d, err := ParseCivilDate(s)
	if err == nil || strict {
		return d, err
	}
	if t, ok := looseTime(s); ok {
		if s == "" {
			return CivilDate{}, nil
		}
		return CivilDateOf(t), nil
	}
	return d, err
}

// foreignText is the text of a value whose type was not generated: what its
// MarshalText says, else its JSON, of a string the content.
func foreignText[T any](v T) (string, error) {
	if m, ok := any(v).(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		return string(text), err
	}
	data, err := json.Marshal(&v)
	var text string
	if err != nil || json.Unmarshal(data, &text) != nil {
		return string(data), err
	}
	return text, nil
}

// formatForeign is foreignText after checkForeign.
func formatForeign[T any](v T) string {
	text, _ := foreignText(v)
	return text
}

// parseForeign reads what foreignText writes.
func parseForeign[T any](s string) (v T, err error) {
	if u, ok := any(&v).(encoding.TextUnmarshaler); ok {
		err = u.UnmarshalText([]byte(s))
	} else if quoted, _ := json.Marshal(s); json.Unmarshal(quoted, &v) != nil {
		err = json.Unmarshal([]byte(s), &v)
	}
	if err != nil {
		err = &textError{"format", "cannot be read: " + err.Error()}
	}
	return v, err
}

// checkForeign reports a parameter that has no text.
func checkForeign[T any](c *checker, name string, v T) {
	text, err := foreignText(v)
	if err != nil {
		c.report(name, "format", "cannot be written: %s", err)
	} else if text == "" && c.in == "path" {
		c.report(name, "minLength", "must not be empty")
	}
}
