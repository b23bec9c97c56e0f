package support

import (
	"io"
	"iter"
)

// isMultipart reports whether a response is a stream of parts.
func (r *response) isMultipart() bool { return boundaryOf(r.header.Get("Content-Type")) != "" }

// partsResult answers the parts of a success as they come. A success that has
// none is no stream.
func partsResult[T any](limit int64, r *response, stream *MediaStream, code func(*T, *partCodec)) (iter.Seq2[T, error], error) {
	if stream == nil {
		return nil, r.apiError()
	}
	return partItems(stream, boundaryOf(stream.ContentType), limit, false, code), nil
}

// outgoingParts is the body of a request that sends parts as they come; nil sends
// none. What is iterated over is not sent again.
func outgoingParts[T any](r *request, contentType string, items iter.Seq2[T, error], code func(*T, *partCodec)) *outgoing {
	if items == nil {
		return nil
	}
	boundary := newBoundary()
	r.contentType = withBoundary(contentType, boundary)
	checked := func(v *T, c *partCodec) {
		if c.err = validItem(v); c.err == nil {
			code(v, c)
		}
	}
	return &outgoing{size: -1, once: true, open: func() (io.ReadCloser, error) {
		in, out := io.Pipe()
		go func() { // ends as soon as the iteration yields or returns, once in is closed
			out.CloseWithError(copyParts(out, boundary, items, checked, func(*partCodec) {}))
		}()
		return in, nil
	}}
}
