package types

import (
	"fmt"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
)

// Limits of intersections inside of intersections. The parts of an intersection can
// contain each other, so that lowering would not end. Beyond a limit the type is raw
// JSON. The limits are arbitrary: in 405 documents of the corpus, the largest numbers
// are 1,947 intersections in a document, nested 10 deep, and 2,846 members.
const (
	maxAlternatives  = 7
	maxDepth         = 24
	maxIntersections = 20_000
	maxMembers       = 100_000
)

// recursion tracks the intersections that are being lowered.
type recursion struct {
	open  map[string]*openIntersection // by the key of their parts
	count int                          // number of intersections that were made inside of others

	combinations int // number of combinations of alternatives that isProduct has counted
	members      int // number of members of structs that consist of several schemas
}

func newRecursion() recursion { return recursion{open: map[string]*openIntersection{}} }

// openIntersection is an intersection that is being lowered.
type openIntersection struct {
	Site
	again bool     // it is being lowered a second time, inside of itself
	decl  *ir.Decl // declaration made while it is lowered inside of itself, or nil
}

// deeper returns the site of an intersection that is made inside of another.
func (s Site) deeper(key string, step label.Step) Site {
	return Site{id: s.id.inside(key), Path: s.Path.Append(step), cur: s.cur, depth: s.depth + 1}
}

// endless counts an intersection, and reports whether a limit is exceeded. If it is,
// it also adds a diagnostic.
func (b *Builder) endless(s Site) bool {
	if b.recursion.count++; s.depth <= maxDepth && b.recursion.count <= maxIntersections {
		return false
	}
	b.Report(diag.UnsupportedType, s.cur, "schemas inside of each other without end become raw JSON in Go", "give the schema a type")
	return true
}

// isTooLarge counts the members of a struct that consists of several schemas, and reports
// whether there are too many in the document: each schema of a chain of allOf has those of all
// after it. If there are, it also adds a diagnostic.
func (b *Builder) isTooLarge(v schema.Intersection, members int, s Site) bool {
	if len(v) < 2 {
		return false
	}
	if b.recursion.members += members; b.recursion.members <= maxMembers {
		return false
	}
	b.ReportFirst(diag.TooManyCombinations, s.cur, fmt.Sprintf("the schemas that consist of others have more than %d members together: from here on they become raw JSON in Go", maxMembers),
		"refer to the other schema in a member, instead of extending it by allOf")
	return true
}

// recursive lowers an intersection that can contain itself.
func (b *Builder) recursive(v schema.Intersection, s Site) ir.Value {
	if d := b.declarations.byID[s.id]; d != nil && d.Component == "" && isNamed(d) {
		return ir.Value{Type: ir.Ref{Decl: d}, Nullable: v.Nullable()}
	}
	parts := v.Key()
	if outer := b.recursion.open[parts]; outer != nil {
		return b.insideItself(v, outer)
	}
	this := &openIntersection{Site: s}
	b.recursion.open[parts] = this
	defer delete(b.recursion.open, parts)
	out := b.combine(v, s)
	if this.decl != nil {
		out = ir.Value{Type: ir.Ref{Decl: this.decl}, Nullable: out.Nullable}
	}
	return out
}

// insideItself lowers an intersection inside of itself, for example the items of Tree:
//
//	Tree: {type: array, items: {$ref: '#/components/schemas/Tree', maxItems: 3}}
//
// If the outer intersection has a declaration, the result is a reference to it.
// Arrays and maps have none, so they are lowered once more. If that leads to the same
// intersection again, it gets a declaration.
func (b *Builder) insideItself(v schema.Intersection, outer *openIntersection) ir.Value {
	if d := b.declarations.byID[outer.id]; d != nil {
		return ir.Value{Type: ir.Ref{Decl: d}, Nullable: v.Nullable()}
	}
	if outer.again {
		outer.decl = b.NewDecl(outer.Site)
		return ir.Value{Type: ir.Ref{Decl: outer.decl}, Nullable: v.Nullable()}
	}
	outer.again = true
	defer func() { outer.again = false }()
	out := b.combine(v, outer.Site)
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
