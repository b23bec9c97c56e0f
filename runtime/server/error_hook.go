package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/peergen/peergen/runtime/core"
)

// WithErrors calls a function for every error before the server responds with it:
// errors of operations, panics, rejected credentials and invalid requests. For
// requests that no operation serves, with the statuses 404 and 405, op is nil. The
// server responds with the error that the function returns, or with err if that is
// nil. CallFrom(ctx) has the request, and the header of the response, to which the
// function can add. If the function panics, the status is 500.
func WithErrors(change func(ctx context.Context, op *core.Operation, err error) error) Option {
	return optionFunc(func(c *Config) { c.errors = change })
}

// hooked returns the error that the function of [WithErrors] returns.
func (s *Handler) hooked(w http.ResponseWriter, r *http.Request, found *Route, err error) (changed error) {
	defer func() {
		if v := recover(); v == http.ErrAbortHandler {
			panic(v)
		} else if v != nil {
			changed = fmt.Errorf("panic in the function of WithErrors: %v\n%s", v, debug.Stack())
		}
	}()
	var failed *operationError
	if errors.As(err, &failed) {
		changed = s.errors(&failed.x.call, &found.Operation, failed.err)
		if changed == nil {
			return err
		}
		return failed.x.Failed(changed)
	}
	call := &core.ServerCall{Context: r.Context()}
	call.Request, call.Header = r, http.Header{}
	var op *core.Operation
	if found != nil {
		call.Endpoint, op = found.Endpoint, &found.Operation
	}
	if changed = s.errors(call, op, err); changed == nil {
		changed = err
	}
	addHeaders(w.Header(), call.Header)
	return changed
}
