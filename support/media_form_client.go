package support

import (
	"bytes"
	"cmp"
	"fmt"
)

// setForm makes a value an application/x-www-form-urlencoded body.
func setForm[T any](r *request, contentType string, p *T, code func(*jsonCodec, *T), members []formMember) {
	body, err := encodeForm(p, code, members)
	r.body, r.contentType, r.err = bytes.NewReader(body), contentType, cmp.Or(r.err, err)
}

// formResult reads the body of a success that is a form.
func formResult[T any](r *response, code func(*jsonCodec, *T), members []formMember) (*T, error) {
	if !isForm(r.header.Get("Content-Type")) {
		return nil, r.apiError()
	}
	v := new(T)
	if err := decodeForm(r.body, false, v, code, members); err != nil {
		return nil, fmt.Errorf("%s: reading the response: %w", r.operation, err)
	}
	return v, nil
}

// isForm reports whether a body may be a form; one without a type may be anything.
func isForm(contentType string) bool {
	return contentType == "" || inMediaRange("application/x-www-form-urlencoded", contentType)
}
