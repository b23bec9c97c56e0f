package lower

import (
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
)

// Intersections make types that no schema of the document is, of parts that can
// contain each other, so they may have no end. Beyond these limits the type is raw
// JSON. They are arbitrary: of 405 documents of the corpus the one with the most
// makes 9,691 of them, 10 deep.
const (
	maxAlternatives  = 7
	maxDepth         = 24
	maxIntersections = 50_000
)

// recursion is the intersections that are being lowered.
type recursion struct {
	open  map[string]*openIntersection // by their parts
	count int                          // of all intersections made inside of others
}

func newRecursion() recursion { return recursion{open: map[string]*openIntersection{}} }

// openIntersection is an intersection that is being lowered.
type openIntersection struct {
	site
	again bool     // inside of itself
	decl  *ir.Decl // made for it there
}

// deeper is the site of an intersection that is made inside of another.
func (s site) deeper(key string, step label.Step) site {
	return site{id: s.id.inside(key), path: s.path.Append(step), cur: s.cur, depth: s.depth + 1}
}

// endless counts intersections and reports when they seem to have no end.
func (l *lowering) endless(s site) bool {
	if l.recursion.count++; s.depth <= maxDepth && l.recursion.count <= maxIntersections {
		return false
	}
	l.Report(diag.UnsupportedType, s.cur, "schemas inside of each other without end become raw JSON in Go", "give the schema a type of its own")
	return true
}

// recursive lowers an intersection that can contain itself.
func (l *lowering) recursive(v schema.Intersection, s site) ir.Value {
	if d := l.declarations.byID[s.id]; d != nil && d.Component == "" && isNamed(d) {
		return ir.Value{Type: ir.Ref{Decl: d}, Nullable: v.Nullable()}
	}
	parts := v.Key()
	if outer := l.recursion.open[parts]; outer != nil {
		return l.insideItself(v, outer)
	}
	this := &openIntersection{site: s}
	l.recursion.open[parts] = this
	defer delete(l.recursion.open, parts)
	out := l.combine(v, s)
	if this.decl != nil {
		out = ir.Value{Type: ir.Ref{Decl: this.decl}, Nullable: out.Nullable}
	}
	return out
}

// insideItself lowers an intersection inside of itself, for example the items of Tree:
//
//	Tree: {type: array, items: {$ref: '#/components/schemas/Tree', maxItems: 3}}
//
// If it has a declaration, the result is a reference. Arrays and maps have none:
// there is one deeper inside, or else they get one.
func (l *lowering) insideItself(v schema.Intersection, outer *openIntersection) ir.Value {
	if d := l.declarations.byID[outer.id]; d != nil {
		return ir.Value{Type: ir.Ref{Decl: d}, Nullable: v.Nullable()}
	}
	if outer.again {
		outer.decl = l.newDecl(outer.site)
		return ir.Value{Type: ir.Ref{Decl: outer.decl}, Nullable: v.Nullable()}
	}
	outer.again = true
	defer func() { outer.again = false }()
	out := l.combine(v, outer.site)
	if outer.decl != nil && outer.decl.Body == nil {
		outer.decl.Body = &ir.Named{Value: ir.Value{Type: out.Type, Checks: out.Checks}}
		out = ir.Value{Type: ir.Ref{Decl: outer.decl}, Nullable: out.Nullable}
	}
	return out
}

func isNamed(d *ir.Decl) bool {
	_, ok := d.Body.(*ir.Named)
	return ok
}
