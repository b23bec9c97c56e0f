package support

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// router finds the route of a path, segment by segment: literal text before
// templates, and of these those with more text first. Paths stay escaped while
// they are cut, so that an escaped slash never separates.
type router struct {
	root    node
	methods []string // of all routes, and HEAD; sorted
}

type node struct {
	literals  map[string]*node
	templates []template
	routes    map[string]*route // by method
}

// template is a segment with parameters: "{id}", "{id}.json", "{a}-{b}".
type template struct {
	texts []string // before, between and after the parameters
	next  *node
}

func (r *router) add(found *route) {
	n := &r.root
	for _, segment := range strings.Split(strings.TrimPrefix(found.path, "/"), "/") {
		n = n.child(segment)
	}
	if n.routes == nil {
		n.routes = map[string]*route{}
	}
	if n.routes[found.method] == nil { // of two that differ in names alone, the first
		n.routes[found.method] = found
	}
	r.methods = slices.Compact(slices.Sorted(slices.Values(append(r.methods, found.method, http.MethodHead))))
}

// child is where a segment of a path template leads.
func (n *node) child(segment string) *node {
	texts := templateTexts(segment)
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
	n.templates = append(n.templates, template{texts, next})
	slices.SortStableFunc(n.templates, func(a, b template) int { return len(strings.Join(b.texts, "")) - len(strings.Join(a.texts, "")) })
	return next
}

// templateTexts is what stands around the parameters, escaped: "{a}-{b}.json"
// has "", "-" and ".json".
func templateTexts(segment string) []string {
	var texts []string
	for {
		before, rest, open := strings.Cut(segment, "{")
		_, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			return append(texts, (&url.URL{Path: segment}).EscapedPath())
		}
		texts, segment = append(texts, (&url.URL{Path: before}).EscapedPath()), after
	}
}

// match answers the route and its parameters, unescaped, appended to params.
func (r *router) match(method, path string, params []string) (*route, []string) {
	return r.root.match(method, path[1:], true, params)
}

// match goes on with the rest of a path if there is more of it. Where it ends,
// GET serves HEAD as well.
func (n *node) match(method, path string, more bool, params []string) (*route, []string) {
	if !more {
		if found := n.routes[method]; found != nil || method != http.MethodHead {
			return found, params
		}
		return n.routes[http.MethodGet], params
	}
	segment, rest, more := strings.Cut(path, "/")
	text, err := url.PathUnescape(segment)
	if next := n.literals[text]; next != nil && err == nil {
		if found, out := next.match(method, rest, more, params); found != nil {
			return found, out
		}
	}
	for _, t := range n.templates {
		captured, ok := t.capture(segment, params)
		if !ok {
			continue
		}
		if found, out := t.next.match(method, rest, more, captured); found != nil {
			return found, out
		}
	}
	return nil, params
}

// capture cuts the parameters out of a segment. A parameter is never empty; of
// several, the earlier ones are as short as can be. Dots that climb are none.
func (t *template) capture(segment string, params []string) ([]string, bool) {
	rest, ok := strings.CutPrefix(segment, t.texts[0])
	for i, text := range t.texts[1:] {
		end := len(rest) - len(text)
		if i < len(t.texts)-2 {
			plain, _ := url.PathUnescape(rest)
			_, first := utf8.DecodeRuneInString(plain)
			if strings.HasPrefix(rest, "%") {
				first *= 3
			}
			end = first + strings.Index(rest[first:], text)
		}
		if !ok || end < 1 || segment == "." || segment == ".." || !strings.HasPrefix(rest[end:], text) {
			return params, false
		}
		value, err := url.PathUnescape(rest[:end])
		if err != nil {
			return params, false
		}
		params, rest = append(params, value), rest[end+len(text):]
	}
	return params, ok
}

// allowed are the methods that a path answers to, as Allow has them; "" for none.
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
