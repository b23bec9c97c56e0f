package types

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// object lowers an object: to a struct if it has properties, or if no members are
// allowed; else to a map.
func (b *Builder) object(v schema.Intersection, s Site) ir.Value {
	names, properties := v.Properties()
	closed := b.Closed(v, names)
	patterns := b.PatternProperties(v)
	if len(names) == 0 && (!closed || len(patterns) > 0) {
		more := b.AdditionalProperties(v, patterns, closed, s)
		return ir.Value{Type: ir.Dict{Elem: more.Value, Names: more.Names}, Checks: more.Checks}
	}
	if b.isTooLarge(v, len(names), s) {
		return ir.Value{Type: ir.Any{}}
	}
	d, isNew := b.open(s)
	if !isNew {
		return ir.Value{Type: ir.Ref{Decl: d}}
	}
	body := &ir.Struct{Closed: closed && len(patterns) == 0}
	d.Body = body
	b.Checks.Incomplete[body] = true
	required := v.Required()
	for _, name := range names {
		schemas := slices.Concat(properties[name], matching(patterns, name))
		body.Fields = append(body.Fields, b.Field(name, schemas, slices.Contains(required, name), s))
	}
	b.inOrder(body.Fields, properties)
	pending := pendingObject{decl: d, parts: v}
	if v.DescribesAdditional(closed) || len(patterns) > 0 {
		more := b.AdditionalProperties(v, patterns, closed, s)
		body.Additional, body.AdditionalNames, pending.checks = &more.Value, more.Names, more.Checks
	}
	b.objects = append(b.objects, pending)
	delete(b.Checks.Incomplete, body)
	b.reportRequired(v, body)
	return ir.Value{Type: ir.Ref{Decl: d}}
}

// pendingObject is a struct or a tuple whose constraints as a whole are made when
// all members have types.
type pendingObject struct {
	decl   *ir.Decl
	parts  schema.Intersection
	checks []ir.Check // made already
}

// CheckObjects adds the constraints on structs and tuples as a whole.
func (b *Builder) CheckObjects() {
	for _, o := range b.objects {
		u := ir.Value{Type: ir.Ref{Decl: o.decl}}
		switch body := o.decl.Body.(type) {
		case *ir.Struct:
			body.Checks = slices.Concat(o.checks, constraint.Forbidden(o.parts), b.Checks.Checks(o.parts, u), constraint.RequiredAdditional(o.parts, u))
		case *ir.Tuple:
			body.Checks = b.Checks.Tuple(o.parts, u)
		}
	}
}

// reportRequired reports required members that the struct does not keep.
func (b *Builder) reportRequired(v schema.Intersection, body *ir.Struct) {
	if body.Additional != nil {
		return
	}
	for _, list := range v.With("required") {
		for _, item := range list.Elements() {
			if name, ok := item.Node.Str(); ok && body.Field(name) == nil {
				b.Report(diag.UnsupportedKeyword, item, "required names "+name+", which is not a property", "add the property, or remove the name")
			}
		}
	}
}

// Direction makes a property read-only or write-only. It is then not required, because
// it is absent in one direction.
func (b *Builder) Direction(f *ir.Field, schemas []spec.Cursor) {
	is := func(keyword string) bool {
		return slices.ContainsFunc(schemas, func(cur spec.Cursor) bool { return b.Schemas.IsMarked(cur, keyword) })
	}
	f.ReadOnly, f.WriteOnly = is("readOnly"), is("writeOnly")
	if f.ReadOnly || f.WriteOnly {
		f.DirectionRequired, f.Required = f.Required && f.ReadOnly != f.WriteOnly, false
	}
}

// Field lowers a property. schemas are those of the parts of the object.
func (b *Builder) Field(name string, schemas []spec.Cursor, required bool, s Site) *ir.Field {
	f := &ir.Field{Name: name, Required: required, Value: ir.Value{Type: ir.Any{}}}
	if !slices.ContainsFunc(schemas, spec.Cursor.IsFalse) {
		f.Value = b.common(schemas, s, label.Name(name))
	}
	last := schemas[len(schemas)-1]
	f.Doc = Titled(b.Prose(last), name)
	if last.Has("$ref") && !last.Has("description") {
		f.Doc.Summary, f.Doc.Description = "", "" // the type has them
	}
	f.Doc.Deprecated = slices.ContainsFunc(schemas, func(cur spec.Cursor) bool {
		return cur.Child("deprecated").IsTrue() || b.Doc.Follow(cur).Child("deprecated").IsTrue()
	})
	b.Direction(f, schemas)
	b.addDefault(f, schemas)
	f.Examples = b.Examples(schemas...)
	f.XML = b.xmlField(name, schemas)
	b.Extend(f, last)
	return f
}
