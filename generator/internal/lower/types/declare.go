package types

import (
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
	"path/filepath"
)

// identity identifies what a declaration is made for: a schema, or a type that is
// made inside of one and that no schema of the document is alone. Then inner is
// the way to it.
type identity struct {
	place spec.Place
	inner string
}

// Site is where a type would be declared: its identity, the path that it is named
// after, and the schema for its documentation and findings.
type Site struct {
	id    identity
	Path  label.Path
	cur   spec.Cursor
	depth int // how many intersections it is inside of; see deeper

	counted bool // it is a combination that isProduct has counted
}

func (b *Builder) siteOf(cur spec.Cursor) Site {
	return Site{id: identity{place: cur.Place()}, Path: b.NamePath(cur), cur: cur}
}

// Inside is the site of a type that is made inside of a schema or another object.
func Inside(cur spec.Cursor, key string, path label.Path, of spec.Cursor) Site {
	return Site{id: identity{place: cur.Place()}.inside(key), Path: path, cur: of}
}

// inside is the identity of a type that is made inside of another.
func (id identity) inside(key string) identity { return identity{id.place, id.inner + " " + key} }

// called is the site with another name in place of the last step of its path, unless it
// is that of a component; "" changes nothing.
func (s Site) called(name string) Site {
	if name != "" && len(s.Path) > 1 {
		s.Path = s.Path[:len(s.Path)-1].Append(label.Name(name))
	}
	return s
}

// isSchema reports whether the site is that of its schema as a whole.
func (s Site) isSchema() bool { return s.id == identity{place: s.cur.Place()} }

// declarations are the declarations made so far.
type declarations struct {
	byID     map[identity]*ir.Decl
	nullable map[spec.Place]bool          // component schemas that allow null
	same     map[*source.Node]spec.Cursor // equal schemas that were lowered before
}

func newDeclarations() declarations {
	return declarations{byID: map[identity]*ir.Decl{}, nullable: map[spec.Place]bool{}, same: map[*source.Node]spec.Cursor{}}
}

// of is the declaration of a schema, or nil.
func (d declarations) of(cur spec.Cursor) *ir.Decl { return d.byID[identity{place: cur.Place()}] }

// Declared is the declaration that has been made for a site, or nil.
func (b *Builder) Declared(s Site) *ir.Decl { return b.declarations.byID[s.id] }

// declare lowers a component schema, once, and returns a reference to its
// declaration.
func (b *Builder) declare(cur spec.Cursor) ir.Value {
	if b.declarations.of(cur) == nil {
		b.declareNew(cur)
	}
	nullable := b.Schemas.Intersection(cur).Nullable() || b.declarations.nullable[cur.Place()]
	return ir.Value{Type: ir.Ref{Decl: b.declarations.of(cur)}, Nullable: nullable}
}

func (b *Builder) declareNew(cur spec.Cursor) {
	if at, ok := b.Schemas.ReExported(cur); ok {
		v := b.declare(at)
		b.declarations.byID[identity{place: cur.Place()}] = v.Type.(ir.Ref).Decl
		b.declarations.nullable[cur.Place()] = b.declarations.nullable[at.Place()]
		return
	}
	d := b.NewDecl(b.siteOf(cur))
	b.declarations.nullable[cur.Place()] = b.Schemas.CanBeNull(b.Schemas.Intersection(cur)) // until v is known: it may contain itself
	v := b.Value(cur)
	b.declarations.nullable[cur.Place()] = v.Nullable
	if d.Body != nil {
		return // a struct, enumeration or union
	}
	switch v.Type.(type) {
	case ir.List, ir.Dict:
		d.Body = &ir.Named{Value: ir.Value{Type: v.Type, Checks: v.Checks}}
	default:
		if isAliasOf(v, d) {
			b.Report(diag.UnsupportedType, cur, "the schema refers only to itself", "give the schema a type")
			v.Type = ir.Any{}
		}
		v.Nullable = false // each use has this itself
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

// NewDecl adds a declaration for a site. Its body follows, so that a schema that
// contains itself can refer to it.
func (b *Builder) NewDecl(s Site) *ir.Decl {
	d := &ir.Decl{Path: s.Path, Doc: Titled(b.Prose(s.cur), s.Path.Words()...)}
	if s.isSchema() {
		d.Component = b.Schemas.Component(s.cur)
		if d.External = b.Schemas.IsExternal(s.cur); d.External {
			d.File = b.relative(s.cur.File.Path)
		}
		d.Given = b.givenTypeName(s.cur)
		d.Examples = b.Examples(s.cur)
	}
	if d.Component == "" {
		d.Media = otherContent(s.cur)
	}
	b.declarations.byID[s.id] = d
	b.API.Decls = append(b.API.Decls, d)
	return d
}

// relative is the path of a file from the folder of the document, so that it is the same
// on all machines.
func (b *Builder) relative(file string) string {
	path, err := filepath.Rel(filepath.Dir(b.Doc.Root.Path), file)
	if err != nil {
		return filepath.Base(file)
	}
	return filepath.ToSlash(path)
}

// open returns the declaration of a site, and whether its body is still to be
// made.
func (b *Builder) open(s Site) (d *ir.Decl, isNew bool) {
	d = b.declarations.byID[s.id]
	if d == nil {
		return b.NewDecl(s), true
	}
	return d, d.Body == nil
}
