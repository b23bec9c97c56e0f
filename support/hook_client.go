package support

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// hookConfig is the configuration of a client whose base URL is where it sends
// to, and not what paths are below of.
type hookConfig struct{ clientConfig }

// newHookConfig fails on a base URL that is none. It can do without one.
func newHookConfig(options []ClientOption) (hookConfig, error) {
	c := hookConfig{clientConfig{header: http.Header{}, maxBody: 64 << 20}.with(options)}
	if c.baseURL == "" {
		return c, nil
	}
	_, err := c.target()
	return c, err
}

func (c *hookConfig) target() (*url.URL, error) {
	u, err := url.Parse(c.baseURL)
	switch {
	case err != nil:
		return nil, errors.New("the base URL is none") // err would quote it, and the secret that it may be
	case c.baseURL == "":
		return nil, errors.New("there is no base URL: use WithBaseURL")
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, errors.New("the base URL is not absolute")
	}
	return u, nil
}

// aim has a request keep all that the base URL has: the path of the operation, if
// any, comes behind its path, and the operation's query behind its query. What is
// left for the base URL is the origin.
func (c *hookConfig) aim(op *operation, r *request) (*clientConfig, error) {
	u, err := c.target()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op.id, err)
	}
	path := u.EscapedPath()
	if r.path != "" {
		path = strings.TrimRight(path, "/")
	}
	r.path = path + r.path
	if u.RawQuery != "" {
		r.query = append([]string{u.RawQuery}, r.query...)
	}
	origin := c.clientConfig
	origin.baseURL = (&url.URL{Scheme: u.Scheme, User: u.User, Host: u.Host}).String()
	return &origin, nil
}

func (c *hookConfig) send(ctx context.Context, op *operation, r *request) (*response, error) {
	origin, err := c.aim(op, r)
	if err != nil {
		return nil, err
	}
	return origin.send(ctx, op, r)
}
