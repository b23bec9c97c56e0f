package support

import (
	"bytes"
	"errors"
	"iter"
	"net/http"
	"strconv"
	"strings"
)

// writeEvents sends a success event by event.
func writeEvents[T any](s *serverConfig, w http.ResponseWriter, r *http.Request, status int, contentType string, events iter.Seq2[ServerEvent[T], error], code func(*jsonCodec, *T)) error {
	w.Header().Set("Cache-Control", "no-cache")
	return sendItems(s, w, r, status, contentType, events, func(dst []byte, e *ServerEvent[T]) ([]byte, error) {
		return appendEvent(dst, e, code)
	})
}

// appendEvent writes the fields of an event; data of several lines is as many fields.
func appendEvent[T any](dst []byte, e *ServerEvent[T], code func(*jsonCodec, *T)) ([]byte, error) {
	if strings.ContainsAny(e.ID+e.Event, "\r\n\x00") {
		return dst, errors.New("a line break in the id or the type of an event")
	}
	data, err := encodeBody(&e.Data, code)
	if err != nil {
		return dst, err
	}
	field := func(name, value string) {
		dst = append(append(append(append(dst, name...), ": "...), value...), '\n')
	}
	if e.ID != "" {
		field("id", e.ID)
	}
	if e.Event != "" {
		field("event", e.Event)
	}
	if e.Retry > 0 {
		field("retry", strconv.FormatInt(e.Retry.Milliseconds(), 10))
	}
	data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	for line := range bytes.SplitSeq(data, []byte("\n")) {
		field("data", string(line))
	}
	return append(dst, '\n'), nil
}
