package lower

import (
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

// Intersections make types that no schema of the document is, of parts that may
// contain one another: maxAlternatives, maxDepth and maxIntersections are where
// what is likely to have no end is raw JSON. They are arbitrary: of 405 documents
// of the corpus the neediest makes 9,691 of them, 10 deep.
const (
	maxAlternatives  = 7
	maxDepth         = 24
	maxIntersections = 50_000
)

// deeper is the site of an intersection that is made within another one.
func (s site) deeper(key string, step label.Step) site {
	return site{key: s.key + " " + key, path: s.path.Append(step), cur: s.cur, depth: s.depth + 1}
}

// endless counts intersections, and reports where they seem to have no end.
func (l *lowering) endless(s site) bool {
	if l.intersections++; s.depth <= maxDepth && l.intersections <= maxIntersections {
		return false
	}
	if l.first("endless", s.cur) {
		l.report(diag.UnsupportedType, s.cur, "the parts of schemas within schemas, without end, are raw JSON in Go", "give the schema a type of its own")
	}
	return true
}

// meeting is an intersection that is being lowered.
type meeting struct {
	site
	again bool     // within itself
	decl  *ir.Decl // made for it there
}

// within lowers an intersection that may contain itself.
func (l *lowering) within(v view, s site) ir.Value {
	if d := l.decls[s.key]; d != nil && d.Component == "" && isNamed(d) {
		return ir.Value{Type: ir.Ref{Decl: d}, Nullable: v.nullable()}
	}
	parts := v.places()
	if m := l.meeting[parts]; m != nil {
		return l.again(v, m)
	}
	m := &meeting{site: s}
	l.meeting[parts] = m
	defer delete(l.meeting, parts)
	out := l.meet(v, s)
	if m.decl != nil {
		out = ir.Value{Type: ir.Ref{Decl: m.decl}, Nullable: out.Nullable}
	}
	return out
}

// again lowers an intersection within itself, for example the items of Tree:
//
//	Tree: {type: array, items: {$ref: '#/components/schemas/Tree', maxItems: 3}}
//
// One that has a declaration refers to it. Below an array or a map, which has
// none, there is one, or nothing but arrays and maps: these get one.
func (l *lowering) again(v view, m *meeting) ir.Value {
	if d := l.decls[m.key]; d != nil {
		return ir.Value{Type: ir.Ref{Decl: d}, Nullable: v.nullable()}
	}
	if m.again {
		m.decl = l.newDecl(m.site)
		return ir.Value{Type: ir.Ref{Decl: m.decl}, Nullable: v.nullable()}
	}
	m.again = true
	defer func() { m.again = false }()
	out := l.meet(v, m.site)
	if m.decl != nil && m.decl.Body == nil {
		m.decl.Body = &ir.Named{Value: ir.Value{Type: out.Type, Checks: out.Checks}}
		out = ir.Value{Type: ir.Ref{Decl: m.decl}, Nullable: out.Nullable}
	}
	return out
}

func isNamed(d *ir.Decl) bool {
	_, ok := d.Body.(*ir.Named)
	return ok
}
