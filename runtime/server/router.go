package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// router finds the route of a path, segment by segment: literal text before
// templates, and templates with more text first. Paths stay escaped, so that an
// escaped slash, or an escape of other text of a template, never separates.
type router struct {
	root    node
	methods []string // of all routes, and HEAD; sorted
}

// node is a position in the tree of segments.
type node struct {
	literals  map[string]*node
	templates []template
	routes    []*Route // the first one serves, if several differ in parameter names only
}

// template is a segment with parameters: "{id}", "{id}.json", "{a}-{b}".
type template struct {
	texts  []string // before, between and after the parameters, escaped
	weight int      // length of the texts; higher ones are tried first
	next   *node
}

// add adds a route.
func (r *router) add(found *Route) {
	n := &r.root
	for _, segment := range strings.Split(strings.TrimPrefix(found.Path, "/"), "/") {
		n = n.child(unescapeTemplate(segment))
	}
	n.routes = append(n.routes, found)
	r.methods = slices.Compact(slices.Sorted(slices.Values(append(r.methods, found.Method, http.MethodHead))))
}

// child returns the node of a segment of a path template.
func (n *node) child(segment string) *node {
	texts := templateTexts(segment, EscapeLiteral)
	if len(texts) == 1 {
		if n.literals == nil {
			n.literals = map[string]*node{}
		}
		if n.literals[segment] == nil {
			n.literals[segment] = &node{}
		}
		return n.literals[segment]
	}
	for _, t := range n.templates {
		if slices.Equal(t.texts, texts) {
			return t.next
		}
	}
	next := &node{}
	n.templates = append(n.templates, template{texts, len(strings.Join(texts, "")), next})
	if all := templateTexts(segment, url.PathEscape); !slices.Equal(all, texts) { // for clients that escape all they can
		n.templates = append(n.templates, template{all, -1, next})
	}
	slices.SortStableFunc(n.templates, func(a, b template) int { return b.weight - a.weight })
	return next
}

// unescapeTemplate returns a segment of a path template without escapes, unless they
// are of braces. Text with a percent sign that is not an escape is returned
// unchanged.
func unescapeTemplate(segment string) string {
	text, err := url.PathUnescape(segment)
	if err != nil || strings.Count(text, "{") != strings.Count(segment, "{") {
		return segment
	}
	return text
}

// EscapeLiteral escapes literal text of a path template. It does not escape
// characters that RFC 3986 allows in a segment; their escapes are part of
// values.
func EscapeLiteral(text string) string {
	return strings.NewReplacer("%21", "!", "%27", "'", "%28", "(", "%29", ")", "%2A", "*", "%2C", ",", "%3B", ";").Replace(url.PathEscape(text))
}

// templateTexts returns the texts around the parameters: "{a}-{b}.json" has "",
// "-" and ".json".
func templateTexts(segment string, escape func(string) string) []string {
	var texts []string
	for {
		before, rest, open := strings.Cut(segment, "{")
		_, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			return append(texts, escape(segment))
		}
		texts, segment = append(texts, escape(before)), after
	}
}

// match returns the route and its parameters, still escaped, appended to
// params.
func (r *router) match(method, path string, params []string) (*Route, []string) {
	return r.root.match(method, path[1:], true, params)
}

// match continues with the rest of a path, if there is more. GET also serves
// HEAD.
func (n *node) match(method, path string, more bool, params []string) (*Route, []string) {
	if !more {
		if i := slices.IndexFunc(n.routes, func(r *Route) bool { return r.Method == method }); i >= 0 {
			return n.routes[i], params
		} else if method == http.MethodHead {
			return n.match(http.MethodGet, path, more, params)
		}
		return nil, params
	}
	segment, rest, more := strings.Cut(path, "/")
	text, err := url.PathUnescape(segment)
	if next := n.literals[text]; next != nil && err == nil {
		if found, out := next.match(method, rest, more, params); found != nil {
			return found, out
		}
	}
	for _, t := range n.templates {
		if captured, ok := t.capture(segment, params); ok {
			if found, out := t.next.match(method, rest, more, captured); found != nil {
				return found, out
			}
		}
	}
	return nil, params
}

// escapedPath returns the path of a request as it was sent. Most paths have nothing to
// escape.
func escapedPath(u *url.URL) string {
	if u.RawPath != "" || strings.ContainsFunc(u.Path, mayBeEscaped) {
		return u.EscapedPath()
	}
	return u.Path
}

// mayBeEscaped reports whether a character of a path may be sent escaped.
func mayBeEscaped(c rune) bool {
	return (c < 'a' || c > 'z') && (c < '-' || c > ':') && (c < 'A' || c > 'Z') && c != '_' && c != '~'
}

// capture returns the parameters of a segment. A parameter is not empty; of
// several, the earlier ones are as short as possible. The segments . and .. are
// not matched.
func (t *template) capture(segment string, params []string) ([]string, bool) {
	rest, ok := strings.CutPrefix(segment, t.texts[0])
	for i, text := range t.texts[1:] {
		end := len(rest) - len(text)
		if i < len(t.texts)-2 {
			for end = letterAt(rest); end < len(rest) && !strings.HasPrefix(rest[end:], text); {
				end += letterAt(rest[end:])
			}
		}
		if !ok || end < 1 || segment == "." || segment == ".." || !strings.HasPrefix(rest[end:], text) {
			return params, false
		}
		params, rest = append(params, rest[:end]), rest[end+len(text):]
	}
	return params, ok
}

// letterAt returns the length of the first letter of an escaped text, with all
// its bytes.
func letterAt(text string) int {
	n := 1
	if strings.HasPrefix(text, "%") {
		for n = 3; n+1 < len(text) && text[n] == '%' && strings.IndexByte("89ABab", text[n+1]) >= 0; {
			n += 3
		}
	}
	return min(n, len(text))
}

// allowed returns the methods of a path in the form of the header Allow, or "".
func (r *router) allowed(path string) string {
	var methods []string
	for _, method := range r.methods {
		if found, _ := r.match(method, path, nil); found != nil {
			methods = append(methods, method, http.MethodOptions)
		}
	}
	slices.Sort(methods)
	return strings.Join(slices.Compact(methods), ", ")
}
