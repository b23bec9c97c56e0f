package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
)

// queryExpansion cuts the names of parameters of the query off the end of a path,
// which RFC 6570 has there and OpenAPI has not:
//
//	/pets{?limit,tags*}     /pets, and limit and tags
//	/pets?all=1{&limit}     /pets?all=1, and limit
func queryExpansion(path string) (template string, names []string) {
	for {
		at := max(strings.LastIndex(path, "{?"), strings.LastIndex(path, "{&"))
		if at < 0 || strings.IndexByte(path[at:], '}') != len(path)-at-1 {
			return path, names
		}
		var found []string
		for name := range strings.SplitSeq(path[at+2:len(path)-1], ",") {
			name, _, _ = strings.Cut(strings.TrimSpace(name), ":")
			if name = strings.TrimSuffix(name, "*"); name != "" {
				found = append(found, name)
			}
		}
		path, names = path[:at], append(found, names...)
	}
}

// expand makes parameters of the query of what the end of the path names: of those
// that are declared as parts of the path, which are optional then, and of strings
// where nothing is declared.
func (l *lowering) expand(op *ir.Operation, s *endpoint) {
	for _, name := range s.expands {
		in := func(where ir.Location) int {
			return slices.IndexFunc(op.Params, func(p *ir.Param) bool { return p.In == where && p.Name == name })
		}
		if in(ir.InQuery) >= 0 {
			continue
		}
		message := "the path " + s.key + " names the query parameter " + name
		hint := "add `{name: " + name + ", in: query, schema: {type: string}}` to parameters"
		if i := in(ir.InPath); i >= 0 && ir.IsScalar(op.Params[i].Value) {
			l.report(diag.UndeclaredPathParameter, s.cur, message+", which is declared in the path: it is one of the query", "declare it with `in: query`")
			p := op.Params[i]
			p.In, p.Style, p.Explode, p.Required, p.AllowReserved = ir.InQuery, ir.StyleForm, true, false, false
			continue
		}
		l.report(diag.UndeclaredPathParameter, s.cur, message+", which is not declared", hint)
		op.Params = append(op.Params, &ir.Param{Name: name, In: ir.InQuery, Style: ir.StyleForm, Explode: true, Value: ir.Value{Type: ir.String{}}})
	}
}
