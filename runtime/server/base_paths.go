package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Group is a group of operations that is tried first: those below another base
// path, or with the query that the document includes in a path.
type Group struct {
	BasePath   string // "/" for an empty one; "" for that of all operations
	Query      string // "action=a&beta=true", or ""
	Operations []*core.Endpoint
	server     Handler
}

// groupedServer tries its groups in order, then the handler of all operations.
type groupedServer struct {
	groups []Group
	all    *Handler
}

// NewGrouped returns a handler with groups.
func NewGrouped(config *Config, options []Option, routes []Route, groups []Group) (http.Handler, error) {
	all, err := New(config, options, routes)
	if err != nil {
		return nil, err
	}
	for i := range groups {
		group := &groups[i]
		group.server.Config = *config
		if group.BasePath != "" {
			group.server.BasePath = strings.TrimRight(group.BasePath, "/")
		}
		for j := range routes {
			if slices.Contains(group.Operations, routes[j].Endpoint) {
				found := routes[j]
				found.pattern = found.Method + " " + group.server.BasePath + found.Path
				group.server.router.add(&found)
			}
		}
	}
	return &groupedServer{groups, all.(*Handler)}, nil
}

// ServeHTTP passes a request to the first group that takes it.
func (s *groupedServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for i := range s.groups {
		if s.groups[i].takes(r, &s.all.router) {
			s.groups[i].server.ServeHTTP(w, r)
			return
		}
	}
	s.all.ServeHTTP(w, r)
}

// takes reports whether a request belongs to the group. A query distinguishes
// operations with one path; the path with more literal text has priority.
func (g *Group) takes(r *http.Request, all *router) bool {
	path, below := strings.CutPrefix(escapedPath(r.URL), g.server.BasePath)
	if !below || !strings.HasPrefix(path, "/") || !hasQuery(r, g.Query) {
		return false
	}
	found, _ := g.server.router.match(r.Method, path, nil)
	if g.BasePath != "" {
		return found != nil || g.server.router.allowed(path) != ""
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

// pathShape returns a path template without the names of its parameters.
func pathShape(r *Route) string { return strings.Join(templateTexts(r.Path, EscapeLiteral), "{}") }
