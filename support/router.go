package support

import (
	"net/url"
	"slices"
	"strings"
)

// router finds the route of a path, segment by segment: literal text before
// templates, templates in the order of the document. Paths stay escaped while
// they are cut, so that an escaped slash never separates.
type router struct {
	root    node
	methods []string // of all routes, sorted
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
	n.routes[found.method] = found
	if i, known := slices.BinarySearch(r.methods, found.method); !known {
		r.methods = slices.Insert(r.methods, i, found.method)
	}
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
	n.templates = append(n.templates, template{texts, &node{}})
	return n.templates[len(n.templates)-1].next
}

// templateTexts is what stands around the parameters: "{a}-{b}.json" has "",
// "-" and ".json".
func templateTexts(segment string) []string {
	var texts []string
	for {
		before, rest, open := strings.Cut(segment, "{")
		_, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			return append(texts, segment)
		}
		texts, segment = append(texts, before), after
	}
}

// match answers the route and its parameters, unescaped, appended to params.
func (r *router) match(method, path string, params []string) (*route, []string) {
	return r.root.match(method, path[1:], params)
}

func (n *node) match(method, path string, params []string) (*route, []string) {
	segment, rest, more := strings.Cut(path, "/")
	if next := n.literals[literal(segment)]; next != nil {
		if found, out := next.follow(method, rest, more, params); found != nil {
			return found, out
		}
	}
	for _, t := range n.templates {
		captured, ok := t.capture(segment, params)
		if !ok {
			continue
		}
		if found, out := t.next.follow(method, rest, more, captured); found != nil {
			return found, out
		}
	}
	return nil, params
}

func (n *node) follow(method, rest string, more bool, params []string) (*route, []string) {
	if more {
		return n.match(method, rest, params)
	}
	return n.routes[method], params
}

// literal is a segment as the document writes it: "a%2Db" is a-b.
func literal(segment string) string {
	if strings.IndexByte(segment, '%') < 0 {
		return segment
	}
	if text, err := url.PathUnescape(segment); err == nil {
		return text
	}
	return segment
}

// capture cuts the parameters out of a segment. A parameter is never empty; of
// several, the earlier ones are as short as can be.
func (t *template) capture(segment string, params []string) ([]string, bool) {
	rest, ok := strings.CutPrefix(segment, t.texts[0])
	for i, text := range t.texts[1:] {
		end := len(rest) - len(text)
		if i < len(t.texts)-2 {
			if end = 0; rest != "" {
				end = 1 + strings.Index(rest[1:], text)
			}
		}
		if !ok || end < 1 || !strings.HasPrefix(rest[end:], text) {
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

// allowed are the methods that have a route for a path, sorted.
func (r *router) allowed(path string) []string {
	var methods []string
	for _, method := range r.methods {
		if found, _ := r.match(method, path, nil); found != nil {
			methods = append(methods, method)
		}
	}
	return methods
}
