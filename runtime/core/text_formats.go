package core

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
	"strings"
)

// FormatBytes encodes bytes in base64.
func FormatBytes(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

// ParseBytes decodes base64 in the standard or URL alphabet, with or without
// padding.
func ParseBytes(s string, _ bool) ([]byte, error) {
	if strings.ContainsAny(s, "-_") {
		s = strings.NewReplacer("-", "+", "_", "/").Replace(s)
	}
	b, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "=\r\n"))
	if err != nil {
		return nil, &TextError{"format", "must be base64"}
	}
	return b, nil
}

// FormatDecimal returns the number. The zero value is written as 0.
func FormatDecimal(n json.Number) string {
	if n == "" {
		return "0"
	}
	return string(n)
}

// ParseDecimal parses a number as JSON writes it, without loss.
func ParseDecimal(s string, _ bool) (json.Number, error) {
	if !IsDecimal(s) {
		return "", &TextError{"type", "must be a number"}
	}
	return json.Number(s), nil
}

// IsDecimal reports whether a text is a number of JSON.
func IsDecimal(s string) bool {
	return s != "" && (s[0] == '-' || '0' <= s[0] && s[0] <= '9') && json.Valid([]byte(s)) && strings.TrimSpace(s) == s
}

// ForeignText returns the text of a value of a type that was not generated:
// that of MarshalText, else its JSON, without the quotes of a string.
func ForeignText[T any](v T) (string, error) {
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

// FormatForeign returns ForeignText of a value that check.Foreign has accepted.
func FormatForeign[T any](v T) string {
	text, _ := ForeignText(v)
	return text
}

// ParseForeign parses what ForeignText writes.
func ParseForeign[T any](s string, _ bool) (v T, err error) {
	if u, ok := any(&v).(encoding.TextUnmarshaler); ok {
		err = u.UnmarshalText([]byte(s))
	} else if quoted, _ := json.Marshal(s); json.Unmarshal(quoted, &v) != nil {
		err = json.Unmarshal([]byte(s), &v)
	}
	if err != nil {
		err = &TextError{"format", "cannot be read: " + err.Error()}
	}
	return v, err
}
