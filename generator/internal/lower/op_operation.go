package lower

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/source"
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
	shared := map[spec.Place][]*ir.Hook{}   // of callbacks, by place
	for i := 0; i < len(l.endpoints); i++ { //nolint:intrange // the list grows
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

func (l *lowering) operations() {
	shapes := map[string]*ir.Operation{} // by method and path without names, see reportUnreachable
	for _, s := range l.endpoints {
		out := s.out
		out.Doc = types.Titled(types.Doc(s.cur.Text("summary"), s.cur.Text("description"), s.cur.Child("deprecated").IsTrue(), s.cur), out.ID)
		if template, query, found := strings.Cut(out.Path, "?"); found {
			out.Path, out.Query = template, query
			if out.Hook == nil {
				l.Report(diag.InvalidDocument, s.item, "a path has no query: clients send "+query+", and servers distinguish operations of one path by it", "declare it as a parameter, in: query, with a const")
			}
		}
		out.Tags, out.Idempotent = tags(s.cur), l.isIdempotent(s)
		if out.Hook == nil || s.cur.Has("security") {
			out.Security = l.security(s.cur)
		} else {
			l.reportHookSecurity()
		}
		out.Params = l.parameters(s.item, s.cur, len(out.Security) > 0)
		l.addQueryNames(out, s)
		out.Segments = l.segments(out, s.cur)
		out.Body = l.body(s.cur.Child("requestBody"))
		l.responses(out, s.cur.Child("responses"))
		if out.Hook == nil {
			out.Server = l.operationServer(s.item, s.cur)
			l.reportUnreachable(out, shapes, s.item)
		} else { // the caller chooses the server of a hook
			l.Ignore("path item", s.item)
			l.Ignore("operation", s.cur)
		}
		l.API.Operations = append(l.API.Operations, out)
	}
}

// tags returns the tags of an operation.
func tags(cur spec.Cursor) []string {
	var out []string
	for _, tag := range cur.Child("tags").Elements() {
		if tag.Node.Kind == source.String {
			out = append(out, tag.Node.Text)
		}
	}
	return out
}

// reportUnreachable reports an operation that gets no requests: an earlier one has the same
// method, and a path that differs only in the names of parameters.
func (l *lowering) reportUnreachable(op *ir.Operation, shapes map[string]*ir.Operation, cur spec.Cursor) {
	shape := op.Method + " " + op.Shape() + "?" + op.LiteralQuery()
	if first := shapes[shape]; first != nil {
		l.Report(diag.InvalidDocument, cur, "for a server, "+op.Method+" "+pathWithQuery(op)+" is the same as "+pathWithQuery(first)+", which comes first and gets all requests",
			"merge the two paths, or make them differ in more than the names of parameters")
		return
	}
	shapes[shape] = op
}

// pathWithQuery returns the path of an operation as in the document.
func pathWithQuery(op *ir.Operation) string {
	if op.Query == "" {
		return op.Path
	}
	return op.Path + "?" + op.Query
}
