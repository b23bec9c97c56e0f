package client

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"net/http"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// SetMultipart is the body of a request that sends a value as parts. It can be
// sent again if all files can seek.
func SetMultipart[T any](r *Request, contentType string, p *T, elem json.Appender[T], members []media.FormMember, codeFiles func(*T, *media.FileCodec)) *media.Outgoing {
	b := media.EncodeMultipart(r.mode(), p, elem, members, codeFiles)
	if r.Err = cmp.Or(r.Err, b.Err); b.Err != nil {
		return nil
	}
	r.ContentType = media.WithBoundary(contentType, b.Writer.Boundary())
	return b.Outgoing()
}

// MultipartResult reads the body of a success that is an object in parts. Its
// files are in memory, limited by the size of the response.
func MultipartResult[T any](r *Response, read json.ReadFunc[T], members []media.FormMember, codeFiles func(*T, *media.FileCodec)) (*T, error) {
	boundary := media.BoundaryOf(r.Header.Get("Content-Type"))
	if boundary == "" {
		return nil, r.APIError()
	}
	v := new(T)
	b := &media.MultipartBody{Memory: int64(len(r.Body))}
	err := b.Read(bytes.NewReader(r.Body), boundary)
	if err == nil {
		err = media.DecodeMultipart(b, r.mode, v, read, members, nil, codeFiles)
	}
	return checked(r, v, err)
}

// OutgoingStream is the body of a request that sends what body reads. Nil sends
// no body.
func OutgoingStream(r *Request, contentType string, body io.Reader) *media.Outgoing {
	if body == nil {
		return nil
	}
	r.ContentType = media.StreamType(body, contentType)
	return media.OutgoingReader(body)
}

// SendStream is Send for bodies that are streams. If out is nil, the body is
// that of r. A response for which keep returns true is returned unread, as a
// stream of unlimited size.
func (c *Config) SendStream(ctx context.Context, op *core.Endpoint, r *Request, out *media.Outgoing, keep func(*Response) bool) (*Response, *media.MediaStream, error) {
	r.Unchecked = c.Unchecked
	if out != nil {
		r.tries.once = out.Once
		r.attach = func(req *http.Request) error {
			err := out.Attach(req)
			if body, ok := req.Body.(*producedBody); ok {
				body.endWith(req.Context(), c.Through().Timeout)
			}
			r.watch(req, c.Through().Timeout)
			return err
		}
	}
	for r.tries.number = max(0, r.tries.number-1); ; {
		in, stream, err := c.streamOnce(ctx, op, r, out, keep)
		if stream != nil || !c.again(ctx, op, &r.tries, in, err) {
			in, err = r.tries.result(in, err)
			if c.reconnects && stream != nil && out == nil && op.Method == http.MethodGet {
				in.Reconnect = c.reconnect(ctx, op, r, keep)
			}
			return in, stream, err
		}
	}
}

// streamOnce is one try of SendStream. When it returns, out is not read anymore, unless it
// returns a stream: then until that is closed.
func (c *Config) streamOnce(ctx context.Context, op *core.Endpoint, r *Request, out *media.Outgoing, keep func(*Response) bool) (*Response, *media.MediaStream, error) {
	ctx, limit := c.begin(ctx, &r.tries)
	end := limit.end
	if out != nil && out.Release != nil {
		end = func() { limit.end(); out.Release() }
	}
	resp, err := c.do(ctx, op, r)
	if err != nil {
		end()
		return nil, nil, err
	}
	in := &Response{operation: op.ID, mode: c.responseMode(r), Status: resp.StatusCode, Header: resp.Header}
	stream := &media.MediaStream{Reader: resp.Body, ContentType: resp.Header.Get("Content-Type"), Size: max(resp.ContentLength, 0)}
	if keep != nil && keep(in) {
		c.tokens.giveBack()
		limit.stop()
		if limit != nil || out != nil {
			stream.Reader = &endedBody{resp.Body, end}
		}
		return in, stream, nil
	}
	defer end()
	defer func() { _ = stream.Close() }()
	return in, nil, c.readBody(ctx, in, r, stream, resp.ContentLength)
}
