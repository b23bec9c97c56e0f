package client

import (
	"net/http"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// ReadHeaderForm reads a header that is an array or object in a style. It
// returns nil if the header is missing or invalid.
func ReadHeaderForm[T any](h http.Header, r form.Reader, code func(*json.Codec, *T)) *T {
	lines := h.Values(r.Name)
	if len(lines) == 0 {
		return nil
	}
	r.Unescape = func(text string) (string, error) { return strings.TrimSpace(text), nil }
	tree, err := r.FromSegment(strings.Join(lines, ","))
	v := new(T)
	if err != nil || form.ReadTree(tree, false, v, code) != nil {
		return nil
	}
	return v
}

// ReadHeaderJSON reads a header that is JSON. It returns nil if the header is
// missing or invalid.
func ReadHeaderJSON[T any](h http.Header, name string, code func(*json.Codec, *T)) *T {
	lines := h.Values(name)
	v := new(T)
	if len(lines) == 0 || json.Decode([]byte(strings.Join(lines, ",")), false, v, code) != nil {
		return nil
	}
	return v
}

// ReadHeader reads a header of a response into p. A header that is missing or
// invalid leaves p unchanged, so that the body is not lost.
func ReadHeader[T any](h http.Header, name string, p *T, parse func(string) (T, error)) {
	if values := h.Values(name); len(values) > 0 {
		if v, err := parse(values[0]); err == nil {
			*p = v
		}
	}
}

// ReadOptionalHeader is ReadHeader for optional headers.
func ReadOptionalHeader[T any](h http.Header, name string, p *core.Opt[T], parse func(string) (T, error)) {
	if values := h.Values(name); len(values) > 0 {
		if v, err := parse(values[0]); err == nil {
			*p = core.Some(v)
		}
	}
}

// ReadHeaderList splits all lines at commas. The list is not set if one element
// is invalid.
func ReadHeaderList[T any](h http.Header, name string, p *[]T, parse func(string) (T, error)) {
	var list []T
	for _, line := range h.Values(name) {
		for part := range strings.SplitSeq(line, ",") {
			part = strings.TrimSpace(part)
			if part == "" {
				continue
			}
			v, err := parse(part)
			if err != nil {
				return
			}
			list = append(list, v)
		}
	}
	*p = list
}

// ReadHeaderLines reads one value per line, for Set-Cookie, whose values
// contain commas.
func ReadHeaderLines[T any](h http.Header, name string, p *[]T, parse func(string) (T, error)) {
	for _, line := range h.Values(name) {
		if v, err := parse(line); err == nil {
			*p = append(*p, v)
		}
	}
}
