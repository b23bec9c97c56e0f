package support

import (
	"errors"
	"fmt"
	"net/http"
)

// memoryForFiles is how much of a multipart body is kept in memory; more is kept
// in a temporary file.
const memoryForFiles = 1 << 20

// readMultipart reads a multipart body up to the server's limit; it answers nil
// for an optional one that is empty.
func (s *serverConfig) readMultipart(w http.ResponseWriter, r *http.Request, declared string, required bool) (*multipartBody, error) {
	body, err := s.openBody(w, r, declared, required)
	if body == nil || err != nil {
		return nil, err
	}
	boundary := boundaryOf(body.ContentType)
	if boundary == "" {
		return nil, wrongMediaType(body.ContentType)
	}
	b := &multipartBody{memory: memoryForFiles}
	err = b.read(body, boundary)
	if err == nil {
		return b, nil
	}
	b.remove()
	if errors.As(err, new(*http.MaxBytesError)) {
		return nil, err
	}
	return nil, &APIError{StatusCode: http.StatusBadRequest, Detail: "the multipart body cannot be read: " + err.Error()}
}

// writeMultipart sends a success in parts, and closes its files.
func writeMultipart[T any](s *serverConfig, w http.ResponseWriter, r *http.Request, status int, contentType string, p *T, code func(*jsonCodec, *T), members []formMember, codeFiles func(*T, *fileCodec)) error {
	if p == nil {
		return noResult()
	}
	b := multipartOf(p, code, members, codeFiles)
	defer func() {
		for _, f := range b.files {
			f.closeContent()
		}
	}()
	if b.err != nil {
		return fmt.Errorf("encoding the result: %w", b.err)
	}
	out := b.outgoing()
	body, err := out.open()
	if err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	return s.writeStream(w, r, status, withBoundary(contentType, b.writer.Boundary()), &MediaStream{Reader: body, Size: max(out.size, 0)})
}
