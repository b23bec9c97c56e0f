package lower

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// endpoint is an operation where it stands in the document, and what it becomes.
type endpoint struct {
	key, method  string // the path, or what the hook is called
	itemCur, cur spec.Cursor
	expands      []string  // names at the end of the path: of {?a,b}, a and b
	parent       *endpoint // that a callback is called after, unless it has a place of its own
	depth        int       // 0 in a path, 1 in a webhook, else one more than where the callback is declared
	out          *ir.Operation
}

// findEndpoints walks paths, webhooks, and the callbacks of both.
func (l *lowering) findEndpoints() {
	for path, cur := range l.doc.Cursor().Child("paths").Members() {
		template, names := queryExpansion(path)
		l.pathItem(endpoint{key: path, expands: names, out: &ir.Operation{Path: template}}, cur)
	}
	for key, cur := range l.doc.Cursor().Child("webhooks").AllMembers() {
		l.hook(endpoint{key: key, depth: 1, out: &ir.Operation{}}, cur, &ir.Hook{Key: key})
	}
	shared := map[spec.Place][]*ir.Hook{} // of callbacks, by place
	for i := 0; i < len(l.endpoints); i++ {
		l.callbacks(l.endpoints[i], shared) // finds more of them
	}
}

// pathItem adds an endpoint for each operation of a path item; s is what they share.
func (l *lowering) pathItem(s endpoint, cur spec.Cursor) {
	s.itemCur = l.doc.Follow(cur)
	for method, cur := range s.itemCur.Operations() {
		found, out := s, *s.out
		out.Method = method
		found.method, found.cur, found.out = method, cur, &out
		if out.Hook != nil {
			out.Hook.Operations = append(out.Hook.Operations, &out)
		}
		l.endpoints = append(l.endpoints, &found)
	}
}

// what names the operation in messages.
func (s *endpoint) what() string {
	if s.out.Hook == nil {
		return s.method + " " + s.key
	}
	return s.method + " of the " + hookKind(s.out.Hook) + " " + s.out.Hook.Key
}
