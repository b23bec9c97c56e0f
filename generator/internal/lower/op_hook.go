package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// hook adds the endpoints of a webhook, or of one address of a callback. One without operations
// is ignored.
func (l *lowering) hook(s endpoint, cur spec.Cursor, hook *ir.Hook) {
	s.out.Hook = hook
	l.pathItem(s, cur)
	if len(hook.Operations) > 0 {
		item := l.Doc.Follow(cur)
		hook.Doc = types.Doc(item.Text("summary"), item.Text("description"), false, item)
		l.API.Hooks = append(l.API.Hooks, hook)
	}
}

// callbacks adds the endpoints of the callbacks of an operation. A callback that several
// operations refer to is added once, as a callback of all of them.
func (l *lowering) callbacks(of *endpoint, shared map[spec.Place][]*ir.Hook) {
	for key, cur := range of.cur.Child("callbacks").AllMembers() {
		parent := of
		if target := l.Doc.Follow(cur); target.Place() != cur.Place() {
			if tokens := source.SplitPointer(target.Pointer()); len(tokens) > 0 {
				key, parent = tokens[len(tokens)-1], l.declaringOperation(target)
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
		for address, item := range cur.Members() {
			name := key
			if l.hasSeveralAddresses(cur) {
				name = addressKey(key, address)
			}
			base, path := splitAddress(address)
			hook := &ir.Hook{Key: key, Callback: &ir.Callback{Address: address, Base: base, Of: []*ir.Operation{of.out}}}
			depth := max(of.depth, 1) + 1
			if parent != nil {
				depth = max(parent.depth, 1) + 1
			}
			s := endpoint{key: name, parent: parent, depth: depth, out: &ir.Operation{Path: path}}
			l.hook(s, item, hook)
			shared[at] = append(shared[at], hook)
		}
	}
}

// declaringOperation returns the operation that declares a callback inline; nil for a callback
// of components.
func (l *lowering) declaringOperation(callback spec.Cursor) *endpoint {
	for _, s := range l.endpoints {
		for _, own := range s.cur.Child("callbacks").AllMembers() {
			if own.Place() == callback.Place() {
				return s
			}
		}
	}
	return nil
}

// hasSeveralAddresses reports whether a callback has operations at more than one address.
func (l *lowering) hasSeveralAddresses(callback spec.Cursor) bool {
	n := 0
	for _, item := range callback.Members() {
		for range l.Doc.Follow(item).Operations() {
			n++
			break
		}
	}
	return n > 1
}

// splitAddress splits the address of a callback into the expression that the caller evaluates
// and the constant path and query after it:
//
//	{$request.body#/url}/events   {$request.body#/url}, /events
//	{$request.body#/url}?id={$request.body#/id}   all of it, ""
func splitAddress(address string) (base, path string) {
	head, rest, closed := strings.Cut(address, "}")
	fixed := rest == "" || strings.IndexByte("/?", rest[0]) >= 0
	if strings.HasPrefix(address, "{") && closed && fixed && !strings.ContainsAny(rest, "{}#") {
		return head + "}", rest
	}
	return address, ""
}

// hookID returns the id of the hook, from which the names of its declarations are made. A
// callback that gets a second address, or loses one, has the id of the lock for each that
// it had.
func (l *lowering) hookID(s *endpoint) string {
	hook := s.out.Hook
	if hook.Callback != nil {
		for _, key := range []string{hook.Key, addressKey(hook.Key, hook.Callback.Address)} {
			b := l.earlier.Block(lock.Key{Kind: lock.Callback, ID: s.idOf(key)})
			if b != nil && b.Get(identity.Address(hook)) != nil {
				return b.ID
			}
		}
	}
	return s.idOf(s.key)
}

// idOf is the id of a hook with a key.
func (s *endpoint) idOf(key string) string {
	if s.parent == nil {
		return key
	}
	return s.parent.out.ID + " " + key
}

// addressKey is the key of one of several addresses of a callback.
func addressKey(key, address string) string { return key + " " + pathWords(address) }

func hookKind(h *ir.Hook) string {
	if h.Callback == nil {
		return "webhook"
	}
	return "callback"
}

// reportHookSecurity reports that the security requirements of the document do not apply to
// webhooks and callbacks: they are about callers of the API.
func (l *lowering) reportHookSecurity() {
	if security := l.Doc.Cursor().Child("security"); len(security.Elements()) > 0 {
		l.Report(diag.HookSecurity, security, "the security requirements of the document do not apply to its webhooks and callbacks: the API calls them without the credentials of its callers",
			"declare security at the operation of a webhook or callback that needs credentials")
	}
}
