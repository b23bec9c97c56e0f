package media

import (
	"errors"
	"io"
	"net/http"
	"sync/atomic"
	"time"
)

// Outgoing is a body, or a part of one, that is sent as it is read.
type Outgoing struct {
	Open func() (io.ReadCloser, error) // called each time that the body is sent
	Size int64                         // -1 if unknown
	Once bool                          // it cannot be sent again

	// Release ends the reading: what the caller gave is the caller's again. It is nil for
	// bodies that are made while they are sent.
	Release func()
}

// OutgoingReader sends what body reads. If body can seek, it can be sent again
// from the current position.
func OutgoingReader(body io.Reader) *Outgoing {
	seeker := streamSeeker(body)
	out := &Outgoing{Size: StreamSize(body)}
	var start int64
	if seeker != nil {
		var err error
		if start, err = seeker.Seek(0, io.SeekCurrent); err != nil {
			seeker = nil
		}
	}
	out.Once = seeker == nil
	turns := &turns{token: make(chan struct{}, 1), body: body}
	out.Open = func() (io.ReadCloser, error) {
		turn, err := turns.begin(seeker, start)
		return io.NopCloser(turn), err // the caller closes the body
	}
	out.Release = turns.end
	return out
}

// turns are the readers of a body, one after the other. The transport may still be reading
// when the server has responded early, so only the reader that began last may continue,
// until its turn ends.
type turns struct {
	token chan struct{} // full while the body is read; a channel, so that waiting can end
	body  io.Reader
	last  atomic.Pointer[turn]
}

// turn is one reader of the body.
type turn struct{ *turns }

// take waits for a Read that has begun, unless that waits for something itself.
func (b *turns) take() bool {
	select {
	case b.token <- struct{}{}:
		return true
	default:
	}
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case b.token <- struct{}{}:
		return true
	case <-timer.C:
		return false
	}
}

// begin begins a turn, at a position if the body can seek.
func (b *turns) begin(seeker io.Seeker, start int64) (t *turn, err error) {
	t = &turn{b}
	b.last.Store(t)
	if !b.take() {
		return t, errors.New("the request body is still being read")
	}
	defer func() { <-b.token }()
	if seeker != nil {
		_, err = seeker.Seek(start, io.SeekStart)
	}
	return t, err
}

// end ends the last turn.
func (b *turns) end() {
	b.last.Store(nil)
	if b.take() {
		<-b.token
	}
}

// Read fails if the turn has ended.
func (t *turn) Read(p []byte) (int, error) {
	if !t.take() {
		return 0, io.ErrClosedPipe
	}
	defer func() { <-t.token }()
	if t.last.Load() != t {
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
