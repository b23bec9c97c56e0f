package lower

import (
	"cmp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// operationIDs decides the id of every operation before anything is named
// after one: its operationId, else what [endpoint.spoken] makes of its place.
func (l *lowering) operationIDs() {
	sorted := slices.Clone(l.endpoints)
	slices.SortStableFunc(sorted, func(a, b *endpoint) int {
		return cmp.Or(cmp.Compare(a.depth, b.depth), cmp.Compare(a.operationID(), b.operationID()), cmp.Compare(a.key, b.key),
			cmp.Compare(a.method, b.method), cmp.Compare(a.cur.Pointer, b.cur.Pointer))
	})
	taken := map[string]*endpoint{}
	for _, s := range sorted {
		if id := s.operationID(); id != "" && taken[id] == nil {
			taken[id] = s
		}
	}
	l.ids = map[string]string{}
	for _, s := range sorted {
		if hook := s.out.Hook; hook != nil {
			hook.ID = s.hookID()
			l.ids[s.itemCur.Pointer] = hook.ID
		}
		id := s.operationID()
		switch {
		case id == "":
			if s.out.Hook == nil {
				l.report(diag.MissingOperationID, s.cur, s.what()+" has no operationId", "give it one: methods and types are named after it")
			}
			id = s.spoken(taken)
		case taken[id] != s:
			l.report(diag.DuplicateOperationID, s.cur.Child("operationId"), "the operationId "+id+" stands for "+taken[id].what()+" already",
				"give each operation an id of its own; until then this one is named after "+s.otherwise())
			id = s.spoken(taken)
		}
		taken[id], s.out.ID, l.ids[s.cur.Pointer] = s, id, id
		s.out.Anonymous = id != s.operationID() && (s.out.Hook == nil || id != s.out.Hook.Key)
	}
}

// operationID is the operationId that the document gives, "" without one.
func (s *endpoint) operationID() string { return s.cur.Text("operationId") }

// spokenPath is a path in words: /pets/{pet_id} is "pets by pet_id".
func spokenPath(path string) string {
	return strings.NewReplacer("/", " ", "{", "by ", "}", "").Replace(path)
}

func (l *lowering) operations() {
	shapes := map[string]*ir.Operation{} // by method and path without names, see shadowed
	for _, s := range l.endpoints {
		out := s.out
		out.Doc = titled(prose(s.cur.Text("summary"), s.cur.Text("description"), isTrue(s.cur.Child("deprecated")), s.cur), out.ID)
		if template, query, found := strings.Cut(out.Path, "?"); found {
			out.Path, out.Query = template, query
			if out.Hook == nil {
				l.report(diag.InvalidDocument, s.itemCur, "a path has no query: clients send "+query+", servers tell operations of one path apart by it", "declare it as a parameter, in: query, with a const")
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
		l.report(diag.InvalidDocument, cur, "to a server "+op.Method+" "+written(op)+" is the same as "+written(first)+", which comes first and gets all requests",
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
