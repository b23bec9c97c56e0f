package server

import (
	"bytes"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/core"
)

// A server that cannot keep a file reports that as its own error, and no path to the caller.
func TestFilesThatCannotBeKept(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, missing)
	}
	var body, log bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", "a.bin")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(make([]byte, memoryForFiles+1)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	config := NewConfig("", nil)
	serve := func(x *Exchange) error {
		_, err := x.ReadMultipart(true, "multipart/form-data")
		return err
	}
	handler, err := New(&config, []Option{WithLogger(slog.New(slog.NewTextHandler(&log, nil))), WithMaxRequestBytes(1 << 30)},
		[]Route{{Endpoint: &core.Endpoint{Operation: core.Operation{Method: "POST", Path: "/files"}}, Serve: serve}})
	if err != nil {
		t.Fatal(err)
	}
	reply := httptest.NewRecorder()
	r := httptest.NewRequest("POST", "/files", &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	handler.ServeHTTP(reply, r)
	if text := reply.Body.String(); reply.Code != http.StatusInternalServerError || strings.Contains(text, missing) || strings.Contains(text, "multipart-") {
		t.Errorf("%d %s", reply.Code, text)
	}
	if !strings.Contains(log.String(), missing) {
		t.Errorf("logged %s", log.String())
	}
}
