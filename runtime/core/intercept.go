package core

import (
	"context"
	"fmt"
	"slices"
)

// Interceptor runs around an operation of an API, on either side of HTTP. params
// points to the params of the operation, such as *GetPetParams; the operation gets
// them as the interceptor leaves them. next runs the operation: once, several times,
// or not at all. Its result and that of the interceptor have the type of the result
// of the operation, such as *Pet, or are nil.
type Interceptor func(ctx context.Context, op *Operation, params any, next func(context.Context) (any, error)) (any, error)

// Intercepted runs an operation with a result within interceptors, the first one
// outermost.
func Intercepted[P, R any](ctx context.Context, with []Interceptor, op *Endpoint, params *P, call func(context.Context, P) (R, error)) (R, error) {
	got, err := around(ctx, with, op, params, func(ctx context.Context) (any, error) { return call(ctx, *params) })
	result, ok := got.(R)
	if !ok && got != nil && err == nil {
		err = fmt.Errorf("%s: an interceptor returned a result of type %T, expected %s", op.ID, got, fmt.Sprintf("%T", new(R))[1:])
	}
	return result, err
}

// InterceptedEmpty is [Intercepted] for operations without a result.
func InterceptedEmpty[P any](ctx context.Context, with []Interceptor, op *Endpoint, params *P, call func(context.Context, P) error) error {
	got, err := around(ctx, with, op, params, func(ctx context.Context) (any, error) { return nil, call(ctx, *params) })
	if got != nil && err == nil {
		err = fmt.Errorf("%s: an interceptor returned a result of type %T, but the operation has no result", op.ID, got)
	}
	return err
}

// around runs a call within interceptors.
func around(ctx context.Context, with []Interceptor, op *Endpoint, params any, call func(context.Context) (any, error)) (any, error) {
	for _, intercept := range slices.Backward(with) {
		next := call
		call = func(ctx context.Context) (any, error) { return intercept(ctx, &op.Operation, params, next) }
	}
	return call(ctx)
}
