package support

import (
	"iter"
	"net/http"
)

// readBodyParts answers the parts of the request body; nil for an optional one
// that is empty.
func readBodyParts[T any](s *serverConfig, w http.ResponseWriter, r *http.Request, declared string, required bool, code func(*T, *partCodec)) (iter.Seq2[T, error], error) {
	body, err := s.openBody(w, r, declared, required)
	if body == nil || err != nil {
		return nil, err
	}
	boundary := boundaryOf(body.ContentType)
	if boundary == "" {
		return nil, wrongMediaType(body.ContentType)
	}
	return partItems(body, boundary, s.maxBody, true, code), nil
}

// writeParts sends a success part by part, each at once. An error in the middle
// ends the connection: the caller cannot take what it has for the whole.
func writeParts[T any](s *serverConfig, w http.ResponseWriter, r *http.Request, status int, contentType string, items iter.Seq2[T, error], code func(*T, *partCodec)) error {
	if items == nil {
		return noResult()
	}
	boundary := newBoundary()
	beginStream(w, r, status, withBoundary(contentType, boundary))
	if r.Method == http.MethodHead {
		return nil
	}
	control := http.NewResponseController(w)
	_ = control.Flush() // the caller learns that it is accepted before there is a part
	return s.endStream(r, copyParts(w, boundary, items, code, func(c *partCodec) {
		c.part.closeContent()
		_ = control.Flush() // a writer that cannot does so at the end
	}), nil)
}
