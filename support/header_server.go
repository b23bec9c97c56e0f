package support

import (
	"fmt"
	"maps"
	"net/http"
)

// headedWriter sends more headers along, but not with an error: nothing is in
// them before the status is written.
type headedWriter struct {
	http.ResponseWriter
	header http.Header
}

func (w *headedWriter) WriteHeader(status int) {
	maps.Copy(w.Header(), w.header)
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap is for [http.ResponseController].
func (w *headedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// statusOf is the status that an implementation has chosen of a class, least
// where it has not.
func statusOf(status, least int, hasBody bool) (int, error) {
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
