package support

import (
	"iter"
	"net/http"
)

// writeEvents sends a success event by event.
func writeEvents[T any](s *serverConfig, w http.ResponseWriter, r *http.Request, status int, contentType string, events iter.Seq2[ServerEvent[T], error], code func(*jsonCodec, *T)) error {
	w.Header().Set("Cache-Control", "no-cache")
	return sendItems(s, w, r, status, contentType, events, func(dst []byte, e *ServerEvent[T]) ([]byte, error) {
		return appendEvent(dst, e, code)
	})
}

// readBodyEvents answers the events of the request body; nil for an optional one
// that is empty.
func readBodyEvents[T any](s *serverConfig, w http.ResponseWriter, r *http.Request, declared string, required, isText bool, code func(*jsonCodec, *T)) (iter.Seq2[ServerEvent[T], error], error) {
	body, err := s.openBody(w, r, declared, required)
	if body == nil || err != nil {
		return nil, err
	}
	return readEvents(body, s.maxBody, true, isText, code), nil
}
