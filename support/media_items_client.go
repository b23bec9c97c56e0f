package support

import (
	"io"
	"iter"
	"sync"
)

// itemResult answers the items of a success as they come.
func itemResult[T any](limit int64, stream *MediaStream, next func(*itemReader) ([]byte, error), code func(*jsonCodec, *T)) (iter.Seq2[T, error], error) {
	return jsonItems(stream, limit, false, next, code), nil
}

// outgoingItems is the body of a request that sends items as they come; nil sends
// none. What is iterated over is not sent again.
func outgoingItems[T any](r *request, contentType string, items iter.Seq2[T, error], put func(dst, item []byte) []byte, code func(*jsonCodec, *T)) *outgoing {
	encode := jsonItem(put, code)
	return outgoingEach(r, contentType, items, func(dst []byte, v *T) ([]byte, error) {
		if err := validItem(v); err != nil {
			return dst, err
		}
		return encode(dst, v)
	})
}

// outgoingEach sends what encode makes of each item.
func outgoingEach[T any](r *request, contentType string, items iter.Seq2[T, error], encode func(dst []byte, v *T) ([]byte, error)) *outgoing {
	if items == nil {
		return nil
	}
	r.contentType = contentType
	return &outgoing{size: -1, once: true, open: func() (io.ReadCloser, error) {
		next, stop := iter.Pull2(items)
		return &itemBody{stop: stop, next: func(dst []byte) ([]byte, error) {
			v, err, ok := next()
			switch {
			case !ok:
				return dst, io.EOF
			case err != nil:
				return dst, err
			}
			return encode(dst, &v)
		}}, nil
	}}
}

// itemBody reads items as bytes. It may be closed while an item is waited for:
// the iteration is then stopped after that.
type itemBody struct {
	next  func(dst []byte) ([]byte, error)
	stop  func()
	mutex sync.Mutex // held while an item is waited for
	rest  []byte     // of the last item
	err   error
}

func (b *itemBody) Read(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for len(b.rest) == 0 && b.err == nil {
		b.rest, b.err = b.next(b.rest[:0])
		if b.err != nil {
			b.stop()
		}
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	if n > 0 {
		return n, nil
	}
	return 0, b.err
}

func (b *itemBody) Close() error {
	if b.mutex.TryLock() {
		defer b.mutex.Unlock()
		b.end()
		return nil
	}
	go func() { // ends as soon as the iteration yields or returns
		b.mutex.Lock()
		defer b.mutex.Unlock()
		b.end()
	}()
	return nil
}

func (b *itemBody) end() {
	b.stop()
	if b.err == nil {
		b.err = io.ErrClosedPipe
	}
}
