package support

import (
	"io"
	"sync"
)

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
	rewound := &rewoundBody{body: body}
	out.open = func() (io.ReadCloser, error) {
		if out.once {
			return io.NopCloser(body), nil // the caller's to close
		}
		turn, err := rewound.from(seeker, start)
		return io.NopCloser(turn), err
	}
	return out
}

// rewoundBody is a body that is sent again. A server that answers early may leave
// it being read, so only who began last may go on.
type rewoundBody struct {
	mutex sync.Mutex
	body  io.Reader
	last  *rewoundTurn
}

type rewoundTurn struct{ *rewoundBody }

func (b *rewoundBody) from(seeker io.Seeker, start int64) (*rewoundTurn, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.last = &rewoundTurn{b}
	_, err := seeker.Seek(start, io.SeekStart)
	return b.last, err
}

func (t *rewoundTurn) Read(p []byte) (int, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.last != t {
		return 0, io.ErrClosedPipe
	}
	return t.body.Read(p)
}
