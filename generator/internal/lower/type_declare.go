package lower

import (
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// identity identifies what a declaration is made for: a schema, or a type that is
// made inside of one and that no schema of the document is alone. Then inner is
// the way to it.
type identity struct {
	place spec.Place
	inner string
}

// site is where a type would be declared: its identity, the path that it is named
// after, and the schema for its documentation and findings.
type site struct {
	id    identity
	path  label.Path
	cur   spec.Cursor
	depth int // how many intersections it is inside of; see deeper
}

func (l *lowering) siteOf(cur spec.Cursor) site {
	return site{id: identity{place: cur.Place()}, path: l.namePath(cur), cur: cur}
}

// inside is the identity of a type that is made inside of another.
func (id identity) inside(key string) identity { return identity{id.place, id.inner + " " + key} }

// isSchema reports whether the site is that of its schema as a whole.
func (s site) isSchema() bool { return s.id == identity{place: s.cur.Place()} }

// declarations are the declarations made so far.
type declarations struct {
	byID     map[identity]*ir.Decl
	nullable map[spec.Place]bool // component schemas that allow null
}

func newDeclarations() declarations {
	return declarations{byID: map[identity]*ir.Decl{}, nullable: map[spec.Place]bool{}}
}

// of is the declaration of a schema, or nil.
func (d declarations) of(cur spec.Cursor) *ir.Decl { return d.byID[identity{place: cur.Place()}] }

// declare lowers a component schema, once, and returns a reference to its
// declaration.
func (l *lowering) declare(cur spec.Cursor) ir.Value {
	if l.declarations.of(cur) == nil {
		l.declareNew(cur)
	}
	nullable := l.schemas.Intersection(cur).Nullable() || l.declarations.nullable[cur.Place()]
	return ir.Value{Type: ir.Ref{Decl: l.declarations.of(cur)}, Nullable: nullable}
}

func (l *lowering) declareNew(cur spec.Cursor) {
	if at := l.doc.Follow(cur); schema.ComponentName(at.Pointer) == "" && l.schemas.Component(at) == schema.ComponentName(cur.Pointer) && at.Place() != cur.Place() {
		v := l.declare(at)
		l.declarations.byID[identity{place: cur.Place()}] = v.Type.(ir.Ref).Decl
		l.declarations.nullable[cur.Place()] = l.declarations.nullable[at.Place()]
		return
	}
	d := l.newDecl(l.siteOf(cur))
	l.declarations.nullable[cur.Place()] = l.schemas.CanBeNull(l.schemas.Intersection(cur)) // until v is known: it may contain itself
	v := l.value(cur)
	l.declarations.nullable[cur.Place()] = v.Nullable
	if d.Body != nil {
		return // a struct, enumeration or union
	}
	switch v.Type.(type) {
	case ir.List, ir.Dict:
		d.Body = &ir.Named{Value: ir.Value{Type: v.Type, Checks: v.Checks}}
	default:
		if isAliasOf(v, d) {
			l.Report(diag.UnsupportedType, cur, "the schema refers only to itself", "give the schema a type")
			v.Type = ir.Any{}
		}
		v.Nullable = false // each use says whether it is
		d.Body = &ir.Alias{Value: v}
	}
}

// isAliasOf reports whether a value is a reference to d, through any aliases.
func isAliasOf(v ir.Value, d *ir.Decl) bool {
	for seen := map[*ir.Decl]bool{}; ; {
		ref, ok := v.Type.(ir.Ref)
		if !ok || ref.Decl == nil || seen[ref.Decl] {
			return false
		}
		if ref.Decl == d {
			return true
		}
		alias, ok := ref.Decl.Body.(*ir.Alias)
		if !ok {
			return false
		}
		seen[ref.Decl] = true
		v = alias.Value
	}
}

// newDecl adds a declaration for a site. Its body follows, so that a schema that
// contains itself can refer to it.
func (l *lowering) newDecl(s site) *ir.Decl {
	d := &ir.Decl{Path: s.path, Doc: titled(l.prose(s.cur), s.path.Words()...)}
	if s.isSchema() {
		d.Component = l.schemas.Component(s.cur)
		d.Given = l.givenTypeName(s.cur)
	}
	if d.Component == "" {
		d.Media = otherContent(s.cur)
	}
	l.declarations.byID[s.id] = d
	l.api.Decls = append(l.api.Decls, d)
	return d
}

// open returns the declaration of a site, and whether its body is still to be
// made.
func (l *lowering) open(s site) (d *ir.Decl, isNew bool) {
	d = l.declarations.byID[s.id]
	if d == nil {
		return l.newDecl(s), true
	}
	return d, d.Body == nil
}
