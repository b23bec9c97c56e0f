package lower

import (
	"cmp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// operationIDs decides the id of every operation before anything is named
// after one.
func (l *lowering) operationIDs() {
	type claim struct {
		id, path, method string
		cur              spec.Cursor
	}
	var claims []claim
	l.eachOperation(func(path, method string, _ *openapi3.PathItem, op *openapi3.Operation, _, cur spec.Cursor) {
		claims = append(claims, claim{op.OperationID, path, method, cur})
	})
	slices.SortStableFunc(claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.path, b.path), cmp.Compare(a.method, b.method))
	})
	l.ids = map[string]string{}
	for i, c := range claims {
		if c.id == "" {
			c.id = strings.ToLower(c.method) + " " + spokenPath(c.path)
			l.report(diag.MissingOperationID, c.cur, c.method+" "+c.path+" has no operationId", "give it one: methods and types are named after it")
		} else if i > 0 && claims[i-1].id == c.id {
			l.report(diag.DuplicateOperationID, c.cur.Child("operationId"), "the operationId "+c.id+" stands for "+claims[i-1].method+" "+claims[i-1].path+" already",
				"give each operation an id of its own; until then this one is named after method and path")
			c.id = strings.ToLower(c.method) + " " + spokenPath(c.path)
		}
		l.ids[c.cur.Pointer] = c.id
	}
}

// spokenPath is a path in words: /pets/{pet_id} is "pets by pet_id".
func spokenPath(path string) string {
	return strings.NewReplacer("/", " ", "{", "by ", "}", "").Replace(path)
}

func (l *lowering) operations() {
	l.ignore("document", l.doc.Cursor())
	l.eachOperation(func(path, method string, item *openapi3.PathItem, op *openapi3.Operation, itemCur, cur spec.Cursor) {
		out := &ir.Operation{
			ID: l.ids[cur.Pointer], Method: method, Path: path,
			Doc: prose(op.Summary, op.Description, op.Deprecated, cur),
		}
		if template, query, found := strings.Cut(path, "?"); found {
			out.Path, out.Query = template, query
			l.report(diag.InvalidDocument, itemCur, "a path has no query: clients send "+query+", servers do not look at it", "declare it as a parameter, in: query, with a const")
		}
		out.Params = l.parameters(item, op, itemCur, cur)
		out.Segments = l.segments(out, cur)
		out.Body = l.body(op.RequestBody, cur.Child("requestBody"))
		l.responses(out, op, cur.Child("responses"))
		out.Security = l.security(op, cur)
		l.ignore("path item", itemCur)
		l.ignore("operation", cur)
		l.api.Operations = append(l.api.Operations, out)
	})
}

// segments cuts a path at its slashes and finds the parameters it names.
func (l *lowering) segments(op *ir.Operation, cur spec.Cursor) []ir.Segment {
	used := map[*ir.Param]bool{}
	var segments []ir.Segment
	for _, text := range strings.Split(strings.TrimPrefix(op.Path, "/"), "/") {
		var segment ir.Segment
		for text != "" {
			literal, rest, found := strings.Cut(text, "{")
			name, after, closed := strings.Cut(rest, "}")
			if !found || !closed {
				segment = append(segment, ir.Piece{Literal: text})
				break
			}
			if literal != "" {
				segment = append(segment, ir.Piece{Literal: literal})
			}
			i := slices.IndexFunc(op.Params, func(p *ir.Param) bool { return p.In == ir.InPath && p.Name == name })
			if i < 0 {
				l.report(diag.UndeclaredPathParameter, cur, "the path "+op.Path+" names {"+name+"}, which is not declared",
					"add `{name: "+name+", in: path, required: true, schema: {type: string}}` to parameters")
				op.Params = append(op.Params, &ir.Param{Name: name, In: ir.InPath, Required: true, Value: ir.Value{Type: ir.String{}}})
				i = len(op.Params) - 1
			}
			used[op.Params[i]] = true
			segment = append(segment, ir.Piece{Param: op.Params[i]})
			text = after
		}
		segments = append(segments, segment)
	}
	op.Params = slices.DeleteFunc(op.Params, func(p *ir.Param) bool {
		unused := p.In == ir.InPath && !used[p]
		if unused {
			l.report(diag.UnusedPathParameter, cur, "the parameter "+p.Name+" is in the path, and "+op.Path+" does not name it",
				"write {"+p.Name+"} into the path, or take the parameter out")
		}
		return unused
	})
	return segments
}
