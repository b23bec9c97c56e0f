package server

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// memoryForFiles is the number of bytes of a multipart body that are kept in
// memory. The rest is kept in a temporary file.
const memoryForFiles = 1 << 20

// maxTexts is the number of bytes of the parts of a multipart body that are not files. They
// are kept in memory, however large the limit for files is.
const maxTexts = 10 << 20

// ReadMultipart reads a multipart body, up to the limit. It returns nil for an
// optional body that is empty.
func (x *Exchange) ReadMultipart(required bool, declared string) (*media.MultipartBody, error) {
	if required && x.Request.ContentLength == 0 { // it has at least a boundary
		return nil, missingBody()
	}
	body, err := x.openBody(required, declared)
	if body == nil || err != nil {
		return nil, err
	}
	boundary := media.BoundaryOf(x.Request.Header.Get("Content-Type"))
	if boundary == "" {
		return nil, missingBoundary()
	}
	b := &media.MultipartBody{Memory: memoryForFiles, Texts: maxTexts}
	if err = b.Read(body, boundary); err == nil {
		_, err = io.Copy(io.Discard, body) // what follows the parts
	}
	if err == nil {
		return b, nil
	}
	b.Remove()
	if errors.As(err, new(*http.MaxBytesError)) || errors.As(err, new(*brokenBody)) || errors.As(err, new(*media.StorageError)) {
		return nil, err
	}
	return nil, &core.APIError{StatusCode: http.StatusBadRequest, Detail: "the multipart body cannot be read: " + err.Error()}
}

// missingBoundary is the error of a multipart body whose parts cannot be found.
func missingBoundary() error {
	return &core.APIError{StatusCode: http.StatusBadRequest, Detail: "the Content-Type of the multipart body has no boundary"}
}

// WriteMultipart sends a success in parts, and closes its files.
func WriteMultipart[T any](x *Exchange, contentType string, p *T, elem json.Appender[T], members []media.FormMember, codeFiles func(*T, *media.FileCodec)) error {
	if p == nil {
		return NoResult()
	}
	var left []string
	b := media.EncodeMultipart(x.config.responseMode(), p, json.NoteLeft(elem, &left), members, codeFiles)
	defer func() {
		for _, f := range b.Files {
			media.CloseFile(f)
		}
	}()
	if b.Err != nil {
		return fmt.Errorf("encoding the result: %w", b.Err)
	}
	x.logMissing(left)
	out := b.Outgoing()
	body, err := out.Open()
	if err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	x.ownLength()
	return x.WriteStream(media.WithBoundary(contentType, b.Writer.Boundary()), &media.MediaStream{Reader: body, Size: max(out.Size, 0)})
}
