package server

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// writeBody sends the body of an error.
func writeBody(w http.ResponseWriter, status int, header http.Header, contentType string, body []byte) {
	addHeaders(w.Header(), header)
	w.Header().Del("Content-Length")
	if contentType != "" && w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", contentType)
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body) // fails if the client is disconnected
}

// send sends a result. With checks of responses it returns an error for one that the
// document forbids.
func (x *Exchange) send(contentType string, body []byte) error {
	if x.config.checks != nil {
		if err := x.check(contentType, body); err != nil {
			return err
		}
	}
	x.ownLength()
	header := x.Header()
	if contentType != "" && header.Get("Content-Type") == "" {
		x.values[0] = contentType
		header["Content-Type"] = x.values[:1:1]
	}
	if len(body) > unbuffered && header["Content-Encoding"] == nil {
		x.values[1] = strconv.Itoa(len(body))
		header["Content-Length"] = x.values[1:]
	}
	header["X-Content-Type-Options"] = noSniff
	x.WriteHeader(x.Status)
	_, _ = x.Write(body) // fails if the client is disconnected
	return nil
}

// noSniff is shared by all responses.
var noSniff = []string{"nosniff"}

// unbuffered is the size up to which net/http sets the length of a body itself. It
// would send larger ones in chunks.
const unbuffered = 2048

// ownLength removes the length that an operation has set for a body that the
// runtime encodes.
func (x *Exchange) ownLength() {
	x.call.Header.Del("Content-Length")
	x.Header().Del("Content-Length")
}

// WriteResult sends a success.
func WriteResult[T any](x *Exchange, contentType string, v *T, elem json.Appender[T]) error {
	if v == nil {
		return NoResult()
	}
	out := json.NewWriter(x.config.responseMode())
	body := elem(out.Buf, out, "", v)
	defer out.Release(body)
	if err := out.Err(); err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	x.logMissing(out.Left())
	return x.send(contentType, body)
}

// NoResult is the error of an operation that returns neither a result nor an
// error.
func NoResult() error { return errors.New("the operation returned neither a result nor an error") }

// Unimplemented is the error of an operation that is not implemented.
func Unimplemented(op *core.Endpoint) error {
	return &core.APIError{Operation: op.ID, StatusCode: http.StatusNotImplemented, Detail: op.ID + " is not implemented"}
}
