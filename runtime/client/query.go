package client

import (
	"net/url"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/form"
)

// queryParam is a query parameter of all requests.
type queryParam struct{ name, value string }

// WithQuery sets a query parameter of every request. A parameter of an operation
// with the same name takes precedence.
func WithQuery(name, value string) Option {
	return OptionFunc(func(c *Config) {
		c.query = slices.DeleteFunc(slices.Clone(c.query), func(p queryParam) bool { return p.name == name })
		c.query = append(c.query, queryParam{name, value})
	})
}

// withQuery appends the parameters of [WithQuery] to an encoded query, unless it
// has parameters with these names.
func (c *Config) withQuery(query string) string {
	if len(c.query) == 0 {
		return query
	}
	parts := strings.Split(query, "&")
	for _, p := range c.query {
		if !slices.ContainsFunc(parts, p.isNamedIn) {
			query += "&" + form.EscapeQuery(p.name) + "=" + form.EscapeQuery(p.value)
		}
	}
	return strings.TrimPrefix(query, "&")
}

// isNamedIn reports whether a part of an encoded query has the name of p.
func (p queryParam) isNamedIn(part string) bool {
	name, _, _ := strings.Cut(part, "=")
	name, err := url.QueryUnescape(name)
	return err == nil && name == p.name
}
