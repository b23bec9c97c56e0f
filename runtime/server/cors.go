package server

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// CORS is what scripts of other origins may do.
type CORS struct {
	Origins     []string      // such as https://app.example.com; "*" is every origin
	Credentials bool          // allow cookies and HTTP authentication; not with "*"
	MaxAge      time.Duration // how long browsers keep what a preflight has returned; 0 is their default
}

// WithCORS lets scripts of other origins call the operations, with any header. The
// server responds to preflights with the methods of the path, before credentials are
// checked. Scripts see the declared headers of responses.
func WithCORS(cors CORS) Option {
	return optionFunc(func(c *Config) { c.cors = &cors })
}

// check returns an error if the origins are not origins, or contradict Credentials.
func (c *CORS) check() error {
	if len(c.Origins) == 0 {
		return errors.New("WithCORS: no origins")
	}
	for _, origin := range c.Origins {
		switch u, err := url.Parse(origin); {
		case origin == "*" && c.Credentials:
			return errors.New(`WithCORS: credentials are not possible with the origin "*": list the origins`)
		case origin == "*":
		case err != nil || u.Scheme == "" || u.Host == "" || origin != u.Scheme+"://"+u.Host:
			return fmt.Errorf("WithCORS: %q is not an origin such as https://app.example.com", origin)
		}
	}
	return nil
}

// allows returns the value of Access-Control-Allow-Origin, or "".
func (c *CORS) allows(origin string) string {
	if slices.Contains(c.Origins, "*") {
		return "*"
	}
	if slices.ContainsFunc(c.Origins, func(o string) bool { return strings.EqualFold(o, origin) }) {
		return origin
	}
	return ""
}

// allowOrigin sets the headers of CORS. It reports whether the request is a preflight,
// which it has responded to.
func (s *Handler) allowOrigin(w http.ResponseWriter, r *http.Request) (done bool) {
	header := w.Header()
	header.Add("Vary", "Origin")
	origin := s.cors.allows(r.Header.Get("Origin"))
	if origin != "" && r.Header.Get("Origin") != "" {
		header.Set("Access-Control-Allow-Origin", origin)
		if s.cors.Credentials {
			header.Set("Access-Control-Allow-Credentials", "true")
		}
	}
	if r.Method != http.MethodOptions || r.Header.Get("Origin") == "" || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	header.Add("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers")
	path, below := strings.CutPrefix(r.URL.EscapedPath(), s.BasePath)
	if !below || !strings.HasPrefix(path, "/") {
		return false
	}
	allowed := s.router.allowed(path)
	if allowed == "" {
		return false
	}
	if origin != "" {
		header.Set("Access-Control-Allow-Methods", allowed)
		if names := r.Header.Values("Access-Control-Request-Headers"); len(names) > 0 {
			header.Set("Access-Control-Allow-Headers", strings.Join(names, ", "))
		}
		if s.cors.MaxAge > 0 {
			header.Set("Access-Control-Max-Age", strconv.FormatInt(int64(s.cors.MaxAge/time.Second), 10))
		}
	}
	w.WriteHeader(http.StatusNoContent)
	return true
}

// expose lists the declared headers of an operation in Access-Control-Expose-Headers.
func expose(w http.ResponseWriter, op *core.Endpoint) {
	if w.Header().Get("Access-Control-Allow-Origin") == "" {
		return
	}
	var names []string
	for _, r := range slices.Concat(op.Results, op.Errors) {
		names = append(names, r.Headers...)
	}
	slices.Sort(names)
	if names = slices.Compact(names); len(names) > 0 {
		w.Header().Set("Access-Control-Expose-Headers", strings.Join(names, ", "))
	}
}
