package media

import "io"

// ReadAll reads a body of a length, which is -1 if it is unknown. It stops after limit,
// with more bytes than that if there are more.
func ReadAll(from io.Reader, length, limit int64) ([]byte, error) {
	size := int64(512)
	if length >= 0 {
		size = min(length, promised) + 1 // one more for the end
	}
	body := make([]byte, 0, size)
	for {
		n, err := from.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		switch {
		case err == io.EOF:
			return body, nil
		case err != nil || int64(len(body)) > limit:
			return body, err
		case len(body) == cap(body):
			size = 2 * int64(len(body))
			if length >= int64(len(body)) {
				size = min(2*size, length+1)
			}
			body = append(make([]byte, 0, size), body...)
		}
	}
}

// promised is the number of bytes for which there is memory before they arrive.
const promised = 64 << 10
