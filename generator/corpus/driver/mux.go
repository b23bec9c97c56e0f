package driver

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
)

// Mux routes as http.ServeMux does, which panics over two patterns that overlap
// and over those it cannot read. This one gives the second of two a mux of its
// own, asked where the first has no route, and keeps what was said in Refused.
type Mux struct {
	Refused []Refusal
	muxes   []*http.ServeMux
}

// Refusal is a pattern that http.ServeMux has panicked over; Lost is one that it
// cannot have at all.
type Refusal struct {
	Pattern string
	Reason  any
	Lost    bool
}

// HandleFunc is for the router that oapi-codegen's servers are registered with.
func (m *Mux) HandleFunc(pattern string, handler func(http.ResponseWriter, *http.Request)) {
	var reason any
	for _, mux := range m.muxes {
		failed := register(mux, pattern, handler)
		if failed == nil {
			m.refuse(pattern, reason, false)
			return
		}
		reason = failed
	}
	mux := http.NewServeMux()
	failed := register(mux, pattern, handler)
	if failed != nil {
		reason = failed
	} else {
		m.muxes = append(m.muxes, mux)
	}
	m.refuse(pattern, reason, failed != nil)
}

func (m *Mux) refuse(pattern string, reason any, lost bool) {
	if reason != nil {
		m.Refused = append(m.Refused, Refusal{pattern, reason, lost})
	}
}

// register answers what a mux panics with.
func register(mux *http.ServeMux, pattern string, handler func(http.ResponseWriter, *http.Request)) (failed any) {
	defer func() { failed = recover() }()
	mux.HandleFunc(pattern, handler)
	return nil
}

// lost is the refusal of a route that there is none for, whatever its parameters
// are called.
func (m *Mux) lost(route string) (refused Refusal, ok bool) {
	i := slices.IndexFunc(m.Refused, func(r Refusal) bool {
		return r.Lost && parameter.ReplaceAllString(r.Pattern, "{}") == parameter.ReplaceAllString(route, "{}")
	})
	if i < 0 {
		return Refusal{}, false
	}
	return m.Refused[i], true
}

var parameter = regexp.MustCompile(`\{[^{}]*\}`)

func (r Refusal) String() string { return fmt.Sprintf("refused as the server starts: %.60v", r.Reason) }

func (m *Mux) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, mux := range m.muxes {
		if _, pattern := mux.Handler(r); pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
	}
	if len(m.muxes) > 0 {
		m.muxes[0].ServeHTTP(w, r)
		return
	}
	http.NotFound(w, r)
}
