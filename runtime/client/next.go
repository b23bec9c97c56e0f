package client

import (
	"net/url"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/form"
)

// AddNext appends the parameters of the query of the URL of a page whose names no
// parameter of the request has.
func (r *Request) AddNext(query string) {
	if query == "" {
		return
	}
	var own []string
	for _, parts := range r.Query {
		own = append(own, strings.Split(parts, "&")...)
	}
	for _, pair := range form.ParsePairs(query) {
		value, err := url.QueryUnescape(pair.Text)
		if p := (queryParam{name: pair.Name}); err == nil && !slices.ContainsFunc(own, p.isNamedIn) {
			r.AddQuery(pair.Name, value)
		}
	}
}
