package server

import (
	"fmt"
	"maps"
	"net/http"

	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// SetHeaderForm and SetHeaderJSON put a value that is more than a text into the
// header of a response.
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

func SetHeaderJSON[T any](h http.Header, name string, p *T, code func(*json.Codec, *T)) error {
	text, err := json.Encode(p, code)
	if err != nil {
		return fmt.Errorf("encoding the header %s: %w", name, err)
	}
	h.Set(name, string(text))
	return nil
}

// HeadedWriter sends more headers along, but not with an error: nothing is in
// them before the status is written.
type HeadedWriter struct {
	http.ResponseWriter
	Extra http.Header
}

func (w *HeadedWriter) WriteHeader(status int) {
	maps.Copy(w.Header(), w.Extra)
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap is for [http.ResponseController].
func (w *HeadedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// StatusOf is the status that an implementation has chosen of a class, least
// where it has not.
func StatusOf(status, least int, hasBody bool) (int, error) {
	bodiless := status == http.StatusNoContent || status == http.StatusResetContent || status == http.StatusNotModified
	switch {
	case status == 0:
		return least, nil
	case status/100 != least/100:
		return 0, fmt.Errorf("the status %d is none of %dXX", status, least/100)
	case hasBody && bodiless:
		return 0, fmt.Errorf("the status %d has no body", status)
	}
	return status, nil
}
