package core

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Observe is called at the start of what is observed, and the function that it
// returns at the end.
type Observe func(ctx context.Context, header http.Header, start []slog.Attr) (context.Context, func(end []slog.Attr, err error))

// Kinds of what is observed, and the attribute with the kind.
const (
	KindAttr    = "peergen.kind"
	KindCall    = "call"
	KindTry     = "try"
	KindRequest = "request"
)

// OperationAttrs returns the attributes with which an observation starts. op is nil
// for requests without an operation.
func OperationAttrs(kind string, op *Operation, method string) []slog.Attr {
	attrs := []slog.Attr{slog.String(KindAttr, kind), slog.String("http.request.method", method)}
	if op != nil {
		attrs = append(attrs, slog.String("peergen.operation", op.ID))
	}
	return attrs
}

// Observers are functions that observe the same.
type Observers []Observe

// Start starts an observation by all of them.
func (o Observers) Start(ctx context.Context, header http.Header, start []slog.Attr) (context.Context, func(end []slog.Attr, err error)) {
	ends := make([]func([]slog.Attr, error), 0, len(o))
	for _, observe := range o {
		observed, end := observe(ctx, header, slices.Clip(start))
		if observed != nil {
			ctx = observed
		}
		if end != nil {
			ends = append(ends, end)
		}
	}
	return ctx, func(end []slog.Attr, err error) {
		if err != nil {
			end = append(end, slog.String("error.type", errorType(err)))
		}
		for _, f := range slices.Backward(ends) {
			f(slices.Clip(end), err)
		}
	}
}

// errorType returns a word for an error: the status, or the Go type of the innermost
// error. Unlike its text, it has nothing of a request or a response.
func errorType(err error) string {
	var e *APIError
	switch {
	case errors.As(err, &e) && e.Err == nil:
		return strconv.Itoa(e.StatusCode)
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.Is(err, context.Canceled):
		return "canceled"
	}
	for errors.Unwrap(err) != nil {
		err = errors.Unwrap(err)
	}
	return fmt.Sprintf("%T", err)
}

// RequestLog returns an observer that logs, at the end, the attributes of an
// observation, its duration, and the headers with the given names, except those that
// have credentials: the usual ones and secret.
func RequestLog(log *slog.Logger, headers []string, secret ...string) Observe {
	secret = append(secret, "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie")
	var names []string
	for _, name := range headers {
		if name = http.CanonicalHeaderKey(name); !slices.ContainsFunc(secret, func(s string) bool { return http.CanonicalHeaderKey(s) == name }) {
			names = append(names, name)
		}
	}
	return func(ctx context.Context, header http.Header, start []slog.Attr) (context.Context, func([]slog.Attr, error)) {
		level, began := slog.LevelInfo, time.Now()
		if start[0].Value.String() == KindTry {
			level = slog.LevelDebug
		}
		if !log.Enabled(ctx, level) && !log.Enabled(ctx, slog.LevelError) {
			return ctx, nil
		}
		var found []any
		for _, name := range names {
			if values := header[name]; len(values) > 0 {
				found = append(found, slog.Any(name, values))
			}
		}
		return ctx, func(end []slog.Attr, err error) {
			attrs := slices.Concat(start, end, []slog.Attr{slog.Duration("duration", time.Since(began))})
			if len(found) > 0 {
				attrs = append(attrs, slog.Group("headers", found...))
			}
			if err != nil && level == slog.LevelInfo && !isRefused(err) {
				level = slog.LevelError
			}
			log.LogAttrs(ctx, level, "observed "+start[0].Value.String(), attrs...)
		}
	}
}

// isRefused reports whether an error has a status of the class 4.
func isRefused(err error) bool {
	var e *APIError
	return errors.As(err, &e) && e.StatusCode/100 == 4
}
