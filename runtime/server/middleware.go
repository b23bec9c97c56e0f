package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/peergen/peergen/runtime/core"
)

// WithMiddleware wraps the handler of each operation. wrap is called once for each
// operation, when the server is made. What it returns runs before credentials and
// parameters are read, and sees the response, also that of errors and panics; it must
// pass on the context of the request, or one made from it, which the operation and the function of
// [WithErrors] get. Of several, the first one is outermost.
func WithMiddleware(wrap func(*core.Operation, http.Handler) http.Handler) Option {
	return optionFunc(func(c *Config) { c.wraps = append(c.wraps, wrap) })
}

// wrap sets the handler of a route.
func (s *Handler) wrap(found *Route) error {
	inner := *found
	inner.inner = true
	var handler http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path, _ := r.Context().Value(pathKey{}).([]string)
		s.Run(w, r, &inner, &Exchange{path: path})
	})
	for _, wrap := range slices.Backward(s.wraps) {
		if handler = wrap(&found.Operation, handler); handler == nil {
			return fmt.Errorf("WithMiddleware: no handler for %s", found.ID)
		}
	}
	found.handler = handler
	return nil
}

// pathKey is the context key of the path parameters, escaped.
type pathKey struct{}

// withPath returns a request for the handler of a route.
func withPath(r *http.Request, found *Route, path []string) *http.Request {
	return r.WithContext(context.WithValue(core.WithOperation(r.Context(), found.Endpoint), pathKey{}, path))
}
