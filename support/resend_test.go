package support

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// hasty refuses the first token without having read the body, of which the client
// is still sending the rest.
func hasty(t *testing.T) (*clientConfig, *operation) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Bearer t1" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		n, err := io.Copy(io.Discard, r.Body)
		fmt.Fprintf(w, "%d %v", n, err)
	}))
	t.Cleanup(server.Close)
	tokens := 0
	source := func(context.Context) (string, time.Time, error) {
		tokens++
		return fmt.Sprintf("t%d", tokens), time.Time{}, nil
	}
	config := clientConfig{baseURL: server.URL, header: http.Header{}, maxBody: 1 << 20}.with([]ClientOption{withTokenSource("o", source)})
	op := &operation{id: "op", method: http.MethodPost, path: "/", security: []requirement{{{scheme: "o"}}}}
	if resp, err := config.send(t.Context(), op, &request{}); err != nil || resp.status != http.StatusUnauthorized { // now the token is kept
		t.Fatal(resp, err)
	}
	return &config, op
}

// Under -race: what is sent again is not what is still being sent.
func TestSentAgainWhileBeingSent(t *testing.T) {
	const size = 16 << 20
	for name, send := range map[string]func(*clientConfig, *operation) (*response, error){
		"json": func(c *clientConfig, op *operation) (*response, error) {
			return c.sendRenewing(t.Context(), op, &request{body: bytes.NewReader(make([]byte, size)), contentType: "a/b"})
		},
		"text, for a stream": func(c *clientConfig, op *operation) (*response, error) {
			r := &request{}
			r.setText("text/plain", strings.Repeat("a", size))
			resp, _, err := c.sendStreamRenewing(t.Context(), op, r, nil, nil)
			return resp, err
		},
		"stream": func(c *clientConfig, op *operation) (*response, error) {
			r := &request{}
			out := outgoingStream(r, "a/b", bytes.NewReader(make([]byte, size)))
			resp, _, err := c.sendStreamRenewing(t.Context(), op, r, out, nil)
			return resp, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			resp, err := send(hasty(t))
			if want := fmt.Sprintf("%d <nil>", size); err != nil || string(resp.body) != want {
				t.Errorf("%s, %v, want %s", resp.body, err, want)
			}
		})
	}
}

// A body that can be encoded is no reason to forget a parameter that cannot be.
func TestBodyKeepsErrorOfParameter(t *testing.T) {
	wrong := errors.New("wrong")
	code := func(c *jsonCodec, p *struct{}) {
		for o := c.object(); o.more(); {
		}
	}
	for name, set := range map[string]func(*request){
		"json":      func(r *request) { setBody(r, "application/json", new(struct{}), code) },
		"form":      func(r *request) { setForm(r, "application/x-www-form-urlencoded", new(struct{}), code, nil) },
		"xml":       func(r *request) { setXML(r, "application/xml", new(struct{}), code, xmlNode{name: "a"}) },
		"multipart": func(r *request) { setMultipart(r, "multipart/form-data", new(struct{}), code, nil, nil) },
	} {
		r := &request{}
		r.unsendable(wrong)
		if set(r); r.err != wrong {
			t.Errorf("%s: %v", name, r.err)
		}
	}
}
