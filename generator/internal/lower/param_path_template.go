package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// segments splits a path at its slashes and finds the parameters that it names.
func (l *lowering) segments(op *ir.Operation, cur spec.Cursor) []ir.Segment {
	used := map[*ir.Param]bool{}
	var segments []ir.Segment
	for text := range strings.SplitSeq(strings.TrimPrefix(op.Path, "/"), "/") {
		if op.Path == "" {
			break // of a hook without a path after its base URL
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

// reportUnused reports a path parameter that the path does not name: at its declaration, or at
// the operation if the declaration is elsewhere.
func (l *lowering) reportUnused(op *ir.Operation, p *ir.Param, cur spec.Cursor) {
	message, hint := op.Path+" does not name it", "write {"+p.Name+"} into the path, or remove the parameter"
	if op.Hook != nil {
		message, hint = "the callers of a hook get its complete URL", "remove the parameter, or send it in the query"
	}
	pos, pointer := cur.Pos(), cur.Pointer()
	if own := p.Doc; own.Pos.File == pos.File && strings.HasPrefix(own.From, pointer+"/") {
		pos, pointer = own.Pos, own.From
	}
	l.ds.Add(diag.Diagnostic{
		Code: diag.UnusedPathParameter, File: pos.File, Line: pos.Line, Column: pos.Column, Pointer: pointer,
		Message: "the parameter " + p.Name + " is in the path, and " + message, Hint: hint,
	})
}

// templateParam returns the parameter of an expression in a path template, and declares one if
// the document does not. OpenAPI has only names in templates. Documents that are converted from
// other formats have operators of RFC 6570, too; the styles of the parameters have the same
// information:
//
//	{name}                the parameter name
//	{+name}               name, which can contain slashes and other reserved characters
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
		i = l.declareMissing(op, expression, name, cur)
	}
	if param := op.Params[i]; strings.HasPrefix(expression, "+") && param.Name != expression && isMultiSegment(param) {
		param.AllowReserved = true
	}
	return op.Params[i]
}

// isMultiSegment reports whether a path parameter can have slashes in its value: it is a scalar
// in style simple.
func isMultiSegment(p *ir.Param) bool {
	return p.In == ir.InPath && p.Style == ir.StyleSimple && ir.IsScalar(p.Value)
}

// declareMissing returns the index of the parameter to use for a name that is not declared: that
// of the declared parameter with another spelling, or else of a new string parameter.
func (l *lowering) declareMissing(op *ir.Operation, expression, name string, cur spec.Cursor) int {
	message := "the path " + op.Path + " names {" + expression + "}, which is not declared"
	if i := otherSpelling(op, name); i >= 0 {
		meant := op.Params[i].Name
		l.Report(diag.UndeclaredPathParameter, cur, message+": the parameter "+meant+" is used", "write {"+meant+"} into the path")
		return i
	}
	if !l.mayBeUnresolved(cur) {
		l.Report(diag.UndeclaredPathParameter, cur, message, "add `{name: "+name+", in: path, required: true, schema: {type: string}}` to parameters")
	}
	op.Params = append(op.Params, &ir.Param{Name: name, In: ir.InPath, Style: ir.StyleSimple, Required: true, Value: requireNotEmpty(ir.Value{Type: ir.String{}})})
	return len(op.Params) - 1
}

// mayBeUnresolved reports whether a reference among the parameters of an operation cannot be
// resolved.
func (l *lowering) mayBeUnresolved(cur spec.Cursor) bool {
	pointer := cur.Pointer()
	item := cur.File.At(pointer[:max(strings.LastIndexByte(pointer, '/'), 0)])
	return l.Doc.Unresolved[cur.Child("parameters").Node] || l.Doc.Unresolved[item.Get("parameters")]
}

// otherSpelling returns the index of the path parameter whose name differs from a name only in
// spelling, such as user_name for userName, and is not in the template itself; -1 if there is
// not exactly one.
func otherSpelling(op *ir.Operation, name string) int {
	found := -1
	for i, p := range op.Params {
		if p.In != ir.InPath || withoutSeparators(p.Name) != withoutSeparators(name) || strings.Contains(op.Path, "{"+p.Name+"}") {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// withoutSeparators returns a name in lower case, without separators.
func withoutSeparators(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(name))
}

// splitQueryExpansion splits the names of query parameters off the end of a path. RFC 6570 has
// them there, OpenAPI does not:
//
//	/pets{?limit,tags*}     /pets, and limit and tags
//	/pets?all=1{&limit}     /pets?all=1, and limit
func splitQueryExpansion(path string) (template string, names []string) {
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

// addQueryNames makes query parameters of the names at the end of the path. A parameter that is
// declared as a path parameter becomes an optional query parameter, one that is not declared a
// string.
func (l *lowering) addQueryNames(op *ir.Operation, s *endpoint) {
	for _, name := range s.queryNames {
		in := func(where ir.Location) int {
			return slices.IndexFunc(op.Params, func(p *ir.Param) bool { return p.In == where && p.Name == name })
		}
		if in(ir.InQuery) >= 0 {
			continue
		}
		message := "the path " + s.key + " names the query parameter " + name
		hint := "add `{name: " + name + ", in: query, schema: {type: string}}` to parameters"
		if i := in(ir.InPath); i >= 0 && ir.IsScalar(op.Params[i].Value) {
			l.Report(diag.UndeclaredPathParameter, s.cur, message+", which is declared as a path parameter: it is a query parameter", "declare it with `in: query`")
			p := op.Params[i]
			p.In, p.Style, p.Explode, p.Required, p.AllowReserved = ir.InQuery, ir.StyleForm, true, false, false
			continue
		}
		l.Report(diag.UndeclaredPathParameter, s.cur, message+", which is not declared", hint)
		op.Params = append(op.Params, &ir.Param{Name: name, In: ir.InQuery, Style: ir.StyleForm, Explode: true, Value: ir.Value{Type: ir.String{}}})
	}
}
