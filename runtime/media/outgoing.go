package media

import (
	"io"
	"net/http"
	"sync"
)

// Outgoing is a body, or a part of one, that is sent as it is read.
type Outgoing struct {
	Open func() (io.ReadCloser, error) // called each time that the body is sent
	Size int64                         // -1 if unknown
	Once bool                          // it cannot be sent again
}

// OutgoingReader sends what body reads. If body can seek, it can be sent again
// from the current position.
func OutgoingReader(body io.Reader) *Outgoing {
	seeker := streamSeeker(body)
	out := &Outgoing{Size: StreamSize(body), Once: true}
	var start int64
	if seeker != nil {
		var err error
		start, err = seeker.Seek(0, io.SeekCurrent)
		out.Once = err != nil
	}
	rewound := &rewoundBody{body: body}
	out.Open = func() (io.ReadCloser, error) {
		if out.Once {
			return io.NopCloser(body), nil // the caller closes it
		}
		turn, err := rewound.from(seeker, start)
		return io.NopCloser(turn), err
	}
	return out
}

// rewoundBody is a body that is sent again. The transport may still be reading
// it when the server has responded early, so only the reader that started last
// may continue.
type rewoundBody struct {
	mutex sync.Mutex
	body  io.Reader
	last  *rewoundTurn
}

// rewoundTurn is one reader of the body.
type rewoundTurn struct{ *rewoundBody }

// from starts reading at a position.
func (b *rewoundBody) from(seeker io.Seeker, start int64) (*rewoundTurn, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.last = &rewoundTurn{b}
	_, err := seeker.Seek(start, io.SeekStart)
	return b.last, err
}

// Read fails if a later reader has started.
func (t *rewoundTurn) Read(p []byte) (int, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.last != t {
		return 0, io.ErrClosedPipe
	}
	return t.body.Read(p)
}

// Attach sets the body of a request.
func (o *Outgoing) Attach(req *http.Request) error {
	body, err := o.Open()
	if err != nil {
		return err
	}
	req.Body, req.ContentLength, req.GetBody = body, o.Size, o.Open
	if o.Size == 0 {
		req.Body = http.NoBody
	}
	if o.Once {
		req.GetBody = nil
	}
	return nil
}
