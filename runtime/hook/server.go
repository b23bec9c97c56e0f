package hook

import (
	"net/http"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
	"github.com/peergen/peergen/runtime/server"
)

// LenientPart is leniently for the parts of a stream.
func LenientPart[T any](code func(*T, *media.PartCodec)) func(*T, *media.PartCodec) {
	return func(v *T, c *media.PartCodec) {
		c.Strict = false
		code(v, c)
	}
}

// Handlers makes handlers that know no paths: who mounts them decides where.
type Handlers struct {
	*server.Handler
	Err error // the first one
}

func NewHandlers(config *server.Config, options []server.Option) *Handlers {
	for _, option := range options {
		option(config)
	}
	return &Handlers{Handler: &server.Handler{Config: *config}}
}

// ForRoutes returns the handler that serves the operations of one hook.
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
	defer h.Recover(w, r, found)
	if err := found.Serve(w, r, nil); err != nil {
		h.Fail(w, r, found, err)
	}
}

// serving is the route of a method, nil for none. GET serves HEAD as well.
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

// allowed are the methods that the hook answers to, as Allow has them.
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

// Lenient reads a value as a client does: what the sender has learned since is
// no reason to refuse the rest.
func Lenient[T any](code func(*json.Codec, *T)) func(*json.Codec, *T) {
	return func(c *json.Codec, p *T) {
		c.Strict = false
		code(c, p)
	}
}
