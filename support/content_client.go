package support

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
)

// content is the one of several declared content types that the body has, "" for none.
func (r *response) content(types []string) string {
	return declaredContent(r.header.Get("Content-Type"), types)
}

// contentIn reports whether of all declared content types the body has one of wanted.
func (r *response) contentIn(wanted, all []string) bool {
	return slices.Contains(wanted, r.content(all))
}

// textAsJSON is the response with a body that is JSON where it is called a text.
func (r *response) textAsJSON() *response {
	if !strings.HasPrefix(r.header.Get("Content-Type"), "text/") {
		return r
	}
	twin := *r
	twin.header = r.header.Clone()
	twin.header.Set("Content-Type", "application/json")
	return &twin
}

// withoutRedirects is the configuration for an operation that answers redirects:
// it follows none.
func (c *clientConfig) withoutRedirects() *clientConfig {
	client := *cmp.Or(c.http, http.DefaultClient)
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	stay := *c
	stay.http = &client
	return &stay
}

// bodyValue is the value of a body that is not an object.
func bodyValue[T any](p *T, err error) (v T, _ error) {
	if p != nil {
		v = *p
	}
	return v, err
}
