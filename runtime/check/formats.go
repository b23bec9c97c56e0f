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

// Format holds a string to its format. The predicates refuse what is
// surely wrong, and nothing else: services disagree about the rest.
func Format[T ~string](c *Collector, name, format string, v T, valid func(string) bool) {
	if !valid(string(v)) {
		c.Report(name, "format", "must be of the format %s", format)
	}
}

// ValidUUID also takes the forms with a prefix, in braces, and without hyphens.
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

// ValidDate and ValidDateTime are for strings that may be something else, too.
func ValidDate(s string) bool {
	_, err := core.ReadDate(s, false)
	return s != "" && err == nil
}

func ValidDateTime(s string) bool {
	_, err := core.ReadTime(s, false)
	return s != "" && err == nil
}

// ValidTime takes a time of the day, with or without zone, seconds or a fraction.
func ValidTime(s string) bool {
	s = strings.Replace(strings.ToUpper(s), ":60", ":59", 1) // a leap second
	for _, layout := range []string{"15:04:05Z07:00", "15:04:05", "15:04Z07:00", "15:04"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// ValidDuration takes durations of ISO 8601 (P1DT2H), of Go and of Protocol
// Buffers (1h30m, 3.5s), and those that read as a clock (1.02:30:00) or a number.
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

// validUnits reports whether s is numbers, each followed by one of units, in their order.
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

func ValidEmail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at <= 0 || at == len(s)-1 {
		return false
	}
	quoted := s[0] == '"'
	return quoted || strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) < 0
}

// ValidHostname also takes underscores, letters beyond ASCII, a wildcard in
// front and a dot behind.
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

func ValidIPv4(s string) bool {
	a, err := netip.ParseAddr(s)
	return err == nil && a.Is4()
}

func ValidIPv6(s string) bool {
	a, err := netip.ParseAddr(s)
	return err == nil && a.Is6()
}

// ValidURI wants a scheme: what has none is a uri-reference.
func ValidURI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.IsAbs() && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r == utf8.RuneError }) < 0
}

// ValidJSONPointer is RFC 6901.
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

// ValidRegex refuses what is unbalanced. What RE2 leaves out, ECMA-262 may have.
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

// Foreign reports a parameter that has no text.
func Foreign[T any](c *Collector, name string, v T) {
	text, err := core.ForeignText(v)
	if err != nil {
		c.Report(name, "format", "cannot be written: %s", err)
	} else if text == "" && c.In == "path" {
		c.Report(name, "minLength", "must not be empty")
	}
}
