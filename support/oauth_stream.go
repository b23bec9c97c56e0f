package support

import (
	"context"
	"net/http"
)

// sendStreamRenewing is sendRenewing for bodies that are streams: one that cannot
// be sent again is not, but the next call has another token.
func (c *clientConfig) sendStreamRenewing(ctx context.Context, op *operation, r *request, out *outgoing, keep func(*response) bool) (*response, *MediaStream, error) {
	sent, body := &sentToken{}, unreadBody(r.body)
	resp, stream, err := c.sendStream(context.WithValue(ctx, sentTokenKey{}, sent), op, r, out, keep)
	if err != nil || stream != nil || resp.status != http.StatusUnauthorized || sent.keeper == nil {
		return resp, stream, err
	}
	if sent.keeper.forget(ctx, sent.token) && (out == nil || !out.once) {
		r.body = body
		return c.sendStream(ctx, op, r, out, keep)
	}
	return resp, nil, nil
}
