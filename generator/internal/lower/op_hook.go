package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// hook adds the endpoints of a webhook, or of one address of a callback; one
// without operations is none.
func (l *lowering) hook(s endpoint, cur spec.Cursor, hook *ir.Hook) {
	s.out.Hook = hook
	l.pathItem(s, cur)
	if len(hook.Operations) > 0 {
		item := l.doc.Follow(cur)
		hook.Doc = prose(item.Text("summary"), item.Text("description"), false, item)
		l.api.Hooks = append(l.api.Hooks, hook)
	}
}

// callbacks finds those of an operation. One that several operations refer to
// is one, and of all of them.
func (l *lowering) callbacks(of *endpoint, shared map[spec.Place][]*ir.Hook) {
	for key, cur := range of.cur.Child("callbacks").AllMembers() {
		parent := of
		if target := l.doc.Follow(cur); target.Place() != cur.Place() {
			if tokens := source.SplitPointer(target.Pointer); len(tokens) > 0 {
				key, parent = tokens[len(tokens)-1], l.holder(target)
			}
			cur = target
		}
		at := cur.Place()
		for _, hook := range shared[at] {
			if !slices.Contains(hook.Callback.Of, of.out) {
				hook.Callback.Of = append(hook.Callback.Of, of.out)
			}
		}
		if shared[at] != nil {
			continue
		}
		shared[at] = []*ir.Hook{}
		for address, itemCur := range cur.Members() {
			name := key
			if l.several(cur) {
				name += " " + spokenPath(address)
			}
			base, path := cutAddress(address)
			hook := &ir.Hook{Key: key, Callback: &ir.Callback{Address: address, Base: base, Of: []*ir.Operation{of.out}}}
			depth := max(of.depth, 1) + 1
			if parent != nil {
				depth = max(parent.depth, 1) + 1
			}
			s := endpoint{key: name, parent: parent, depth: depth, out: &ir.Operation{Path: path}}
			l.hook(s, itemCur, hook)
			shared[at] = append(shared[at], hook)
		}
	}
}

// holder is the operation that has the callback at a place itself; nil for one
// in components.
func (l *lowering) holder(callback spec.Cursor) *endpoint {
	for _, s := range l.endpoints {
		for _, own := range s.cur.Child("callbacks").AllMembers() {
			if own.Place() == callback.Place() {
				return s
			}
		}
	}
	return nil
}

// several reports whether a callback has more than one address to tell apart.
func (l *lowering) several(callback spec.Cursor) bool {
	n := 0
	for _, item := range callback.Members() {
		for range l.doc.Follow(item).Operations() {
			n++
			break
		}
	}
	return n > 1
}

// cutAddress cuts the address of a callback into what the caller fills in and
// the path with its query that is always the same:
//
//	{$request.body#/url}/events   {$request.body#/url}, /events
//	{$request.body#/url}?id={$request.body#/id}   all of it, ""
func cutAddress(address string) (base, path string) {
	head, rest, closed := strings.Cut(address, "}")
	fixed := rest == "" || strings.IndexByte("/?", rest[0]) >= 0
	if strings.HasPrefix(address, "{") && closed && fixed && !strings.ContainsAny(rest, "{}#") {
		return head + "}", rest
	}
	return address, ""
}

// hookID is what the hook is called by all that is named after it.
func (s *endpoint) hookID() string {
	if s.parent == nil {
		return s.key
	}
	return s.parent.out.ID + " " + s.key
}

func hookKind(h *ir.Hook) string {
	if h.Callback == nil {
		return "webhook"
	}
	return "callback"
}

// hookSecurity says of whom the document's security is not demanded: it is
// about callers of the API, and no webhook is one.
func (l *lowering) hookSecurity() {
	if items(l.doc.Cursor().Child("security")) > 0 {
		l.Report(diag.HookSecurity, l.doc.Cursor().Child("security"), "the security of the document is not asked of webhooks and callbacks: the API calls them with none of its callers' credentials",
			"a webhook or callback that has credentials has a member security of its own")
	}
}
