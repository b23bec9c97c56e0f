package media

import (
	"bufio"
	"errors"
	"io"
	"iter"
	"time"

	"github.com/peergen/peergen/runtime/json"
)

// EventPosition is how far a stream of events has been read.
type EventPosition struct {
	LastID string        // of the last complete event with an id
	Retry  time.Duration // the last delay before reconnecting that the stream has requested; 0 for none
	Events int           // that have been read
}

// ResumeEvents is ReadEvents for a stream that another one continues when it ends, with
// or without an error. next returns that one, or io.EOF if there is none. A stream that
// ends by "[DONE]" or with an event above the limit is not continued.
func ResumeEvents[T any](body io.ReadCloser, limit int64, mode json.Mode, isText bool, read json.ReadFunc[T], next func(at EventPosition, cause error) (io.ReadCloser, error)) iter.Seq2[ServerEvent[T], error] {
	var at EventPosition
	current := &eventBody{body}
	r := &ItemReader{Reader: bufio.NewReader(current), limit: limit}
	return readItems(current, r, func(r *ItemReader, e *ServerEvent[T]) (itemErr, err error) {
		for {
			*e = ServerEvent[T]{}
			data, err := nextEvent(r, &at.LastID, &e.Event, &e.Retry)
			if e.Retry > 0 {
				at.Retry = e.Retry
			}
			if err == nil {
				at.Events++
				e.ID = at.LastID
				if !isText && string(data) == "[DONE]" {
					return nil, io.EOF
				}
				return decodeItem(data, mode, &e.Data, read), nil
			}
			if errors.Is(err, errLargeEvent) {
				return nil, err
			}
			_ = current.Close()
			if current.ReadCloser, err = next(at, err); err != nil {
				return nil, err
			}
			r.Reset(current)
			r.afterR = false
		}
	})
}

// eventBody is the stream that is read now.
type eventBody struct{ io.ReadCloser }

// Close closes the stream, if there is one.
func (b *eventBody) Close() error {
	if b.ReadCloser == nil {
		return nil
	}
	return b.ReadCloser.Close()
}
