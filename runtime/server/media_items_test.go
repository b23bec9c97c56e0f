package server

import (
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
)

// A writer of middleware that cannot flush gets all items.
func TestItemsWithoutFlush(t *testing.T) {
	w := httptest.NewRecorder()
	items := iter.Seq2[int, error](func(yield func(int, error) bool) {
		_ = yield(1, nil) && yield(2, nil)
	})
	encode := func(dst []byte, v *int) ([]byte, error) { return append(dst, byte('0'+*v), '\n'), nil }
	config := &Config{Log: slog.New(slog.DiscardHandler)}
	err := sendItems(config, struct{ http.ResponseWriter }{w}, httptest.NewRequest("GET", "/", nil), 200, "application/x-ndjson", items, encode)
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
