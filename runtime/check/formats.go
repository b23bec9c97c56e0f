package check

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"strings"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// Format checks the format of a string. The predicates follow the RFCs that JSON
// Schema names; where they accept more, their comments list it.
func Format[T ~string](c *Collector, name, format string, v T, valid func(string) bool) {
	if !valid(string(v)) {
		c.Report(name, "format", "must be of the format %s", format)
	}
}

// ValidUUID accepts the text form of RFC 9562: hexadecimal digits in five groups.
func ValidUUID(s string) bool {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return false
	}
	digits := s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:]
	return strings.Trim(digits, "0123456789abcdefABCDEF") == "" && !strings.Contains(digits, "-")
}

// ValidDate reports whether s is a date of RFC 3339.
func ValidDate(s string) bool {
	_, err := core.ParseDate(s, true)
	return err == nil
}

// ValidDateTime reports whether s is a date-time of RFC 3339.
func ValidDateTime(s string) bool {
	_, err := core.ParseTime(s, true)
	return err == nil
}

// ValidTime reports whether s is a time of RFC 3339, with its offset. A leap second
// is the last second of a day in UTC.
func ValidTime(s string) bool { return ValidDateTime("1998-12-31T" + s) }

// ValidDuration accepts durations of RFC 3339 (P1DT2H), of Go and Protocol Buffers
// (1h30m, 3.5s), clock notation (1.02:30:00) and numbers.
func ValidDuration(s string) bool {
	if rest, ok := strings.CutPrefix(s, "P"); ok {
		date, clock, hasClock := strings.Cut(rest, "T")
		if weeks, ok := strings.CutSuffix(rest, "W"); ok {
			return weeks != "" && strings.Trim(weeks, "0123456789") == ""
		}
		return rest != "" && validUnits(date, "YMD") && validUnits(clock, "HMS") && hasClock == (clock != "")
	}
	if _, err := time.ParseDuration(s); err == nil {
		return true
	}
	unsigned := strings.TrimLeft(s, "+-")
	return unsigned != "" && strings.Trim(unsigned, "0123456789.:") == ""
}

// validUnits reports whether s is a list of numbers, each followed by one of
// units, in the order of units and without a gap.
func validUnits(s, units string) bool {
	for first := true; s != ""; first = false {
		n := len(s) - len(strings.TrimLeft(s, "0123456789"))
		if n == 0 || n == len(s) {
			return false
		}
		i := strings.IndexByte(units, s[n])
		if i < 0 || i > 0 && !first {
			return false
		}
		s, units = s[n+1:], units[i+1:]
	}
	return true
}

// ValidJSONPointer reports whether s is a JSON pointer (RFC 6901).
func ValidJSONPointer(s string) bool {
	if s != "" && s[0] != '/' {
		return false
	}
	for rest := s; ; {
		_, after, found := strings.Cut(rest, "~")
		if !found {
			return true
		}
		if after == "" || after[0] != '0' && after[0] != '1' {
			return false
		}
		rest = after
	}
}

// ValidRegex rejects unbalanced expressions only, because ECMA-262 has syntax
// that RE2 does not support.
func ValidRegex(s string) bool {
	_, err := regexp.Compile(s)
	var wrong *syntax.Error
	if !errors.As(err, &wrong) || strings.Contains(s, "[]") || strings.Contains(s, "[^]") {
		return true
	}
	switch wrong.Code {
	case syntax.ErrMissingBracket, syntax.ErrMissingParen, syntax.ErrUnexpectedParen, syntax.ErrTrailingBackslash, syntax.ErrMissingRepeatArgument:
		return false
	}
	return true
}

// Formats are the predicates that generated checks call, by the format of a
// string. The generator uses them, too, so that it invents no sample and accepts no
// default that these checks reject.
var Formats = map[string]func(string) bool{
	"uuid": ValidUUID, "time": ValidTime, "duration": ValidDuration, "email": ValidEmail, "hostname": ValidHostname,
	"ipv4": ValidIPv4, "ipv6": ValidIPv6, "uri": ValidURI, "json-pointer": ValidJSONPointer, "regex": ValidRegex,
	"date": ValidDate, "date-time": ValidDateTime,
}

// Foreign reports a parameter that cannot be written as text.
func Foreign[T any](c *Collector, name string, v T) {
	text, err := core.ForeignText(v)
	if err != nil {
		c.Report(name, "format", "cannot be written: %s", err)
	} else if text == "" && c.In == "path" {
		c.Report(name, "minLength", "must not be empty")
	}
}
