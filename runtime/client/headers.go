package client

import (
	"net/http"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// ReadHeaderForm and ReadHeaderJSON read a header of a response that is more
// than a text; nil where it is missing or cannot be read.
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

func ReadHeaderJSON[T any](h http.Header, name string, code func(*json.Codec, *T)) *T {
	lines := h.Values(name)
	v := new(T)
	if len(lines) == 0 || json.Decode([]byte(strings.Join(lines, ",")), false, v, code) != nil {
		return nil
	}
	return v
}

// ReadHeader, ReadOptionalHeader, ReadHeaderList and ReadHeaderLines read a
// header of a response into the place that p points at. What is missing or cannot
// be read leaves it as it is: a bad header is no reason to lose the body.
func ReadHeader[T any](h http.Header, name string, p *T, parse func(string) (T, error)) {
	if values := h.Values(name); len(values) > 0 {
		if v, err := parse(values[0]); err == nil {
			*p = v
		}
	}
}

func ReadOptionalHeader[T any](h http.Header, name string, p *core.Opt[T], parse func(string) (T, error)) {
	if values := h.Values(name); len(values) > 0 {
		if v, err := parse(values[0]); err == nil {
			*p = core.Some(v)
		}
	}
}

// ReadHeaderList cuts all lines at their commas. One element that cannot be read
// spoils the list.
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

// ReadHeaderLines is for Set-Cookie, whose values hold commas: one per line.
func ReadHeaderLines[T any](h http.Header, name string, p *[]T, parse func(string) (T, error)) {
	for _, line := range h.Values(name) {
		if v, err := parse(line); err == nil {
			*p = append(*p, v)
		}
	}
}
