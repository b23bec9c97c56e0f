package lower

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

func (l *lowering) operations() {
	shapes := map[string]*ir.Operation{} // by method and path without names, see shadowed
	for _, s := range l.endpoints {
		out := s.out
		out.Doc = titled(prose(s.cur.Text("summary"), s.cur.Text("description"), s.cur.Child("deprecated").IsTrue(), s.cur), out.ID)
		if template, query, found := strings.Cut(out.Path, "?"); found {
			out.Path, out.Query = template, query
			if out.Hook == nil {
				l.Report(diag.InvalidDocument, s.itemCur, "a path has no query: clients send "+query+", servers tell operations of one path apart by it", "declare it as a parameter, in: query, with a const")
			}
		}
		if out.Hook == nil || s.cur.Has("security") {
			out.Security = l.security(s.cur)
		} else {
			l.hookSecurity()
		}
		out.Params = l.parameters(s.itemCur, s.cur, len(out.Security) > 0)
		l.expand(out, s)
		out.Segments = l.segments(out, s.cur)
		out.Body = l.body(s.cur.Child("requestBody"))
		l.responses(out, s.cur.Child("responses"))
		if out.Hook == nil {
			out.Server = l.ownServer(s.itemCur, s.cur)
			l.shadowed(out, shapes, s.itemCur)
		} else { // is called where the caller says
			l.ignore("path item", s.itemCur)
			l.ignore("operation", s.cur)
		}
		l.api.Operations = append(l.api.Operations, out)
	}
}

// shadowed reports an operation that no server gets to: an earlier one has its
// method, and a path that differs in the names of parameters alone.
func (l *lowering) shadowed(op *ir.Operation, shapes map[string]*ir.Operation, cur spec.Cursor) {
	shape := op.Method + " " + op.Shape() + "?" + op.LiteralQuery()
	if first := shapes[shape]; first != nil {
		l.Report(diag.InvalidDocument, cur, "to a server "+op.Method+" "+written(op)+" is the same as "+written(first)+", which comes first and gets all requests",
			"make one path of the two, or let them differ in more than the names of parameters")
		return
	}
	shapes[shape] = op
}

// written is the path of an operation as in the document.
func written(op *ir.Operation) string {
	if op.Query == "" {
		return op.Path
	}
	return op.Path + "?" + op.Query
}
