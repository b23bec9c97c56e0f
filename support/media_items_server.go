package support

import (
	"fmt"
	"iter"
	"net/http"
)

// readBodyItems answers the items of the request body; nil for an optional one
// that is empty.
func readBodyItems[T any](s *serverConfig, w http.ResponseWriter, r *http.Request, declared string, required bool, next func(*itemReader) ([]byte, error), code func(*jsonCodec, *T)) (iter.Seq2[T, error], error) {
	body, err := s.openBody(w, r, declared, required)
	if body == nil || err != nil {
		return nil, err
	}
	return jsonItems(body, s.maxBody, true, next, code), nil
}

// writeItems sends a success item by item.
func writeItems[T any](s *serverConfig, w http.ResponseWriter, r *http.Request, status int, contentType string, items iter.Seq2[T, error], put func(dst, item []byte) []byte, code func(*jsonCodec, *T)) error {
	return sendItems(s, w, r, status, contentType, items, jsonItem(put, code))
}

// sendItems sends each item at once. An error in the middle ends the connection:
// the caller cannot take what it has for the whole.
func sendItems[T any](s *serverConfig, w http.ResponseWriter, r *http.Request, status int, contentType string, items iter.Seq2[T, error], encode func([]byte, *T) ([]byte, error)) error {
	if items == nil {
		return noResult()
	}
	beginStream(w, r, status, contentType)
	if r.Method == http.MethodHead {
		return nil
	}
	control := http.NewResponseController(w)
	_ = control.Flush() // the caller learns that it is accepted before there is an item
	var buf []byte
	for v, err := range items {
		if err != nil {
			return s.endStream(r, err, nil)
		}
		if buf, err = encode(buf[:0], &v); err != nil {
			return s.endStream(r, fmt.Errorf("encoding an item: %w", err), nil)
		}
		if _, err = w.Write(buf); err == nil {
			err = control.Flush()
		}
		if err == nil {
			err = r.Context().Err()
		}
		if err != nil {
			return s.endStream(r, nil, err)
		}
	}
	return nil
}
