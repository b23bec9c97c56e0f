package support

import (
	"net/http"
	"strings"
)

// readHeaderValue, readOptionalHeader, readHeaderList and readHeaderLines read a
// header of a response into the place that p points at. What is missing or cannot
// be read leaves it as it is: a bad header is no reason to lose the body.
func readHeaderValue[T any](h http.Header, name string, p *T, parse func(string) (T, error)) {
	if values := h.Values(name); len(values) > 0 {
		if v, err := parse(values[0]); err == nil {
			*p = v
		}
	}
}

func readOptionalHeader[T any](h http.Header, name string, p *Opt[T], parse func(string) (T, error)) {
	if values := h.Values(name); len(values) > 0 {
		if v, err := parse(values[0]); err == nil {
			*p = Some(v)
		}
	}
}

// readHeaderList cuts all lines at their commas. One element that cannot be read
// spoils the list.
func readHeaderList[T any](h http.Header, name string, p *[]T, parse func(string) (T, error)) {
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

// readHeaderLines is for Set-Cookie, whose values hold commas: one per line.
func readHeaderLines[T any](h http.Header, name string, p *[]T, parse func(string) (T, error)) {
	for _, line := range h.Values(name) {
		if v, err := parse(line); err == nil {
			*p = append(*p, v)
		}
	}
}
