package support

import "iter"

// isEvents reports whether a response is a stream of events.
func (r *response) isEvents() bool {
	return inMediaRange("text/event-stream", r.header.Get("Content-Type"))
}

// eventResult answers the events of a success as they come. A success that is
// something else is none.
func eventResult[T any](limit int64, r *response, stream *MediaStream, isText bool, code func(*jsonCodec, *T)) (iter.Seq2[ServerEvent[T], error], error) {
	if stream == nil {
		return nil, r.apiError()
	}
	return readEvents(stream, limit, false, isText, code), nil
}

// outgoingEvents is the body of a request that sends events as they come; nil
// sends none.
func outgoingEvents[T any](r *request, contentType string, events iter.Seq2[ServerEvent[T], error], code func(*jsonCodec, *T)) *outgoing {
	return outgoingEach(r, contentType, events, func(dst []byte, e *ServerEvent[T]) ([]byte, error) {
		if err := validItem(&e.Data); err != nil {
			return dst, err
		}
		return appendEvent(dst, e, code)
	})
}
