package hook

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/peergen/peergen/runtime/client"
	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/media"
)

// Config is the configuration of a client of webhooks or callbacks. Its base
// URL is the address of the receiver, not a prefix of paths.
type Config struct{ client.Config }

// NewConfig returns an error if the base URL is invalid. The base URL may be
// missing.
func NewConfig(userAgent string, options []client.Option) (Config, error) {
	c := Config{client.Config{Header: http.Header{"User-Agent": {userAgent}}, MaxBody: 64 << 20}.With(options)}
	if c.BaseURL == "" {
		return c, nil
	}
	_, err := c.target()
	return c, err
}

// With returns a copy of the configuration with more options applied.
func (c Config) With(options []client.Option) Config { return Config{c.Config.With(options)} }

// WithoutRedirects returns a copy of the configuration that follows no redirects.
func (c *Config) WithoutRedirects() *Config { return &Config{*c.Config.WithoutRedirects()} }

// target parses the base URL.
func (c *Config) target() (*url.URL, error) {
	u, err := url.Parse(c.BaseURL)
	switch {
	case err != nil:
		return nil, errors.New("the base URL is invalid") // err would quote it, and it may contain a secret
	case c.BaseURL == "":
		return nil, errors.New("the base URL is missing: use WithBaseURL")
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, errors.New("the base URL is not absolute")
	}
	return u, nil
}

// aim returns a request that keeps the whole base URL: the path of the operation,
// if any, is appended to its path, and the operation's query to its query. The base
// URL of the returned configuration is the origin.
func (c *Config) aim(op *core.Endpoint, r *client.Request) (*client.Config, *client.Request, error) {
	u, err := c.target()
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", op.ID, err)
	}
	aimed := *r
	path := u.EscapedPath()
	if r.Path != "" {
		path = strings.TrimRight(path, "/")
	}
	aimed.Path = path + r.Path
	if u.RawQuery != "" {
		aimed.Query = append([]string{u.RawQuery}, r.Query...)
	}
	origin := c.Config
	origin.BaseURL = (&url.URL{Scheme: u.Scheme, User: u.User, Host: u.Host}).String()
	return &origin, &aimed, nil
}

// Send is Send of client.Config.
func (c *Config) Send(ctx context.Context, op *core.Endpoint, r *client.Request) (*client.Response, error) {
	origin, aimed, err := c.aim(op, r)
	if err != nil {
		return nil, err
	}
	return origin.Send(ctx, op, aimed)
}

// SendStream is SendStream of client.Config.
func (c *Config) SendStream(ctx context.Context, op *core.Endpoint, r *client.Request, out *media.Outgoing, keep func(*client.Response) bool) (*client.Response, *media.MediaStream, error) {
	origin, aimed, err := c.aim(op, r)
	if err != nil {
		return nil, nil, err
	}
	r.Unchecked = c.Unchecked // out has r, not aimed
	return origin.SendStream(ctx, op, aimed, out, keep)
}
