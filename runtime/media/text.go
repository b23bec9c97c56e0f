package media

import (
	"errors"
	"fmt"
	"mime"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// WithCharset adds charset=utf-8 to the content type of a text without a
// charset.
func WithCharset(contentType string) string {
	if base, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] == "" && strings.HasPrefix(base, "text/") {
		if !strings.Contains(base, "*") {
			return contentType + "; charset=utf-8"
		}
		return "text/plain; charset=utf-8"
	}
	return contentType
}

// ParseBodyText parses a body in the charset of its content type.
func ParseBodyText[T any](body []byte, contentType string, strict bool, parse func(string, bool) (T, error)) (v T, err error) {
	text, err := bodyText(body, contentType)
	if err != nil {
		return v, err
	}
	return parse(text, strict)
}

// bodyText returns a text in UTF-8. It supports the charsets that need no
// tables: UTF-8, ASCII, Latin-1 and UTF-16.
func bodyText(body []byte, contentType string) (string, error) {
	_, params, _ := mime.ParseMediaType(contentType)
	switch charset := strings.ToLower(params["charset"]); charset {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		if !utf8.Valid(body) {
			return "", errors.New("must be UTF-8")
		}
		return string(body), nil
	case "iso-8859-1", "latin1":
		runes := make([]rune, len(body))
		for i, b := range body {
			runes[i] = rune(b)
		}
		return string(runes), nil
	case "utf-16", "utf-16be", "utf-16le":
		return utf16Text(body, charset == "utf-16le")
	default:
		return "", fmt.Errorf("must be UTF-8, not %s", charset)
	}
}

// utf16Text decodes UTF-16, with or without a byte order mark.
func utf16Text(body []byte, little bool) (string, error) {
	if len(body)%2 != 0 {
		return "", errors.New("must be UTF-16, not an odd number of bytes")
	}
	units := make([]uint16, 0, len(body)/2)
	for i := 0; i < len(body); i += 2 {
		unit := uint16(body[i])<<8 | uint16(body[i+1])
		if i == 0 && (unit == 0xfffe || unit == 0xfeff) {
			little = unit == 0xfffe
			continue
		}
		if little {
			unit = unit<<8 | unit>>8
		}
		units = append(units, unit)
	}
	return string(utf16.Decode(units)), nil
}
