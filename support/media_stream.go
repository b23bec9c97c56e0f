package support

import (
	"io"
	"mime"
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

// streamType is the content type of a stream: its own where that is one of
// those that the document declares, else the declared one.
func streamType(body io.Reader, declared string) string {
	if s, ok := body.(*MediaStream); ok && s.ContentType != "" && inMediaRange(declared, s.ContentType) {
		return s.ContentType
	}
	if strings.Contains(declared, "*") {
		return "application/octet-stream"
	}
	return declared
}

// streamSize is how many bytes a stream still has; -1 where it cannot tell.
func streamSize(body io.Reader) int64 {
	switch s := body.(type) {
	case *MediaStream:
		if s.Size > 0 {
			return s.Size
		}
		return streamSize(s.Reader)
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

// inMediaRange reports whether a content type is the declared one, or one of the
// declared range: image/png is in image/* and in */*. Parameters do not matter.
func inMediaRange(declared, contentType string) bool {
	want, _, err := mime.ParseMediaType(declared)
	is, _, _ := mime.ParseMediaType(contentType)
	if prefix, isRange := strings.CutSuffix(want, "*"); isRange {
		return prefix == "*/" || strings.HasPrefix(is, prefix)
	}
	return want == is || err != nil && declared == contentType
}

// streamTypeOf is the declared content type, or range of them, that a stream
// says it is of, else the first.
func streamTypeOf(body io.Reader, declared ...string) string {
	if s, ok := body.(*MediaStream); ok && s.ContentType != "" {
		for _, d := range declared {
			if inMediaRange(d, s.ContentType) {
				return d
			}
		}
	}
	return declared[0]
}
