package support

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// openBody answers the request body as a stream that fails beyond the server's
// limit; nil for an optional one that is empty. A content type must be the
// declared one, or of its range.
func (s *serverConfig) openBody(w http.ResponseWriter, r *http.Request, declared string, required bool) (*MediaStream, error) {
	contentType := r.Header.Get("Content-Type")
	switch {
	case r.ContentLength == 0 && !required:
		return nil, nil
	case contentType != "" && !inMediaRange(declared, contentType):
		return nil, wrongMediaType(contentType)
	case r.ContentLength > s.maxBody:
		return nil, &http.MaxBytesError{Limit: s.maxBody}
	}
	return &MediaStream{Reader: http.MaxBytesReader(w, r.Body, s.maxBody), ContentType: contentType, Size: max(r.ContentLength, 0)}, nil
}

func wrongMediaType(contentType string) error {
	return &APIError{StatusCode: http.StatusUnsupportedMediaType, Detail: fmt.Sprintf("the content type %q is not accepted", contentType)}
}

// writeStream sends a success as it is read, and closes it. A stream that fails,
// or is shorter than it says, ends the connection: the caller cannot take what
// it has for the whole.
func (s *serverConfig) writeStream(w http.ResponseWriter, r *http.Request, status int, contentType string, body io.ReadCloser) error {
	if body == nil {
		return noResult()
	}
	defer body.Close()
	size := streamSize(body)
	if size >= 0 {
		w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
	}
	beginStream(w, r, status, streamType(body, contentType))
	if r.Method == http.MethodHead {
		return nil
	}
	source := &failing{Reader: body}
	var n int64
	var err error
	if size >= 0 {
		n, err = io.Copy(w, source)
	} else {
		n, err = io.Copy(flushing{w, http.NewResponseController(w)}, source)
	}
	if err == nil && size >= 0 && n != size {
		source.err = fmt.Errorf("a stream of %d bytes had %d", size, n)
	}
	return s.endStream(r, source.err, err)
}

// beginStream sends the header of a stream. What it is made of may be the body of
// the request, so that stays readable.
func beginStream(w http.ResponseWriter, r *http.Request, status int, contentType string) {
	if r.ContentLength != 0 {
		_ = http.NewResponseController(w).EnableFullDuplex() // HTTP/2 is so anyway
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
}

// endStream ends the connection when something went wrong, and logs what was
// the server's fault; that the caller is gone is nobody's.
func (s *serverConfig) endStream(r *http.Request, failure, writing error) error {
	if failure != nil && r.Context().Err() == nil {
		s.log.ErrorContext(r.Context(), "response broken off", "method", r.Method, "path", r.URL.Path, "error", failure)
	}
	if failure != nil || writing != nil {
		panic(http.ErrAbortHandler)
	}
	return nil
}

// failing remembers why reading failed.
type failing struct {
	io.Reader
	err error
}

func (f *failing) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}

// flushing sends each write at once: what comes slowly is waited for.
type flushing struct {
	io.Writer
	control *http.ResponseController
}

func (f flushing) Write(p []byte) (int, error) {
	n, err := f.Writer.Write(p)
	_ = f.control.Flush() // a writer that cannot does so at the end
	return n, err
}
