package support

import (
	"net/http"
	"slices"
	"strings"
)

// hookServer makes handlers that know no paths: who mounts them decides where.
type hookServer struct {
	*server
	err error // the first one
}

func newHookServer(config *serverConfig, options []ServerOption) *hookServer {
	for _, option := range options {
		option(config)
	}
	return &hookServer{server: &server{serverConfig: *config}}
}

// handler serves the operations of one hook.
func (s *hookServer) handler(routes []route) http.Handler {
	for i := range routes {
		if err := s.prepare(&routes[i]); err != nil && s.err == nil {
			s.err = err
		}
	}
	return &hookHandler{s.server, routes}
}

// hookHandler has one route per method.
type hookHandler struct {
	*server
	routes []route
}

func (h *hookHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	found := h.serving(r.Method)
	if found == nil {
		w.Header().Set("Allow", h.allowed())
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		h.fail(w, r, nil, &APIError{StatusCode: http.StatusMethodNotAllowed})
		return
	}
	defer h.recover(w, r, found)
	if err := found.serve(w, r, nil); err != nil {
		h.fail(w, r, found, err)
	}
}

// serving is the route of a method, nil for none. GET serves HEAD as well.
func (h *hookHandler) serving(method string) *route {
	i := slices.IndexFunc(h.routes, func(found route) bool { return found.method == method })
	if i < 0 && method == http.MethodHead {
		return h.serving(http.MethodGet)
	}
	if i < 0 {
		return nil
	}
	return &h.routes[i]
}

// allowed are the methods that the hook answers to, as Allow has them.
func (h *hookHandler) allowed() string {
	methods := []string{http.MethodOptions}
	for _, found := range h.routes {
		methods = append(methods, found.method)
		if found.method == http.MethodGet {
			methods = append(methods, http.MethodHead)
		}
	}
	slices.Sort(methods)
	return strings.Join(slices.Compact(methods), ", ")
}

// leniently reads a value as a client does: what the sender has learned since is
// no reason to refuse the rest.
func leniently[T any](code func(*jsonCodec, *T)) func(*jsonCodec, *T) {
	return func(c *jsonCodec, p *T) {
		c.strict = false
		code(c, p)
	}
}
