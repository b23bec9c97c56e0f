package support

import (
	"fmt"
	"mime"
	"strings"
)

// setText makes a text the body.
func (r *request) setText(contentType, text string) {
	r.contentType, r.body = withCharset(contentType), strings.NewReader(text)
}

// textResult reads the body of a success that is text.
func textResult[T any](r *response, parse func(string) (T, error)) (v T, err error) {
	contentType := r.header.Get("Content-Type")
	if base, _, _ := mime.ParseMediaType(contentType); base != "" && !strings.HasPrefix(base, "text/") {
		return v, r.apiError()
	}
	v, err = parseBodyText(r.body, contentType, parse)
	if err != nil {
		err = fmt.Errorf("%s: reading the response: the text %w", r.operation, err)
	}
	return v, err
}
