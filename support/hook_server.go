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
	var methods []string
	for i := range h.routes {
		found := &h.routes[i]
		if found.method != r.Method {
			methods = append(methods, found.method)
			continue
		}
		defer h.recover(w, r, found)
		if err := found.serve(w, r, nil); err != nil {
			h.fail(w, r, found, err)
		}
		return
	}
	slices.Sort(methods)
	h.fail(w, r, nil, &APIError{StatusCode: http.StatusMethodNotAllowed, Header: http.Header{"Allow": {strings.Join(methods, ", ")}}})
}
