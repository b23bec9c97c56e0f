package source

import (
	"math/big"
	"strings"
)

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// numberLength returns the length of the JSON number that s begins with, 0 if
// it begins with none.
func numberLength(s string) int {
	digits := func(i int) int {
		for i < len(s) && isDigit(s[i]) {
			i++
		}
		return i
	}
	first := 0
	if strings.HasPrefix(s, "-") {
		first = 1
	}
	end := digits(first)
	switch {
	case end == first:
		return 0
	case s[first] == '0':
		end = first + 1
	}
	if end < len(s) && s[end] == '.' {
		if i := digits(end + 1); i > end+1 {
			end = i
		}
	}
	if end < len(s) && (s[end] == 'e' || s[end] == 'E') {
		i := end + 1
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if j := digits(i); j > i {
			end = j
		}
	}
	return end
}

// jsonNumber returns a number of the YAML parser as a JSON number with the same digits. 0777 is
// octal, as in YAML 1.1 and for that parser. ok is false for infinities and NaN.
func jsonNumber(s string) (text string, ok bool) {
	if numberLength(s) == len(s) {
		return s, s != ""
	}
	s = strings.ReplaceAll(s, "_", "")
	if integer, ok := new(big.Int).SetString(s, 0); ok {
		return integer.String(), true
	}
	s = strings.TrimPrefix(s, "+")
	s, negative := strings.CutPrefix(s, "-")
	s, exponent := s, ""
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		s, exponent = s[:i], s[i:]
	}
	s = strings.TrimLeft(strings.TrimSuffix(s, "."), "0")
	if s == "" || s[0] == '.' {
		s = "0" + s
	}
	if negative {
		s = "-" + s
	}
	s += exponent
	return s, numberLength(s) == len(s)
}
