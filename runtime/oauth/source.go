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

// TokenSource returns a token and its expiry; the zero time means it never
// expires. A client requests a new token shortly before the expiry, once for
// all concurrent callers; ctx is that of the first caller.
type TokenSource func(ctx context.Context) (token string, expiry time.Time, err error)

// Source sends tokens of a source as bearer tokens.
func Source(scheme string, source TokenSource) client.Option {
	return withTokens(scheme, func(*client.Config) TokenSource { return source })
}

// withTokens is Source for a source that depends on the client. All clients
// made with the option, and their copies, share one token.
func withTokens(scheme string, source func(*client.Config) TokenSource) client.Option {
	keeper := &keeper{turn: make(chan struct{}, 1)}
	return client.OptionFunc(func(c *client.Config) {
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
	})
}

// keeper keeps a token until shortly before its expiry. Callers take turns: the
// first one that finds it expired gets a new one for all.
type keeper struct {
	turn    chan struct{} // full while a caller has its turn; a channel, so that waiting can be canceled
	token   string
	since   time.Time // when the token was received
	until   time.Time // when to get the next one; zero means never
	refusal error     // error of the last failed attempt
	refused time.Time // time of the last failed attempt
}

// current returns a token, and the time since when it is kept.
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
	case k.refused.After(came): // failed while this caller waited
		return "", since, k.refusal
	}
	var expiry time.Time
	token, expiry, err = source(ctx)
	if err == nil && token == "" {
		err = errors.New("the source returned no token")
	}
	if err != nil {
		if ctx.Err() == nil { // other callers may still wait
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

// forget drops a token and reports whether the next call gets another one.
func (k *keeper) forget(ctx context.Context, token string) bool {
	select {
	case k.turn <- struct{}{}:
		defer func() { <-k.turn }()
	case <-ctx.Done():
		return false
	}
	if k.token == token { // otherwise another caller has replaced it
		k.token = ""
	}
	return true
}

// sentToken is a token that was kept before the request that presents it.
type sentToken struct {
	keeper *keeper
	token  string
}

// sentTokenKey is the context key of a sentToken.
type sentTokenKey struct{}

// Sender is a method of a configuration that makes a request and reads the response.
type Sender func(ctx context.Context, op *core.Endpoint, r *client.Request) (*client.Response, error)

// StreamSender is a Sender for bodies that are streams.
type StreamSender func(ctx context.Context, op *core.Endpoint, r *client.Request, out *media.Outgoing, keep func(*client.Response) bool) (*client.Response, *media.MediaStream, error)

// Send calls send for an operation whose tokens may come from a source. If a
// server responds with 401 to a kept token, the token is dropped and the
// request is made once more with the next one; a server that responds with 401
// has not processed the request.
func Send(ctx context.Context, send Sender, op *core.Endpoint, r *client.Request) (*client.Response, error) {
	sent, body := &sentToken{}, unreadBody(r.Body)
	resp, err := send(context.WithValue(ctx, sentTokenKey{}, sent), op, r)
	if err != nil || resp.Status != http.StatusUnauthorized || sent.keeper == nil || !sent.keeper.forget(ctx, sent.token) {
		return resp, err
	}
	r.Body = body
	return send(ctx, op, r)
}

// unreadBody returns a copy of a body in memory that can be sent again. The
// transport may still be reading the first one when the server has responded
// early.
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

// Doer is a method of a configuration that sends a request without an operation.
type Doer func(ctx context.Context, req *http.Request) (*http.Response, error)

// Do is Send for a request without an operation. A body that cannot be sent again
// is not.
func Do(ctx context.Context, do Doer, req *http.Request) (*http.Response, error) {
	sent := &sentToken{}
	resp, err := do(context.WithValue(ctx, sentTokenKey{}, sent), req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized || sent.keeper == nil || !sent.keeper.forget(ctx, sent.token) {
		return resp, err
	}
	body, ok := bodyAgain(req)
	if !ok {
		return resp, nil
	}
	again := *req
	again.Body = body
	_ = resp.Body.Close()
	return do(ctx, &again)
}

// bodyAgain returns the body of a request from its beginning, if it can be sent
// again.
func bodyAgain(req *http.Request) (body io.ReadCloser, ok bool) {
	if req.GetBody == nil {
		return req.Body, req.Body == nil || req.Body == http.NoBody
	}
	body, err := req.GetBody()
	return body, err == nil
}

// SendStream is Send for bodies that are streams. A body that cannot be sent
// again is not; the next call then has another token.
func SendStream(ctx context.Context, send StreamSender, op *core.Endpoint, r *client.Request, out *media.Outgoing, keep func(*client.Response) bool) (*client.Response, *media.MediaStream, error) {
	sent, body := &sentToken{}, unreadBody(r.Body)
	resp, stream, err := send(context.WithValue(ctx, sentTokenKey{}, sent), op, r, out, keep)
	if err == nil && stream == nil && resp.Status == http.StatusUnauthorized && sent.keeper != nil && sent.keeper.forget(ctx, sent.token) && (out == nil || !out.Once) {
		r.Body = body
		resp, stream, err = send(ctx, op, r, out, keep)
	}
	if stream != nil && resp.Reconnect != nil {
		resp.Reconnect.Open = renewing(resp.Reconnect.Open)
	}
	return resp, stream, err
}

// renewing returns an Opener that makes its request once more after 401, as SendStream
// does.
func renewing(open client.Opener) client.Opener {
	return func(ctx context.Context, lastID string) (*client.Response, *media.MediaStream, error) {
		sent := &sentToken{}
		resp, stream, err := open(context.WithValue(ctx, sentTokenKey{}, sent), lastID)
		if err != nil || stream != nil || resp.Status != http.StatusUnauthorized || sent.keeper == nil || !sent.keeper.forget(ctx, sent.token) {
			return resp, stream, err
		}
		return open(ctx, lastID)
	}
}
