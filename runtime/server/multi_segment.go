package server

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// multiSegmentServer serves paths with parameters that may contain slashes:
// {+name}. The router splits paths at slashes, so slashes within such a
// parameter are passed to it as %2F. Paths that the router finds without that
// have priority.
type multiSegmentServer struct {
	all       http.Handler
	basePaths []string
	router    router
	paths     []multiSegmentPath // paths with more literal text first
}

// multiSegmentPath is a path with such parameters.
type multiSegmentPath struct {
	method  string
	literal int            // length of the literal text
	pattern *regexp.Regexp // its groups are the parameters
}

// NewMultiSegment wraps a handler.
func NewMultiSegment(all http.Handler, routes []Route, basePaths ...string) http.Handler {
	s := &multiSegmentServer{all: all, basePaths: basePaths}
	for i := range routes {
		s.router.add(&routes[i])
		if strings.Contains(routes[i].Path, "{+") {
			s.paths = append(s.paths, multiSegmentPathOf(&routes[i]))
		}
	}
	slices.SortStableFunc(s.paths, func(a, b multiSegmentPath) int { return b.literal - a.literal })
	return s
}

// multiSegmentPathOf parses a template: for /v1/{+name}/tags/{id} the pattern
// is ^/v1/(.+?)/tags/[^/]+$.
func multiSegmentPathOf(found *Route) multiSegmentPath {
	out := multiSegmentPath{method: found.Method}
	pattern := "^"
	texts := templateTexts(found.Path, func(text string) string {
		segments := strings.Split(text, "/")
		for i, segment := range segments {
			segments[i] = EscapeLiteral(unescapeTemplate(segment))
		}
		return strings.Join(segments, "/")
	})
	for i, expression := range strings.SplitAfter(found.Path, "{")[:len(texts)] {
		if i > 0 && strings.HasPrefix(expression, "+") {
			pattern += "(.+?)"
		} else if i > 0 {
			pattern += "[^/]+"
		}
		pattern, out.literal = pattern+regexp.QuoteMeta(texts[i]), out.literal+len(texts[i])
	}
	out.pattern = regexp.MustCompile(pattern + "$")
	return out
}

// ServeHTTP passes a request to the handler, with hidden slashes.
func (s *multiSegmentServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, base := range s.basePaths {
		path, below := strings.CutPrefix(escapedPath(r.URL), base)
		if !below || !strings.HasPrefix(path, "/") {
			continue
		}
		if hidden := s.hideSlashes(r.Method, path); hidden != "" {
			address := *r.URL
			address.RawPath = base + hidden
			r = r.WithContext(r.Context())
			r.URL = &address
			break
		}
	}
	s.all.ServeHTTP(w, r)
}

// hideSlashes returns the path for the router, or "" if it is found unchanged.
// A path that exists with another method is also returned, so that the response
// is 405.
func (s *multiSegmentServer) hideSlashes(method, path string) string {
	if found, _ := s.router.match(method, path, nil); found != nil {
		return ""
	}
	if method == http.MethodHead {
		method = http.MethodGet
	}
	other := ""
	for _, p := range s.paths {
		hidden := p.hideSlashes(path)
		if hidden != "" && p.method == method {
			return hidden
		}
		if other == "" {
			other = hidden
		}
	}
	return other
}

// hideSlashes returns a path with hidden slashes, or "" if it does not match.
// Values with the segments . and .. do not match.
func (p *multiSegmentPath) hideSlashes(path string) string {
	found := p.pattern.FindStringSubmatchIndex(path)
	if found == nil {
		return ""
	}
	out, end := "", 0
	for i := 2; i < len(found); i += 2 {
		value := path[found[i]:found[i+1]]
		for segment := range strings.SplitSeq(value, "/") {
			if segment == "." || segment == ".." {
				return ""
			}
		}
		out, end = out+path[end:found[i]]+strings.ReplaceAll(value, "/", url.PathEscape("/")), found[i+1]
	}
	return out + path[end:]
}
