package core

import "context"

// Operation is an operation of the document. Do not change it.
type Operation struct {
	ID         string // operationId, or Name if the document has none
	Name       string // of the method of API
	Method     string
	Path       string // path template, without the base path
	Tags       []string
	Deprecated bool
	Idempotent bool // a request may be sent again if its outcome is unknown
}

// OperationFrom returns the operation that a request belongs to, from the context
// of the request that a client sends or of the operation that a server runs. It
// returns nil for other contexts.
func OperationFrom(ctx context.Context) *Operation {
	op, _ := ctx.Value(operationKey{}).(*Operation)
	return op
}

// operationKey is the context key of an Operation.
type operationKey struct{}

// WithOperation returns the context of a request.
func WithOperation(ctx context.Context, op *Endpoint) context.Context {
	return context.WithValue(ctx, operationKey{}, &op.Operation)
}

// Endpoint is an operation with what clients and servers need of it.
type Endpoint struct {
	Operation
	Security []Requirement // alternatives; a public operation has none
	Results  []Response    // successes
	Errors   []Response    // errors with declared headers
}

// Requirement is a set of security schemes that must all be satisfied.
type Requirement []SchemeUse

// SchemeUse is a security scheme and the scopes that an operation requires.
type SchemeUse struct {
	Scheme string
	Scopes []string
}

// Response is a declared response, with a body of one Go type. A status whose
// body can have several has one for each.
type Response struct {
	Code     int      // exact status, or 0
	Class    int      // first digit of the status, or 0; if both are 0, any status
	Body     int      // number of the Go type of the body, counted from 1; 0 without a body
	Headers  []string // declared
	Required []string // those of Headers that are required
}

// ResponseWith returns the response with a status: exact statuses count before
// classes. With several bodies, it returns the one with the given body if there
// is one.
func ResponseWith(responses []Response, status, body int) (found Response, ok bool) {
	best := 0
	for _, r := range responses {
		rank := 2
		switch {
		case r.Code == status:
			rank = 6
		case r.Code == 0 && r.Class == status/100:
			rank = 4
		case r.Code != 0 || r.Class != 0:
			continue
		}
		if r.Body == body {
			rank++
		}
		if rank > best && status != 0 {
			found, best = r, rank
		}
	}
	return found, best > 0
}
