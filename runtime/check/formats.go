package check

import (
	"errors"
	"net/netip"
	"net/url"
	"regexp"
	"regexp/syntax"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/core"
)

// Format checks the format of a string. The predicates reject only what is
// certainly invalid, because services disagree about the rest.
func Format[T ~string](c *Collector, name, format string, v T, valid func(string) bool) {
	if !valid(string(v)) {
		c.Report(name, "format", "must be of the format %s", format)
	}
}

// ValidUUID also accepts a urn:uuid: prefix, braces, and a UUID without
// hyphens.
func ValidUUID(s string) bool {
	s = strings.TrimPrefix(strings.ToLower(s), "urn:uuid:")
	s = strings.TrimSuffix(strings.TrimPrefix(s, "{"), "}")
	if len(s) == 36 {
		if s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
			return false
		}
		s = s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:]
	}
	return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == ""
}

// ValidDate reports whether a non-empty string is a date, with common
// deviations.
func ValidDate(s string) bool {
	_, err := core.ReadDate(s, false)
	return s != "" && err == nil
}

// ValidDateTime reports whether a non-empty string is a date-time, with common
// deviations.
func ValidDateTime(s string) bool {
	_, err := core.ReadTime(s, false)
	return s != "" && err == nil
}

// ValidTime accepts a time of day with or without zone, seconds or a fraction.
func ValidTime(s string) bool {
	s = strings.Replace(strings.ToUpper(s), ":60", ":59", 1) // a leap second
	for _, layout := range []string{"15:04:05Z07:00", "15:04:05", "15:04Z07:00", "15:04"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// ValidDuration accepts durations of ISO 8601 (P1DT2H), of Go and Protocol
// Buffers (1h30m, 3.5s), clock notation (1.02:30:00) and numbers.
func ValidDuration(s string) bool {
	unsigned := strings.TrimLeft(strings.ToUpper(s), "+-")
	if rest, ok := strings.CutPrefix(unsigned, "P"); ok {
		date, clock, hasClock := strings.Cut(rest, "T")
		return rest != "" && validUnits(date, "YMWD") && validUnits(clock, "HMS") && hasClock == (clock != "")
	}
	if _, err := time.ParseDuration(s); err == nil {
		return true
	}
	return unsigned != "" && strings.Trim(unsigned, "0123456789.:") == ""
}

// validUnits reports whether s is a list of numbers, each followed by one of
// units, in the order of units.
func validUnits(s, units string) bool {
	for s != "" {
		n := len(s) - len(strings.TrimLeft(s, "0123456789.,"))
		if n == 0 || n == len(s) {
			return false
		}
		i := strings.IndexByte(units, s[n])
		if i < 0 {
			return false
		}
		s, units = s[n+1:], units[i+1:]
	}
	return true
}

// ValidEmail checks that there is something before and after the last @, and no
// space.
func ValidEmail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at <= 0 || at == len(s)-1 {
		return false
	}
	quoted := s[0] == '"'
	return quoted || strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) < 0
}

// ValidHostname also accepts underscores, letters beyond ASCII, a leading
// wildcard and a trailing dot.
func ValidHostname(s string) bool {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "*."), ".")
	if s == "" || len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		strange := func(r rune) bool {
			return r < utf8.RuneSelf && r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
		}
		if label == "" || len(label) > 63 || strings.ContainsFunc(label, strange) || strings.Trim(label, "-") != label {
			return false
		}
	}
	return true
}

// ValidIPv4 reports whether s is an IPv4 address.
func ValidIPv4(s string) bool {
	a, err := netip.ParseAddr(s)
	return err == nil && a.Is4()
}

// ValidIPv6 reports whether s is an IPv6 address.
func ValidIPv6(s string) bool {
	a, err := netip.ParseAddr(s)
	return err == nil && a.Is6()
}

// ValidURI requires a scheme. A reference without one is a uri-reference.
func ValidURI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.IsAbs() && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r == utf8.RuneError }) < 0
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
