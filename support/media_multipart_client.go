package support

import (
	"bytes"
	"cmp"
	"fmt"
)

// setMultipart is the body of a request that sends a value as parts. It can be
// sent again if all files can seek.
func setMultipart[T any](r *request, contentType string, p *T, code func(*jsonCodec, *T), members []formMember, codeFiles func(*T, *fileCodec)) *outgoing {
	b := multipartOf(p, code, members, codeFiles)
	if r.err = cmp.Or(r.err, b.err); b.err != nil {
		return nil
	}
	r.contentType = withBoundary(contentType, b.writer.Boundary())
	return b.outgoing()
}

// multipartResult reads the body of a success that is an object in parts. Its
// files are in memory: their size is that of a response.
func multipartResult[T any](r *response, code func(*jsonCodec, *T), members []formMember, codeFiles func(*T, *fileCodec)) (*T, error) {
	boundary := boundaryOf(r.header.Get("Content-Type"))
	if boundary == "" {
		return nil, r.apiError()
	}
	v := new(T)
	b := &multipartBody{memory: int64(len(r.body))}
	err := b.read(bytes.NewReader(r.body), boundary)
	if err == nil {
		err = decodeMultipart(b, false, v, code, members, codeFiles)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: reading the response: %w", r.operation, err)
	}
	return v, nil
}
