package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
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
	shared := map[string][]*ir.Hook{} // of callbacks, by place
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
func (l *lowering) callbacks(of *endpoint, shared map[string][]*ir.Hook) {
	for key, cur := range of.cur.Child("callbacks").AllMembers() {
		parent := of
		if target := l.doc.Follow(cur); place(target) != place(cur) {
			if tokens := source.SplitPointer(target.Pointer); len(tokens) > 0 {
				key, parent = tokens[len(tokens)-1], l.holder(target)
			}
			cur = target
		}
		at := place(cur)
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
			if place(own) == place(callback) {
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

// spoken is the id of an operation without one of its own. That of a hook is
// named after the hook if it is its POST, as nearly all are, so that a second
// method renames nothing.
func (s *endpoint) spoken(taken map[string]*endpoint) string {
	if s.out.Hook == nil {
		method := strings.ToLower(s.method) + " "
		template, _ := queryExpansion(s.key)
		if id := method + spokenPath(template); taken[id] == nil {
			return id
		}
		return method + spokenPath(s.key)
	}
	id := s.out.Hook.ID
	if s.method != "POST" {
		id = strings.ToLower(s.method) + " " + id
	}
	if taken[id] != nil {
		id += " " + hookKind(s.out.Hook)
	}
	return id
}

// hookID is what the hook is called by all that is named after it.
func (s *endpoint) hookID() string {
	if s.parent == nil {
		return s.key
	}
	return s.parent.out.ID + " " + s.key
}

// what names the operation in messages.
func (s *endpoint) what() string {
	if s.out.Hook == nil {
		return s.method + " " + s.key
	}
	return s.method + " of the " + hookKind(s.out.Hook) + " " + s.out.Hook.Key
}

// otherwise is what the operation is named after when it has no operationId.
func (s *endpoint) otherwise() string {
	if s.out.Hook == nil {
		return "method and path"
	}
	return "its " + hookKind(s.out.Hook)
}

func hookKind(h *ir.Hook) string {
	if h.Callback == nil {
		return "webhook"
	}
	return "callback"
}

// operationTokens is the beginning of a pointer that leads to an operation, or
// to a hook, the longest there is; nil without one.
func (l *lowering) operationTokens(tokens []string) []string {
	if len(tokens) == 0 || !slices.Contains([]string{"paths", "webhooks", "components"}, tokens[0]) {
		return nil
	}
	for n := len(tokens); n > 1; n-- {
		if l.ids[source.JoinPointer("", tokens[:n]...)] != "" {
			return tokens[:n]
		}
	}
	return nil
}

// hookSecurity says of whom the document's security is not demanded: it is
// about callers of the API, and no webhook is one.
func (l *lowering) hookSecurity() {
	if items(l.doc.Cursor().Child("security")) > 0 {
		l.report(diag.HookSecurity, l.doc.Cursor().Child("security"), "the security of the document is not asked of webhooks and callbacks: the API calls them with none of its callers' credentials",
			"a webhook or callback that has credentials has a member security of its own")
	}
}
