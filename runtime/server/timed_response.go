package server

import (
	"net/http"
	"sync"
	"time"
)

// timedResponse is a response that drops what is written if it expires before it begins.
type timedResponse struct {
	to   http.ResponseWriter
	seen observedResponse // of the operation

	mu      sync.Mutex
	header  http.Header // until the response begins
	begun   bool
	expired bool
}

// Header returns the header of the response, or one that is unused if it is too late.
func (w *timedResponse) Header() http.Header {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.begun {
		return w.to.Header()
	}
	return w.header
}

// WriteHeader begins the response, unless the status is informational.
func (w *timedResponse) WriteHeader(status int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.expired {
		return
	}
	if !w.begun {
		to := w.to.Header()
		clear(to)
		for name, values := range w.header {
			to[name] = values
		}
	}
	w.begun = w.begun || status >= 200 || status == http.StatusSwitchingProtocols
	w.to.WriteHeader(status)
}

// Write begins the response with the status 200 if it has not begun.
func (w *timedResponse) Write(p []byte) (int, error) {
	if !w.isBegun() {
		w.WriteHeader(http.StatusOK)
	}
	if !w.isBegun() {
		return 0, http.ErrHandlerTimeout
	}
	return w.to.Write(p)
}

// FlushError implements what [http.ResponseController] looks for.
func (w *timedResponse) FlushError() error {
	if !w.isBegun() {
		w.WriteHeader(http.StatusOK)
	}
	return w.control(func(c *http.ResponseController) error { return c.Flush() })
}

// EnableFullDuplex implements what [http.ResponseController] looks for.
func (w *timedResponse) EnableFullDuplex() error {
	return w.control(func(c *http.ResponseController) error { return c.EnableFullDuplex() })
}

// SetReadDeadline implements what [http.ResponseController] looks for.
func (w *timedResponse) SetReadDeadline(deadline time.Time) error {
	return w.control(func(c *http.ResponseController) error { return c.SetReadDeadline(deadline) })
}

// SetWriteDeadline implements what [http.ResponseController] looks for.
func (w *timedResponse) SetWriteDeadline(deadline time.Time) error {
	return w.control(func(c *http.ResponseController) error { return c.SetWriteDeadline(deadline) })
}

// control calls f, unless it is too late.
func (w *timedResponse) control(f func(*http.ResponseController) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.expired {
		return http.ErrHandlerTimeout
	}
	return f(http.NewResponseController(w.to))
}

// end begins a response without a body.
func (w *timedResponse) end() {
	if !w.isBegun() {
		w.WriteHeader(http.StatusOK)
	}
}

// isBegun reports whether the response has begun.
func (w *timedResponse) isBegun() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.begun
}

// expire expires the response, unless it has begun. It reports whether it is expired.
func (w *timedResponse) expire() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.expired = !w.begun
	return w.expired
}
