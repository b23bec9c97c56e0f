package lower

import (
	"github.com/peergen/peergen/generator/internal/lower/types"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

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
