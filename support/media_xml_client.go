package support

import (
	"bytes"
	"cmp"
	"fmt"
)

// setXML makes a value the body, as XML.
func setXML[T any](r *request, contentType string, p *T, code func(*jsonCodec, *T), root xmlNode) {
	body, err := encodeXML(p, code, root)
	r.body, r.contentType, r.err = bytes.NewReader(body), contentType, cmp.Or(r.err, err)
}

// xmlResult reads the body of a success that is XML.
func xmlResult[T any](r *response, code func(*jsonCodec, *T), root xmlNode) (*T, error) {
	if !isXML(r.header.Get("Content-Type")) {
		return nil, r.apiError()
	}
	v := new(T)
	if err := decodeXML(r.body, false, v, code, root); err != nil {
		return nil, fmt.Errorf("%s: reading the response: %w", r.operation, err)
	}
	return v, nil
}
