package support

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// TokenSource answers a token, and when it expires: the zero time is never. A
// client asks for a new one shortly before that, once for all its callers; ctx
// is that of the one who was first.
type TokenSource func(ctx context.Context) (token string, expiry time.Time, err error)

// withTokenSource sends what a source answers as a bearer token.
func withTokenSource(scheme string, source TokenSource) ClientOption {
	return withTokens(scheme, func(*clientConfig) TokenSource { return source })
}

// withTokens is withTokenSource for a source that depends on the client. All
// clients that the option makes, and their copies, share one token.
func withTokens(scheme string, source func(*clientConfig) TokenSource) ClientOption {
	keeper := &tokenKeeper{turn: make(chan struct{}, 1)}
	return func(c *clientConfig) {
		c.credential(scheme, "Authorization", func(c *clientConfig, r *http.Request) error {
			token, err := keeper.current(r.Context(), source(c))
			if err != nil {
				return fmt.Errorf("token for %s: %w", scheme, err)
			}
			r.Header.Set("Authorization", "Bearer "+token)
			return nil
		})
	}
}

// tokenKeeper keeps a token until it is about to expire. Callers take turns, so
// that the first who finds it gone gets a new one for all.
type tokenKeeper struct {
	turn    chan struct{} // full while it is somebody's; to wait for it can be given up
	token   string
	until   time.Time // when to get the next one; zero for never
	refusal error     // of the last attempt that failed
	refused time.Time // when that was
}

func (k *tokenKeeper) current(ctx context.Context, source TokenSource) (string, error) {
	came := time.Now()
	select {
	case k.turn <- struct{}{}:
		defer func() { <-k.turn }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	switch {
	case k.token != "" && (k.until.IsZero() || time.Now().Before(k.until)):
		return k.token, nil
	case k.refused.After(came): // while this caller waited
		return "", k.refusal
	}
	token, expiry, err := source(ctx)
	if err == nil && token == "" {
		err = errors.New("the source answered none")
	}
	if err != nil {
		if ctx.Err() == nil { // the others may have more patience
			k.refusal, k.refused = err, time.Now()
		}
		return "", err
	}
	k.token, k.until = token, expiry
	if !expiry.IsZero() {
		k.until = expiry.Add(-min(30*time.Second, time.Until(expiry)/10))
	}
	return token, nil
}
