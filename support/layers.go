package support

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// serverLayer is a group of operations that some requests go to first: those
// below another base path, or with the query that the document writes behind a
// path.
type serverLayer struct {
	basePath   string // "/" for none; "" for that of all operations
	query      string // "action=a&beta=true", or ""
	operations []*operation
	server     server
}

// layeredServer asks its layers in turn, and then the server of all operations.
type layeredServer struct {
	layers []serverLayer
	all    *server
}

func newLayeredServer(config *serverConfig, options []ServerOption, routes []route, layers []serverLayer) (http.Handler, error) {
	all, err := newServer(config, options, routes)
	if err != nil {
		return nil, err
	}
	for i := range layers {
		layer := &layers[i]
		layer.server.serverConfig = *config
		if layer.basePath != "" {
			layer.server.basePath = strings.TrimRight(layer.basePath, "/")
		}
		for j := range routes {
			if slices.Contains(layer.operations, routes[j].operation) {
				layer.server.router.add(&routes[j])
			}
		}
	}
	return &layeredServer{layers, all.(*server)}, nil
}

func (s *layeredServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for i := range s.layers {
		if s.layers[i].takes(r, &s.all.router) {
			s.layers[i].server.ServeHTTP(w, r)
			return
		}
	}
	s.all.ServeHTTP(w, r)
}

// takes reports whether a request is for the layer. A query distinguishes
// operations of one path: one with more literal text goes before.
func (l *serverLayer) takes(r *http.Request, all *router) bool {
	path, below := strings.CutPrefix(r.URL.EscapedPath(), l.server.basePath)
	if !below || !strings.HasPrefix(path, "/") || !hasQuery(r, l.query) {
		return false
	}
	found, _ := l.server.router.match(r.Method, path, nil)
	if l.basePath != "" {
		return found != nil || l.server.router.allowed(path) != ""
	}
	other, _ := all.match(r.Method, path, nil)
	return found != nil && other != nil && pathShape(found) == pathShape(other)
}

// hasQuery reports whether a request has all parts of a literal query.
func hasQuery(r *http.Request, query string) bool {
	wanted, _ := url.ParseQuery(query)
	if len(wanted) == 0 {
		return true
	}
	asked := r.URL.Query()
	for name, values := range wanted {
		for _, v := range values {
			if !slices.Contains(asked[name], v) {
				return false
			}
		}
	}
	return true
}

// pathShape is a path template without the names of its parameters.
func pathShape(r *route) string { return strings.Join(templateTexts(r.path, escapeLiteral), "{}") }
