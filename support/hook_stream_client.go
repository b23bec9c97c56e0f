package support

import "context"

func (c *hookConfig) sendStream(ctx context.Context, op *operation, r *request, out *outgoing, keep func(*response) bool) (*response, *MediaStream, error) {
	origin, err := c.aim(op, r)
	if err != nil {
		return nil, nil, err
	}
	return origin.sendStream(ctx, op, r, out, keep)
}
