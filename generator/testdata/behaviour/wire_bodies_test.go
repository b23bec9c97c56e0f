package behaviour

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/wire"
)

func (wired) AddText(context.Context, wire.AddTextParams) error     { return nil }
func (wired) AddForm(context.Context, wire.AddFormParams) error     { return nil }
func (wired) AddJSON(context.Context, wire.AddJSONParams) error     { return nil }
func (wired) AddXML(context.Context, wire.AddXMLParams) error       { return nil }
func (wired) AddParts(context.Context, wire.AddPartsParams) error   { return nil }
func (wired) AddEither(context.Context, wire.AddEitherParams) error { return nil }

func (wired) AddBytes(_ context.Context, params wire.AddBytesParams) error {
	_, err := io.Copy(io.Discard, params.Body)
	return err
}

func (wired) AddItems(_ context.Context, params wire.AddItemsParams) error {
	for _, err := range params.Body {
		if err != nil {
			return fmt.Errorf("reading the pages: %w", err)
		}
	}
	return nil
}

// A request without its required body is refused in any content type. An empty text,
// form or file is a body.
func TestMissingBody(t *testing.T) {
	client, base := newWire(t, wired{})
	_, lenient := newWire(t, wired{}, wire.WithLenientRequests())
	const missing = `"errors":[{"in":"body","name":"","keyword":"required","message":"is required"}]`
	for path, contentType := range map[string]string{
		"text": "text/plain", "form": "application/x-www-form-urlencoded", "bytes": "application/octet-stream", "json": "application/json",
		"xml": "application/xml", "parts": "multipart/form-data; boundary=x", "items": "application/x-ndjson", "either": "application/json",
	} {
		isNeverEmpty := path == "json" || path == "xml" || path == "parts" || path == "either"
		resp, body := do(t, "POST", base+"/bodies/"+path, "")
		if resp.StatusCode != 400 || !strings.Contains(body, missing) {
			t.Errorf("%s without a content type: %d %s", path, resp.StatusCode, body)
		}
		resp, body = do(t, "POST", base+"/bodies/"+path, "", "Content-Type", contentType)
		if isNeverEmpty != (resp.StatusCode == 400 && strings.Contains(body, missing)) {
			t.Errorf("%s that is empty: %d %s", path, resp.StatusCode, body)
		}
		if resp, body := do(t, "POST", lenient+"/bodies/"+path, ""); !isNeverEmpty && resp.StatusCode != 204 {
			t.Errorf("%s, lenient: %d %s", path, resp.StatusCode, body)
		}
	}
	for name, err := range map[string]error{
		"text":  client.AddText(t.Context(), wire.AddTextParams{}),
		"form":  client.AddForm(t.Context(), wire.AddFormParams{}),
		"bytes": client.AddBytes(t.Context(), wire.AddBytesParams{Body: http.NoBody}),
	} {
		if err != nil {
			t.Errorf("an empty %s: %v", name, err)
		}
	}
	if err := client.AddBytes(t.Context(), wire.AddBytesParams{}); !strings.Contains(errorText(err), missing) {
		t.Errorf("no reader: %v", err)
	}
}

// half sends the head of a request and the beginning of its body, and returns the
// response.
func half(t *testing.T, server *httptest.Server, path, head, body string, end bool) (*http.Response, string) {
	t.Helper()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, "POST "+path+" HTTP/1.1\r\nHost: example.com\r\n"+head+"\r\n\r\n"+body); err != nil {
		t.Fatal(err)
	}
	if end {
		if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
			t.Fatal(err)
		}
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(text)
}

// A request body that cannot be read to its end is an error of the caller: it is not
// logged, and the response has no text of the network.
func TestBrokenBodies(t *testing.T) {
	var log bytes.Buffer
	handler, err := wire.NewServer(wired{}, wire.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(handler)
	server.Config.ReadTimeout = 200 * time.Millisecond
	server.Start()
	defer server.Close()
	for path, content := range map[string][2]string{
		"json": {"application/json", `{"title":`}, "text": {"text/plain", "abc"}, "bytes": {"application/octet-stream", "abc"},
		"form": {"application/x-www-form-urlencoded", "a=b"}, "items": {"application/x-ndjson", "{\"title\":\"a\"}\n{"},
		"parts": {"multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data; name=a\r\n\r\nx"},
	} {
		for name, test := range map[string]struct {
			head, body string
			end        bool
			want       int
		}{
			"cut":         {"Content-Length: 1000", content[1], true, 400},
			"slow":        {"Content-Length: 1000", content[1], false, 408},
			"chunked":     {"Transfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n", len(content[1]), content[1]), true, 400},
			"bad chunk":   {"Transfer-Encoding: chunked", "zz\r\n" + content[1], true, 400},
			"slow chunks": {"Transfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n", len(content[1]), content[1]), false, 408},
		} {
			resp, text := half(t, server, "/bodies/"+path, "Content-Type: "+content[0]+"\r\n"+test.head, test.body, test.end)
			if resp.StatusCode != test.want || !strings.Contains(text, "the request body cannot be read to its end") || strings.Contains(text, "127.0.0.1") {
				t.Errorf("%s %s: %d %s", path, name, resp.StatusCode, text)
			}
		}
	}
	if log.Len() > 0 {
		t.Errorf("logged %s", log.String())
	}
}

// The sender of a body that is too large or of a wrong type does not get 100 Continue.
func TestNoContinueForRejectedBodies(t *testing.T) {
	handler, err := wire.NewServer(wired{}, wire.WithMaxRequestBytes(10))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	for path, contentType := range map[string]string{"json": "application/json", "text": "text/plain", "bytes": "application/octet-stream", "parts": "multipart/form-data; boundary=B", "either": "text/csv"} {
		for head, want := range map[string]int{
			"Content-Length: 11\r\nContent-Type: " + contentType: 413, "Content-Length: 5\r\nContent-Type: image/png": 415, "Content-Length: 5\r\nContent-Type: " + contentType: 100,
		} {
			if resp, text := half(t, server, "/bodies/"+path, "Expect: 100-continue\r\n"+head, "", true); resp.StatusCode != want {
				t.Errorf("%s, %s: %d %s", path, head, resp.StatusCode, text)
			}
		}
	}
}
