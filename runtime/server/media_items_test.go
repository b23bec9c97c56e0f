package server

import (
	"bytes"
	"errors"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/media"
)

// brokenWriter is the writer of a caller that is disconnected, or too slow.
type brokenWriter struct{ http.ResponseWriter }

func (brokenWriter) Write([]byte) (int, error) { return 0, os.ErrDeadlineExceeded }

// An error of writing parts is not logged, one of the operation is.
func TestErrorsOfParts(t *testing.T) {
	code := func(text *string, c *media.PartCodec) { c.Part.Content = strings.NewReader(*text) }
	parts := func(err error) iter.Seq2[string, error] {
		return func(yield func(string, error) bool) { _ = yield("a", nil) && yield("", err) }
	}
	for name, c := range map[string]struct {
		w    http.ResponseWriter
		err  error
		want string
	}{
		"writing":   {brokenWriter{httptest.NewRecorder()}, nil, ""},
		"operation": {httptest.NewRecorder(), errors.New("no more"), "no more"},
	} {
		var log bytes.Buffer
		config := &Config{Log: slog.New(slog.NewTextHandler(&log, nil))}
		func() {
			defer func() {
				if v := recover(); v != http.ErrAbortHandler {
					t.Errorf("%s: panic %v", name, v)
				}
			}()
			_ = WriteParts(exchangeOf(config, c.w), "multipart/mixed", parts(c.err), code)
		}()
		if got := log.String(); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: logged %q", name, got)
		}
	}
}

// exchangeOf returns an exchange with the status 200.
func exchangeOf(config *Config, w http.ResponseWriter) *Exchange {
	x := &Exchange{Status: 200}
	x.begin(config, w, httptest.NewRequest("GET", "/", nil), &core.Endpoint{})
	return x
}

// A writer of middleware that cannot flush gets all items.
func TestItemsWithoutFlush(t *testing.T) {
	w := httptest.NewRecorder()
	items := iter.Seq2[int, error](func(yield func(int, error) bool) {
		_ = yield(1, nil) && yield(2, nil)
	})
	encode := func(dst []byte, v *int) ([]byte, error) { return append(dst, byte('0'+*v), '\n'), nil }
	config := &Config{Log: slog.New(slog.DiscardHandler)}
	err := sendItems(exchangeOf(config, struct{ http.ResponseWriter }{w}), "application/x-ndjson", items, encode)
	if got := w.Body.String(); err != nil || got != "1\n2\n" {
		t.Errorf("%q, %v", got, err)
	}
}

// A negative limit allows empty bodies only.
func TestNegativeLimit(t *testing.T) {
	for _, n := range []int64{-1, -1 << 63} {
		var c Config
		WithMaxRequestBytes(n).ConfigureServer(&c)
		if c.MaxBody != 0 {
			t.Errorf("%d: %d", n, c.MaxBody)
		}
	}
}
