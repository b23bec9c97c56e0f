package media

import (
	"io"
	"strings"
)

// MediaStream is a body that is read as a stream. Received streams are always
// of type *MediaStream. A stream to be sent may be one, to set its content type
// if the document allows several, or its size.
type MediaStream struct {
	io.Reader
	ContentType string
	Size        int64 // 0 if unknown
}

// Close closes the reader, if it is an [io.Closer].
func (s *MediaStream) Close() error {
	if closer, ok := s.Reader.(io.Closer); ok {
		return closer.Close()
	}
	return nil
}

// StreamType returns the content type of a stream: its own if it is one of the
// declared types, else the declared one.
func StreamType(body io.Reader, declared string) string {
	if s, ok := body.(*MediaStream); ok && s.ContentType != "" && InRange(declared, s.ContentType) {
		return s.ContentType
	}
	if strings.Contains(declared, "*") {
		return "application/octet-stream"
	}
	return declared
}

// StreamSize returns the number of bytes that a stream still has, or -1 if
// unknown.
func StreamSize(body io.Reader) int64 {
	switch s := body.(type) {
	case *MediaStream:
		if s.Size > 0 {
			return s.Size
		}
		return StreamSize(s.Reader)
	case interface{ Len() int }: // bytes.Reader, strings.Reader, bytes.Buffer
		return int64(s.Len())
	case io.Seeker:
		here, err := s.Seek(0, io.SeekCurrent)
		if err != nil {
			return -1 // a pipe, for example
		}
		end, err := s.Seek(0, io.SeekEnd)
		if err != nil {
			return -1
		}
		if _, err = s.Seek(here, io.SeekStart); err != nil {
			return -1
		}
		return end - here
	}
	return -1
}

// streamSeeker returns the seeker of a stream, or nil.
func streamSeeker(body io.Reader) io.Seeker {
	if s, ok := body.(*MediaStream); ok {
		return streamSeeker(s.Reader)
	}
	s, _ := body.(io.Seeker)
	return s
}

// StreamTypeOf returns the declared content type, or range of types, that
// matches the content type of a stream, else the first.
func StreamTypeOf(body io.Reader, declared ...string) string {
	if s, ok := body.(*MediaStream); ok && s.ContentType != "" {
		for _, d := range declared {
			if InRange(d, s.ContentType) {
				return d
			}
		}
	}
	return declared[0]
}
