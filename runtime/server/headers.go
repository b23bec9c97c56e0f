package server

import (
	"fmt"
	"maps"
	"net/http"

	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// SetHeaderForm sets a header to an array or object in a style.
func SetHeaderForm[T any](h http.Header, s form.Style, p *T, code func(*json.Codec, *T)) error {
	tree, err := form.TreeOf(p, code)
	var text string
	if err == nil {
		text, err = s.Segment(tree)
	}
	if err != nil {
		return fmt.Errorf("encoding the header %s: %w", s.Name, err)
	}
	h.Set(s.Name, text)
	return nil
}

// SetHeaderJSON sets a header to JSON.
func SetHeaderJSON[T any](h http.Header, name string, p *T, code func(*json.Codec, *T)) error {
	text, err := json.Encode(p, code)
	if err != nil {
		return fmt.Errorf("encoding the header %s: %w", name, err)
	}
	h.Set(name, string(text))
	return nil
}

// HeadedWriter adds headers to a success. They are not sent with errors,
// because they are added with the status.
type HeadedWriter struct {
	http.ResponseWriter
	Extra http.Header
}

// WriteHeader adds the headers and writes the status.
func (w *HeadedWriter) WriteHeader(status int) {
	maps.Copy(w.Header(), w.Extra)
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap implements the interface of [http.ResponseController].
func (w *HeadedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// StatusOf returns the status that an implementation has chosen from a range,
// or least if it has not.
func StatusOf(status, least int, hasBody bool) (int, error) {
	bodiless := status == http.StatusNoContent || status == http.StatusResetContent || status == http.StatusNotModified
	switch {
	case status == 0:
		return least, nil
	case status/100 != least/100:
		return 0, fmt.Errorf("the status %d is not in the range %dXX", status, least/100)
	case hasBody && bodiless:
		return 0, fmt.Errorf("a response with status %d must not have a body", status)
	}
	return status, nil
}
