package driver

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
)

// Mux routes like http.ServeMux, which panics for a pattern that overlaps with
// another one and for patterns that it cannot parse. Mux registers such a
// pattern with a second http.ServeMux, which is used if the first one has no
// route, and records the panic in Refused.
type Mux struct {
	Refused []Refusal
	muxes   []*http.ServeMux
}

// Refusal is a pattern for which http.ServeMux panicked. Lost is set if no
// http.ServeMux supports it.
type Refusal struct {
	Pattern string
	Reason  any
	Lost    bool
}

// HandleFunc has the signature of the router that oapi-codegen's servers use.
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

// register returns the panic of a mux as an error.
func register(mux *http.ServeMux, pattern string, handler func(http.ResponseWriter, *http.Request)) (failed any) {
	defer func() { failed = recover() }()
	mux.HandleFunc(pattern, handler)
	return nil
}

// lost returns the refusal of a route without a registered pattern. Parameter
// names are ignored.
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
