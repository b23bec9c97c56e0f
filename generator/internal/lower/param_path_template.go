package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// segments cuts a path at its slashes and finds the parameters it names.
func (l *lowering) segments(op *ir.Operation, cur spec.Cursor) []ir.Segment {
	used := map[*ir.Param]bool{}
	var segments []ir.Segment
	for text := range strings.SplitSeq(strings.TrimPrefix(op.Path, "/"), "/") {
		if op.Path == "" {
			break // a hook is called at its base URL
		}
		var segment ir.Segment
		for text != "" {
			literal, rest, found := strings.Cut(text, "{")
			expression, after, closed := strings.Cut(rest, "}")
			if !found || !closed {
				segment = append(segment, ir.Piece{Literal: text})
				break
			}
			if literal != "" {
				segment = append(segment, ir.Piece{Literal: literal})
			}
			param := l.templateParam(op, expression, cur)
			used[param] = true
			segment = append(segment, ir.Piece{Param: param})
			text = after
		}
		segments = append(segments, segment)
	}
	op.Params = slices.DeleteFunc(op.Params, func(p *ir.Param) bool {
		unused := p.In == ir.InPath && !used[p]
		if unused {
			l.reportUnused(op, p, cur)
		}
		return unused
	})
	return segments
}

// reportUnused reports a path parameter that the path does not name: where it
// stands, or at the operation where that is in another place.
func (l *lowering) reportUnused(op *ir.Operation, p *ir.Param, cur spec.Cursor) {
	message, hint := op.Path+" does not name it", "write {"+p.Name+"} into the path, or take the parameter out"
	if op.Hook != nil {
		message, hint = "whoever calls a hook is told its whole address", "take the parameter out, or send it in the query"
	}
	pos, pointer := cur.Pos(), cur.Pointer
	if own := p.Doc; own.Pos.File == pos.File && strings.HasPrefix(own.From, pointer+"/") {
		pos, pointer = own.Pos, own.From
	}
	l.ds.Add(diag.Diagnostic{
		Code: diag.UnusedPathParameter, File: pos.File, Line: pos.Line, Column: pos.Column, Pointer: pointer,
		Message: "the parameter " + p.Name + " is in the path, and " + message, Hint: hint,
	})
}

// templateParam finds the parameter that an expression of a path template stands
// for, and declares one where the document does not. OpenAPI knows names alone.
// Documents made from others have the operators of RFC 6570 as well, of which the
// styles of parameters say the rest:
//
//	{name}                the parameter name
//	{+name}               name, whose reserved characters stay: it may hold slashes
//	{;name*} {.name}      name
func (l *lowering) templateParam(op *ir.Operation, expression string, cur spec.Cursor) *ir.Param {
	declared := func(name string) int {
		return slices.IndexFunc(op.Params, func(p *ir.Param) bool { return p.In == ir.InPath && p.Name == name })
	}
	name := strings.TrimSuffix(strings.TrimLeft(expression, "+;."), "*")
	i := declared(expression)
	if i < 0 {
		i = declared(name)
	}
	if i < 0 {
		i = l.undeclared(op, expression, name, cur)
	}
	if param := op.Params[i]; strings.HasPrefix(expression, "+") && param.Name != expression && mayHoldSlashes(param) {
		param.AllowReserved = true
	}
	return op.Params[i]
}

// mayHoldSlashes holds for parameters that are one text in the path.
func mayHoldSlashes(p *ir.Param) bool {
	return p.In == ir.InPath && p.Style == ir.StyleSimple && ir.IsScalar(p.Value)
}

// undeclared is the index of the parameter that stands for one a template names in
// vain: of the declared one with another spelling, else of a string.
func (l *lowering) undeclared(op *ir.Operation, expression, name string, cur spec.Cursor) int {
	message := "the path " + op.Path + " names {" + expression + "}, which is not declared"
	if i := otherSpelling(op, name); i >= 0 {
		meant := op.Params[i].Name
		l.Report(diag.UndeclaredPathParameter, cur, message+": the parameter "+meant+" is taken for it", "write {"+meant+"} into the path")
		return i
	}
	l.Report(diag.UndeclaredPathParameter, cur, message, "add `{name: "+name+", in: path, required: true, schema: {type: string}}` to parameters")
	op.Params = append(op.Params, &ir.Param{Name: name, In: ir.InPath, Style: ir.StyleSimple, Required: true, Value: notEmpty(ir.Value{Type: ir.String{}})})
	return len(op.Params) - 1
}

// otherSpelling finds the path parameter that a template means by a name: of
// userName, the only one of user_name, UserName and user-name that the template
// does not name itself. It is -1 where there is none.
func otherSpelling(op *ir.Operation, name string) int {
	found := -1
	for i, p := range op.Params {
		if p.In != ir.InPath || sameLetters(p.Name) != sameLetters(name) || strings.Contains(op.Path, "{"+p.Name+"}") {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// sameLetters is a name without what tells its spellings apart.
func sameLetters(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(name))
}

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
			l.Report(diag.UndeclaredPathParameter, s.cur, message+", which is declared in the path: it is one of the query", "declare it with `in: query`")
			p := op.Params[i]
			p.In, p.Style, p.Explode, p.Required, p.AllowReserved = ir.InQuery, ir.StyleForm, true, false, false
			continue
		}
		l.Report(diag.UndeclaredPathParameter, s.cur, message+", which is not declared", hint)
		op.Params = append(op.Params, &ir.Param{Name: name, In: ir.InQuery, Style: ir.StyleForm, Explode: true, Value: ir.Value{Type: ir.String{}}})
	}
}
