package media

import (
	"io"
	"strings"
)

// MediaStream is a body that is read as it comes, with what is known of it
// beforehand. Every stream that comes in is a *MediaStream; one that goes out
// may be, to say its content type where the document leaves it open, or its size.
type MediaStream struct {
	io.Reader
	ContentType string
	Size        int64 // 0 where it is not known
}

// Close closes the reader, if that is an [io.Closer].
func (s *MediaStream) Close() error {
	if closer, ok := s.Reader.(io.Closer); ok {
		return closer.Close()
	}
	return nil
}

// StreamType is the content type of a stream: its own where that is one of
// those that the document declares, else the declared one.
func StreamType(body io.Reader, declared string) string {
	if s, ok := body.(*MediaStream); ok && s.ContentType != "" && InRange(declared, s.ContentType) {
		return s.ContentType
	}
	if strings.Contains(declared, "*") {
		return "application/octet-stream"
	}
	return declared
}

// StreamSize is how many bytes a stream still has; -1 where it cannot tell.
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

// streamSeeker is how a stream is read once more; nil where it cannot be.
func streamSeeker(body io.Reader) io.Seeker {
	if s, ok := body.(*MediaStream); ok {
		return streamSeeker(s.Reader)
	}
	s, _ := body.(io.Seeker)
	return s
}

// StreamTypeOf is the declared content type, or range of them, that a stream
// says it is of, else the first.
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
