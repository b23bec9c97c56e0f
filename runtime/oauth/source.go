package oauth

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/peergen/peergen/runtime/client"
	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/media"
)

// TokenSource answers a token, and when it expires: the zero time is never. A
// client asks for a new one shortly before that, once for all its callers; ctx
// is that of the one who was first.
type TokenSource func(ctx context.Context) (token string, expiry time.Time, err error)

// Source sends what a source answers as a bearer token.
func Source(scheme string, source TokenSource) client.Option {
	return withTokens(scheme, func(*client.Config) TokenSource { return source })
}

// withTokens is Source for a source that depends on the client. All
// clients that the option makes, and their copies, share one token. See Send.
func withTokens(scheme string, source func(*client.Config) TokenSource) client.Option {
	keeper := &keeper{turn: make(chan struct{}, 1)}
	return func(c *client.Config) {
		c.Credential(scheme, "Authorization", func(c *client.Config, r *http.Request) error {
			came := time.Now()
			token, since, err := keeper.current(r.Context(), source(c))
			if err != nil {
				return fmt.Errorf("token for %s: %w", scheme, err)
			}
			if sent, ok := r.Context().Value(sentTokenKey{}).(*sentToken); ok && since.Before(came) {
				*sent = sentToken{keeper, token}
			}
			r.Header.Set("Authorization", "Bearer "+token)
			return nil
		})
	}
}

// keeper keeps a token until it is about to expire. Callers take turns, so
// that the first who finds it gone gets a new one for all.
type keeper struct {
	turn    chan struct{} // full while it is somebody's; to wait for it can be given up
	token   string
	since   time.Time // when it came
	until   time.Time // when to get the next one; zero for never
	refusal error     // of the last attempt that failed
	refused time.Time // when that was
}

// current answers a token, and since when there is this one.
func (k *keeper) current(ctx context.Context, source TokenSource) (token string, since time.Time, err error) {
	came := time.Now()
	select {
	case k.turn <- struct{}{}:
		defer func() { <-k.turn }()
	case <-ctx.Done():
		return "", since, ctx.Err()
	}
	switch {
	case k.token != "" && (k.until.IsZero() || time.Now().Before(k.until)):
		return k.token, k.since, nil
	case k.refused.After(came): // while this caller waited
		return "", since, k.refusal
	}
	var expiry time.Time
	token, expiry, err = source(ctx)
	if err == nil && token == "" {
		err = errors.New("the source answered none")
	}
	if err != nil {
		if ctx.Err() == nil { // the others may have more patience
			k.refusal, k.refused = err, time.Now()
		}
		return "", since, err
	}
	k.token, k.since, k.until = token, time.Now(), expiry
	if !expiry.IsZero() {
		k.until = expiry.Add(-min(30*time.Second, time.Until(expiry)/10))
	}
	return token, k.since, nil
}

// forget drops a token, so that there will be another one, and answers whether
// that is so.
func (k *keeper) forget(ctx context.Context, token string) bool {
	select {
	case k.turn <- struct{}{}:
		defer func() { <-k.turn }()
	case <-ctx.Done():
		return false
	}
	if k.token == token { // which another caller may have done
		k.token = ""
	}
	return true
}

// sentToken is a token that was there before the request that presents it.
type sentToken struct {
	keeper *keeper
	token  string
}

type sentTokenKey struct{}

// Sender is a method of a configuration that makes a request and reads the response.
type Sender func(ctx context.Context, op *core.Operation, r *client.Request) (*client.Response, error)

// StreamSender is a Sender for bodies that are streams.
type StreamSender func(ctx context.Context, op *core.Operation, r *client.Request, out *media.Outgoing, keep func(*client.Response) bool) (*client.Response, *media.MediaStream, error)

// Send calls send where tokens may come from a source. A server that answers
// 401 has done nothing yet: if it refuses a token that has been kept, that is
// dropped, and the request made once more with the next one.
func Send(ctx context.Context, send Sender, op *core.Operation, r *client.Request) (*client.Response, error) {
	sent, body := &sentToken{}, unreadBody(r.Body)
	resp, err := send(context.WithValue(ctx, sentTokenKey{}, sent), op, r)
	if err != nil || resp.Status != http.StatusUnauthorized || sent.keeper == nil || !sent.keeper.forget(ctx, sent.token) {
		return resp, err
	}
	r.Body = body
	return send(ctx, op, r)
}

// unreadBody is a copy of a body in memory, to be sent when the first one has
// been: a server that answers early may leave that being read.
func unreadBody(body io.Reader) io.Reader {
	switch body := body.(type) {
	case *bytes.Reader:
		unread := *body
		return &unread
	case *strings.Reader:
		unread := *body
		return &unread
	}
	return body
}

// SendStream is Send for bodies that are streams: one that cannot
// be sent again is not, but the next call has another token.
func SendStream(ctx context.Context, send StreamSender, op *core.Operation, r *client.Request, out *media.Outgoing, keep func(*client.Response) bool) (*client.Response, *media.MediaStream, error) {
	sent, body := &sentToken{}, unreadBody(r.Body)
	resp, stream, err := send(context.WithValue(ctx, sentTokenKey{}, sent), op, r, out, keep)
	if err != nil || stream != nil || resp.Status != http.StatusUnauthorized || sent.keeper == nil {
		return resp, stream, err
	}
	if sent.keeper.forget(ctx, sent.token) && (out == nil || !out.Once) {
		r.Body = body
		return send(ctx, op, r, out, keep)
	}
	return resp, nil, nil
}
