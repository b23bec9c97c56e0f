package media

import (
	"io"
	"net/http"
	"sync"
)

// Outgoing is a body, or a part of one, that is sent as it is read.
type Outgoing struct {
	Open func() (io.ReadCloser, error) // called once, and once more for each time it is sent again
	Size int64                         // -1 where it is not known
	Once bool                          // it cannot be sent again
}

// OutgoingReader sends what body reads. What can seek starts again at where it
// stands now.
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

// Attach makes it the body of a request.
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
