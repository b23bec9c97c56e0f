package client

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"testing"

	"github.com/peergen/peergen/runtime/core"
)

// TestUnobserved checks that a call without observers allocates nothing for them.
func TestUnobserved(t *testing.T) {
	config := &Config{}
	op := &core.Endpoint{}
	ctx := t.Context()
	call := func() (err error) {
		observed, end := config.Observe(ctx, op)
		defer func() { end(err) }()
		if observed != ctx {
			err = errors.New("another context")
		}
		return err
	}
	if err := call(); err != nil {
		t.Error(err)
	}
	if n := testing.AllocsPerRun(100, func() { _ = call() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestObserverMayReturnNil returns neither a context nor a function.
func TestObserverMayReturnNil(t *testing.T) {
	config := &Config{}
	config.AddObserver(func(context.Context, http.Header, []slog.Attr) (context.Context, func([]slog.Attr, error)) {
		return nil, nil
	}) //nolint:nilnil // to be tried
	ctx, end := config.Observe(t.Context(), &core.Endpoint{})
	if end(nil); ctx == nil {
		t.Error("no context")
	}
}
