package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
)

// inMemory calls ServeHTTP with a request and a response writer that cost
// almost nothing.
func inMemory(body *Body, newHandler func() (http.Handler, error)) starter {
	return func() (func() error, func(), error) {
		h, err := newHandler()
		if err != nil {
			return nil, nil, err
		}
		w := &recorder{header: http.Header{}}
		do := func(r *http.Request, want int) error {
			w.reset()
			h.ServeHTTP(w, r)
			if w.status != want {
				return fmt.Errorf("status %d, want %d", w.status, want)
			}
			return nil
		}
		r, err := newRequest("http://example.com")
		if err != nil {
			return nil, nil, err
		}
		stranger := r.Clone(context.Background())
		stranger.Header.Del("Authorization")
		if err := do(stranger, http.StatusUnauthorized); err != nil {
			return nil, nil, fmt.Errorf("without a token: %w", err)
		}
		w.keep = new(bytes.Buffer)
		if err := do(r, http.StatusOK); err != nil {
			return nil, nil, err
		}
		err = body.checkJSON(w.keep.Bytes())
		w.keep = nil
		return func() error { return do(r, http.StatusOK) }, nothing, err
	}
}

// overLoopback sends the request through net/http to a listening server and
// reads the response.
func overLoopback(body *Body, newHandler func() (http.Handler, error)) starter {
	return func() (func() error, func(), error) {
		h, err := newHandler()
		if err != nil {
			return nil, nil, err
		}
		server := httptest.NewServer(h)
		r, err := newRequest(server.URL)
		if err != nil {
			server.Close()
			return nil, nil, err
		}
		do := func(to io.Writer) error {
			resp, err := server.Client().Do(r)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				return fmt.Errorf("status %d", resp.StatusCode)
			}
			_, err = io.Copy(to, resp.Body)
			return err
		}
		var first bytes.Buffer
		if err = do(&first); err == nil {
			err = body.checkJSON(first.Bytes())
		}
		if err != nil {
			server.Close()
			return nil, nil, err
		}
		return func() error { return do(io.Discard) }, server.Close, nil
	}
}

func newRequest(server string) (*http.Request, error) {
	r, err := http.NewRequest(http.MethodGet, server+path+"?filters="+filters, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	return r, nil
}

// recorder is a ResponseWriter without a connection. It keeps the body only if
// keep is set.
type recorder struct {
	header http.Header
	status int
	keep   *bytes.Buffer
}

func (w *recorder) reset() {
	clear(w.header)
	w.status = 0
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *recorder) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	if w.keep != nil {
		w.keep.Write(p)
	}
	return len(p), nil
}
