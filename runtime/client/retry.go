package client

import (
	"cmp"
	"crypto/rand"
	"encoding/binary"
	"net/http"
	"strconv"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// Retries configures when a client tries again. Fields that are zero have defaults.
//
// A request is tried again after a network error, and after the statuses 408, 425,
// 429, 500, 502, 503 and 504, if the operation is idempotent or the request has an
// idempotency key. Others are tried again only after 425 and 429, and if there was no
// connection to send them on. A body that cannot be read again is sent once, and so are
// most requests of a client that has had too many failures.
type Retries struct {
	Tries    int            // of one call, at most; the default is 3, and 1 turns retries off
	MinDelay time.Duration  // upper limit of the first delay, which doubles with each try; the default is 250 ms. Delays are random
	MaxDelay time.Duration  // upper limit of all delays; the default is 8 s
	MaxWait  time.Duration  // longest wait that a server may request, for example with Retry-After; the default is 1 min
	Decide   func(Try) bool // reports whether to try again; the default is the field Default of the Try
}

// Try is a try that failed: without a response, or with a status from 400.
type Try struct {
	Operation  *core.Operation // without an ID for Client.Do
	Number     int             // 1 is the first try of a call
	StatusCode int             // 0 without a response
	Header     http.Header     // of the response
	Err        error           // nil if the response is complete
	Default    bool            // the request is tried again unless Decide returns something else
}

// WithRetries configures when the client tries again. The default is Retries{}.
func WithRetries(retries Retries) Option { return OptionFunc(func(c *Config) { c.retries = retries }) }

// WithTimeout limits the time of a call, with all its tries and the waits between them.
// It ends when a result that is a stream is returned. There is no limit by default.
func WithTimeout(d time.Duration) Option { return OptionFunc(func(c *Config) { c.timeout = d }) }

// WithTryTimeout limits the time of each try, as [WithTimeout] does for a call.
func WithTryTimeout(d time.Duration) Option { return OptionFunc(func(c *Config) { c.tryTimeout = d }) }

// delay returns a random delay after a try.
func (p *Retries) delay(number int) time.Duration {
	limit := cmp.Or(p.MinDelay, 250*time.Millisecond)
	longest := max(limit, cmp.Or(p.MaxDelay, 8*time.Second))
	for ; number > 1 && limit < longest; number-- {
		limit = min(2*limit, longest)
	}
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails
	return time.Duration(binary.NativeEndian.Uint64(random[:]) % uint64(max(1, limit)))
}

// requestedWait returns how long to wait before the next try, if a response has it.
func requestedWait(status int, h http.Header) (time.Duration, bool) {
	if wait, ok := duration(h.Get("Retry-After-Ms"), time.Millisecond); ok {
		return wait, true
	}
	after := h.Get("Retry-After")
	if wait, ok := duration(after, time.Second); ok {
		return wait, true
	}
	if at, err := http.ParseTime(after); err == nil {
		now, err := http.ParseTime(h.Get("Date")) // the clock of the server
		if err != nil {
			now = time.Now()
		}
		return max(0, at.Sub(now)), true
	}
	if status != http.StatusTooManyRequests {
		return 0, false
	}
	return duration(h.Get("Ratelimit-Reset"), time.Second)
}

// duration parses a number of units, up to some years.
func duration(text string, unit time.Duration) (time.Duration, bool) {
	n, err := strconv.ParseFloat(text, 64)
	return time.Duration(min(n, 1e9) * float64(unit)), err == nil && n >= 0
}

// isIdempotent reports whether requests with a method are sent again.
func isIdempotent(method string) bool {
	switch method {
	case "", "GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE":
		return true
	}
	return false
}

// isTransient reports whether the status of a response may be another one next time.
// If refused, the request was not processed.
func isTransient(status int) (transient, refused bool) {
	switch status {
	case http.StatusTooEarly, http.StatusTooManyRequests:
		return true, true
	case http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true, false
	}
	return false, false
}
