package ir

import (
	"cmp"
	"slices"
	"strings"
)

// ByDefault is that of responses with one Go type which services respond with if they set no
// status: the first one, unless an earlier output had another one.
func ByDefault(responses []*Response) *Response {
	for _, r := range responses {
		if r.Kept {
			return r
		}
	}
	return responses[0]
}

// Empty are the successes without a body, that of the lowest 2xx status first.
// Redirects are in the order of the document.
func Empty(results []*Response) []*Response {
	var out []*Response
	for _, r := range results {
		if len(r.Contents) == 0 {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b *Response) int {
		if a.Status.Hundreds() == 3 {
			return 0
		}
		return cmp.Compare(rank(a.Status), rank(b.Status))
	})
	return out
}

// rank sorts exact statuses before ranges.
func rank(s Status) int {
	if s.Code != 0 {
		return s.Code
	}
	return 1000
}

// WithLocation adds the Location header, which redirects require, if it is not declared: many
// documents omit it. doc has the position of the responses.
func WithLocation(headers []*Header, doc Doc) []*Header {
	if slices.ContainsFunc(headers, func(h *Header) bool { return strings.EqualFold(h.Name, "Location") }) {
		return headers
	}
	doc.Description = "Where to go instead."
	return append(headers, &Header{Name: "Location", Required: true, Style: StyleSimple, Value: Value{Type: String{}}, Doc: doc})
}
