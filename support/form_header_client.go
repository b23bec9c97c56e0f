package support

import (
	"net/http"
	"strings"
)

// headerFormValue and headerJSONValue read a header of a response that is more
// than a text; nil where it is missing or cannot be read.
func headerFormValue[T any](h http.Header, r formReader, code func(*jsonCodec, *T)) *T {
	lines := h.Values(r.name)
	if len(lines) == 0 {
		return nil
	}
	r.unescape = func(text string) (string, error) { return strings.TrimSpace(text), nil }
	tree, err := r.fromSegment(strings.Join(lines, ","))
	v := new(T)
	if err != nil || readFormTree(tree, false, v, code) != nil {
		return nil
	}
	return v
}

func headerJSONValue[T any](h http.Header, name string, code func(*jsonCodec, *T)) *T {
	lines := h.Values(name)
	v := new(T)
	if len(lines) == 0 || decodeBody([]byte(strings.Join(lines, ",")), false, v, code) != nil {
		return nil
	}
	return v
}
