package hook

import (
	"net/http"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/server"
)

// Handlers makes handlers that ignore paths: whoever mounts them chooses the
// path.
type Handlers struct {
	*server.Handler
	Err error // first error
}

// NewHandlers returns a Handlers with options applied.
func NewHandlers(config *server.Config, options []server.Option) *Handlers {
	err := config.Apply(options)
	config.FromAPI = true
	return &Handlers{Handler: &server.Handler{Config: *config}, Err: err}
}

// ForRoutes returns the handler of the operations of one webhook or callback.
func (s *Handlers) ForRoutes(routes []server.Route) http.Handler {
	for i := range routes {
		if err := s.Prepare(&routes[i]); err != nil && s.Err == nil {
			s.Err = err
		}
	}
	return &handler{s.Handler, routes}
}

// handler has one route per method.
type handler struct {
	*server.Handler
	routes []server.Route
}

// ServeHTTP serves the route of the method.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	found := h.serving(r.Method)
	if found == nil {
		w.Header().Set("Allow", h.allowed())
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		h.Fail(w, r, nil, &core.APIError{StatusCode: http.StatusMethodNotAllowed})
		return
	}
	h.Run(w, r, found, new(server.Exchange))
}

// serving returns the route of a method, or nil. GET also serves HEAD.
func (h *handler) serving(method string) *server.Route {
	i := slices.IndexFunc(h.routes, func(found server.Route) bool { return found.Method == method })
	if i < 0 && method == http.MethodHead {
		return h.serving(http.MethodGet)
	}
	if i < 0 {
		return nil
	}
	return &h.routes[i]
}

// allowed returns the methods in the form of the header Allow.
func (h *handler) allowed() string {
	methods := []string{http.MethodOptions}
	for _, found := range h.routes {
		methods = append(methods, found.Method)
		if found.Method == http.MethodGet {
			methods = append(methods, http.MethodHead)
		}
	}
	slices.Sort(methods)
	return strings.Join(slices.Compact(methods), ", ")
}
