package core

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
)

// Call is what HTTP has besides the parameters and the result of an operation.
// [WithCall] returns the Call that a client fills, and [CallFrom] the one that
// an operation of a server may change.
type Call struct {
	StatusCode int           // of the response; in a server 0 until it is set
	Header     http.Header   // of the response
	Body       []byte        // of the response, if KeepBody is set; nil if the result is a stream
	KeepBody   bool          // makes a client keep the body; set it before the call
	Request    *http.Request // in a server, the request; do not read its Body

	claimed atomic.Int32 // byClient or byOperation; 0 while it is free
}

// What claims a Call.
const (
	byClient = iota + 1
	byOperation
)

// SetStatus sets the status of the response. If an operation does not set it,
// the server sends the lowest declared 2xx status whose body has the type of the
// result.
func (c *Call) SetStatus(status int) { c.StatusCode = status }

// clientCallKey is the context key of a Call that a client fills.
type clientCallKey struct{}

// serverCallKey is the context key of the ServerCall of a request.
type serverCallKey struct{}

// WithCall returns a context for one call, and the Call that it fills: with the
// status and the header of the response, whether the call returns a result or an
// error. The first call of a client with the context fills it; later ones leave it
// unchanged.
//
//	ctx, call := WithCall(ctx)
//	... // call the operation with ctx
//	fmt.Println(call.StatusCode, call.Header.Get("Date"))
func WithCall(ctx context.Context) (context.Context, *Call) {
	call := &Call{Header: http.Header{}}
	return context.WithValue(ctx, clientCallKey{}, call), call
}

// CallFrom returns the Call of an operation that a server runs. It is never nil,
// nor is its Header, so that operations can also be called without a server: it
// is then the Call that the caller got from [WithCall], unless a client has it
// already.
func CallFrom(ctx context.Context) *Call {
	if served, ok := ctx.Value(serverCallKey{}).(*ServerCall); ok {
		return served.Made()
	}
	call, ok := ctx.Value(clientCallKey{}).(*Call)
	if !ok || !call.claimed.CompareAndSwap(0, byOperation) && call.claimed.Load() != byOperation {
		return &Call{Header: http.Header{}}
	}
	return call
}

// ServerCall is the Call of a request to a server. If the operation is
// implemented by a client that calls the same operation of another server, it
// also has the response of that server.
type ServerCall struct {
	Call
	context.Context
	Endpoint *Endpoint
	made     sync.Once
	taken    atomic.Bool
	upstream atomic.Pointer[Upstream]
}

// Made returns the Call. Its header is made when it is needed for the first time.
func (c *ServerCall) Made() *Call {
	c.made.Do(func() { c.Header = http.Header{} })
	return &c.Call
}

// Upstream is the response of another server to the same operation.
type Upstream struct {
	StatusCode int
	Header     http.Header
}

// Value makes the ServerCall a context from which [CallFrom] gets the Call, and
// [OperationFrom] the operation.
func (c *ServerCall) Value(key any) any {
	switch key.(type) {
	case serverCallKey:
		return c
	case operationKey:
		if c.Endpoint != nil {
			return &c.Endpoint.Operation
		}
	}
	return c.Context.Value(key)
}

// Upstream returns the response of the other server. It is empty if there is none.
func (c *ServerCall) Upstream() Upstream {
	if u := c.upstream.Load(); u != nil {
		return *u
	}
	return Upstream{}
}

// Claim is the Call that one method of a client fills, and the ServerCall if
// the method implements its operation.
type Claim struct {
	call   *Call
	served *ServerCall
}

// ClaimCall claims the Call of a context for a call of op. It returns nil if
// there is none or if it is claimed already.
func ClaimCall(ctx context.Context, op *Endpoint) *Claim {
	call, _ := ctx.Value(clientCallKey{}).(*Call)
	if call != nil && !call.claimed.CompareAndSwap(0, byClient) {
		call = nil
	}
	served, _ := ctx.Value(serverCallKey{}).(*ServerCall)
	if served != nil && (served.Endpoint != op || !served.taken.CompareAndSwap(false, true)) {
		served = nil
	}
	if call == nil && served == nil {
		return nil
	}
	return &Claim{call, served}
}

// KeepsBody reports whether the caller wants the body.
func (c *Claim) KeepsBody() bool { return c != nil && c.call != nil && c.call.KeepBody }

// Fill fills the calls with a response. Status 0 is no response.
func (c *Claim) Fill(status int, header http.Header, body []byte) {
	if c == nil {
		return
	}
	if c.call != nil {
		c.call.StatusCode, c.call.Header, c.call.Body = status, header, nil
		if c.call.KeepBody {
			c.call.Body = body
		}
	}
	if c.served != nil {
		c.served.upstream.Store(&Upstream{status, header})
	}
}
