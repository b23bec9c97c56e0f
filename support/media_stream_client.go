package support

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// outgoingStream is the body of a request that sends what body reads; nil sends
// none.
func outgoingStream(r *request, contentType string, body io.Reader) *outgoing {
	if body == nil {
		return nil
	}
	r.contentType = streamType(body, contentType)
	return outgoingReader(body)
}

// attach makes it the body of a request.
func (o *outgoing) attach(req *http.Request) error {
	body, err := o.open()
	if err != nil {
		return err
	}
	req.Body, req.ContentLength, req.GetBody = body, o.size, o.open
	if o.size == 0 {
		req.Body = http.NoBody
	}
	if o.once {
		req.GetBody = nil
	}
	return nil
}

// sendStream is send with bodies that are streams. Without out the body is that
// of r. A response that keep wants is answered unread, as a stream whose size is
// not limited.
func (c *clientConfig) sendStream(ctx context.Context, op *operation, r *request, out *outgoing, keep func(*response) bool) (*response, *MediaStream, error) {
	if out != nil {
		r.attach = out.attach
	}
	resp, err := c.do(ctx, op, r)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", op.id, err)
	}
	in := &response{operation: op.id, status: resp.StatusCode, header: resp.Header}
	stream := &MediaStream{Reader: resp.Body, ContentType: resp.Header.Get("Content-Type"), Size: max(resp.ContentLength, 0)}
	if keep != nil && keep(in) {
		return in, stream, nil
	}
	return in, nil, c.readStream(in, stream)
}

// readStream reads a response after all, up to the limit.
func (c *clientConfig) readStream(r *response, stream *MediaStream) (err error) {
	defer func() { err = errors.Join(err, stream.Close()) }()
	r.body, err = io.ReadAll(io.LimitReader(stream, c.maxBody+1))
	if err != nil {
		return fmt.Errorf("%s: reading the response: %w", r.operation, err)
	}
	if int64(len(r.body)) > c.maxBody && r.status/100 == 2 {
		return fmt.Errorf("%s: the response has more than %d bytes", r.operation, c.maxBody)
	}
	r.body = r.body[:min(int64(len(r.body)), c.maxBody)]
	return nil
}
