package lower

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
func (l *lowering) object(v schema.Intersection, s site) ir.Value {
	names, properties := v.Properties()
	closed := l.closed(v, names)
	patterns := l.patternProperties(v)
	if len(names) == 0 && (!closed || len(patterns) > 0) {
		more := l.additionalProperties(v, patterns, closed, s)
		return ir.Value{Type: ir.Dict{Elem: more.value, Names: more.names}, Checks: more.checks}
	}
	d, isNew := l.open(s)
	if !isNew {
		return ir.Value{Type: ir.Ref{Decl: d}}
	}
	body := &ir.Struct{Closed: closed && len(patterns) == 0}
	d.Body = body
	l.checks.Incomplete[body] = true
	required := v.Required()
	for _, name := range names {
		schemas := append(properties[name], matching(patterns, name)...)
		body.Fields = append(body.Fields, l.field(name, schemas, slices.Contains(required, name), s))
	}
	l.inOrder(body.Fields, properties)
	pending := pendingObject{decl: d, parts: v}
	if v.DescribesAdditional() || len(patterns) > 0 {
		more := l.additionalProperties(v, patterns, closed, s)
		body.Others, body.OthersNames, pending.checks = &more.value, more.names, more.checks
	}
	l.objects = append(l.objects, pending)
	delete(l.checks.Incomplete, body)
	l.reportRequired(v, body)
	return ir.Value{Type: ir.Ref{Decl: d}}
}

// pendingObject is a struct or a tuple whose constraints as a whole are made when
// all members have types.
type pendingObject struct {
	decl   *ir.Decl
	parts  schema.Intersection
	checks []ir.Check // made already
}

// checkObjects adds the constraints on structs and tuples as a whole.
func (l *lowering) checkObjects() {
	for _, o := range l.objects {
		u := ir.Value{Type: ir.Ref{Decl: o.decl}}
		switch body := o.decl.Body.(type) {
		case *ir.Struct:
			body.Checks = slices.Concat(o.checks, constraint.Forbidden(o.parts), l.checks.Checks(o.parts, u), constraint.RequiredAdditional(o.parts, u))
		case *ir.Tuple:
			body.Checks = l.checks.Tuple(o.parts, u)
		}
	}
}

// reportRequired reports required members that the struct does not keep.
func (l *lowering) reportRequired(v schema.Intersection, body *ir.Struct) {
	if body.Others != nil {
		return
	}
	for _, list := range v.With("required") {
		for _, item := range list.Elements() {
			if name, ok := item.Node.Str(); ok && body.Field(name) == nil {
				l.Report(diag.UnsupportedKeyword, item, "required names "+name+", which is not a property", "add the property, or remove the name")
			}
		}
	}
}

// field lowers a property. schemas are what the parts of the object say about it.
func (l *lowering) field(name string, schemas []spec.Cursor, required bool, s site) *ir.Field {
	f := &ir.Field{Name: name, Required: required, Value: ir.Value{Type: ir.Any{}}}
	if !slices.ContainsFunc(schemas, spec.Cursor.IsFalse) {
		f.Value = l.common(schemas, s, label.Name(name))
	}
	last := schemas[len(schemas)-1]
	f.Doc = titled(l.prose(last), name)
	if last.Has("$ref") && !last.Has("description") {
		f.Doc.Summary, f.Doc.Description = "", "" // the type has them
	}
	is := func(keyword string) bool {
		return slices.ContainsFunc(schemas, func(cur spec.Cursor) bool {
			return cur.Child(keyword).IsTrue() || l.doc.Follow(cur).Child(keyword).IsTrue()
		})
	}
	f.ReadOnly, f.WriteOnly, f.Doc.Deprecated = is("readOnly"), is("writeOnly"), is("deprecated")
	if f.ReadOnly || f.WriteOnly {
		f.Due, f.Required = required && f.ReadOnly != f.WriteOnly, false // it is absent in one direction
	}
	f.Default = l.doc.Follow(last).Child("default").JSON()
	f.XML = l.xmlField(name, schemas)
	l.extend(f, last)
	return f
}
