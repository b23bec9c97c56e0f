package support

import "io"

// outgoing is a body, or a part of one, that is sent as it is read.
type outgoing struct {
	open func() (io.ReadCloser, error) // called once, and once more for each time it is sent again
	size int64                         // -1 where it is not known
	once bool                          // it cannot be sent again
}

// outgoingReader sends what body reads. What can seek starts again at where it
// stands now.
func outgoingReader(body io.Reader) *outgoing {
	seeker := streamSeeker(body)
	out := &outgoing{size: streamSize(body), once: true}
	var start int64
	if seeker != nil {
		var err error
		start, err = seeker.Seek(0, io.SeekCurrent)
		out.once = err != nil
	}
	out.open = func() (io.ReadCloser, error) {
		if !out.once {
			if _, err := seeker.Seek(start, io.SeekStart); err != nil {
				return nil, err
			}
		}
		return io.NopCloser(body), nil // the caller's to close
	}
	return out
}
