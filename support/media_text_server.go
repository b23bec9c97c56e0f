package support

import (
	"errors"
	"net/http"
)

// textType accepts the declared content type.
func textType(declared string) func(string) bool {
	return func(contentType string) bool { return contentType == "" || inMediaRange(declared, contentType) }
}

// readBodyText reads a text into p; what is wrong with it is a violation.
func readBodyText[T any](body []byte, r *http.Request, p *T, parse func(string) (T, error)) error {
	v, err := parseBodyText(body, r.Header.Get("Content-Type"), parse)
	if err != nil {
		wrong := &textError{"format", err.Error()}
		errors.As(err, &wrong)
		return &ValidationFailure{Violations: []Violation{{In: "body", Keyword: wrong.keyword, Message: wrong.message}}}
	}
	*p = v
	return nil
}

// writeText sends a success that is text.
func writeText(w http.ResponseWriter, status int, contentType, text string) error {
	writeBody(w, status, nil, withCharset(contentType), []byte(text))
	return nil
}
