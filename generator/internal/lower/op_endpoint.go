package lower

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// endpoint is an operation in the document, and the operation of the IR that it becomes.
type endpoint struct {
	key, method string // key is the path, or the name of the hook
	item, cur   spec.Cursor
	queryNames  []string  // names of query parameters at the end of the path: a and b of {?a,b}
	parent      *endpoint // the operation that declares the callback; nil for a callback of components
	depth       int       // 0 in a path, 1 in a webhook, one more than its parent in a callback
	out         *ir.Operation
}

// findEndpoints collects the operations of paths, of webhooks, and of the callbacks of both.
func (l *lowering) findEndpoints() {
	for path, cur := range l.Doc.Cursor().Child("paths").Members() {
		template, names := splitQueryExpansion(path)
		l.pathItem(endpoint{key: path, queryNames: names, out: &ir.Operation{Path: template}}, cur)
	}
	for key, cur := range l.Doc.Cursor().Child("webhooks").AllMembers() {
		l.hook(endpoint{key: key, depth: 1, out: &ir.Operation{}}, cur, &ir.Hook{Key: key})
	}
	shared := map[spec.Place][]*ir.Hook{} // of callbacks, by place
	for i := 0; i < len(l.endpoints); i++ {
		l.callbacks(l.endpoints[i], shared) // appends to l.endpoints
	}
}

// pathItem adds an endpoint for each operation of a path item. s has the fields that they share.
func (l *lowering) pathItem(s endpoint, cur spec.Cursor) {
	s.item = l.Doc.Follow(cur)
	for method, cur := range s.item.Operations() {
		found, out := s, *s.out
		out.Method = method
		found.method, found.cur, found.out = method, cur, &out
		if out.Hook != nil {
			out.Hook.Operations = append(out.Hook.Operations, &out)
		}
		l.endpoints = append(l.endpoints, &found)
	}
}

// description names the operation in messages: "GET /pets", "POST of the webhook newPet".
func (s *endpoint) description() string {
	if s.out.Hook == nil {
		return s.method + " " + s.key
	}
	return s.method + " of the " + hookKind(s.out.Hook) + " " + s.out.Hook.Key
}
