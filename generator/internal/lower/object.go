package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/spec"
)

// object lowers what is an object: a struct where members have names, or none
// are allowed; else a map.
func (l *lowering) object(v view, s site) ir.Value {
	names, properties := v.properties()
	closed := l.closed(v, names)
	patterns := l.patternMembers(v)
	if len(names) == 0 && (!closed || len(patterns) > 0) {
		elem, names, checks := l.others(v, patterns, closed, s)
		return ir.Value{Type: ir.Dict{Elem: elem, Names: names}, Checks: checks}
	}
	d, isNew := l.open(s)
	if !isNew {
		return ir.Value{Type: ir.Ref{Decl: d}}
	}
	body := &ir.Struct{Closed: closed && len(patterns) == 0}
	d.Body, l.unready[body] = body, true
	required := v.required()
	for _, name := range names {
		schemas := append(properties[name], matching(patterns, name)...)
		body.Fields = append(body.Fields, l.field(name, schemas, required[name], s))
	}
	l.inOrder(body.Fields, properties)
	var keyed []ir.Check
	if v.namesOthers() || len(patterns) > 0 {
		elem, names, checks := l.others(v, patterns, closed, s)
		body.Others, body.OthersNames, keyed = &elem, names, checks
	}
	l.later = append(l.later, func() {
		u := ir.Value{Type: ir.Ref{Decl: d}}
		body.Checks = slices.Concat(keyed, forbidden(v), l.checks(v, u), requiredOthers(v, u))
	})
	delete(l.unready, body)
	l.requiredNothing(v, body)
	return ir.Value{Type: ir.Ref{Decl: d}}
}

// requiredNothing reports required members that the struct has no place for.
func (l *lowering) requiredNothing(v view, body *ir.Struct) {
	for _, list := range v.with("required") {
		for i, item := range list.Node.Items {
			if name, ok := item.Str(); ok && body.Field(name) == nil && body.Others == nil {
				l.report(diag.UnsupportedKeyword, list.Index(i), "required names "+name+", which is no property", "add the property, or take the name out")
			}
		}
	}
}

// properties are the declared members of all parts, in declared order, each
// with what the parts say of it.
func (v view) properties() ([]string, map[string][]spec.Cursor) {
	var names []string
	schemas := map[string][]spec.Cursor{}
	for _, properties := range v.with("properties") {
		for name, cur := range properties.AllMembers() {
			if schemas[name] == nil {
				names = append(names, name)
			}
			schemas[name] = append(schemas[name], cur)
		}
	}
	return names, schemas
}

func (l *lowering) field(name string, schemas []spec.Cursor, required bool, s site) *ir.Field {
	f := &ir.Field{Name: name, Required: required, Value: ir.Value{Type: ir.Any{}}}
	if !slices.ContainsFunc(schemas, isFalse) {
		f.Value = l.common(schemas, s, label.Name(name))
	}
	last := schemas[len(schemas)-1]
	f.Doc = titled(l.prose(last), name)
	if last.Has("$ref") && !last.Has("description") {
		f.Doc.Summary, f.Doc.Description = "", "" // the type has them
	}
	is := func(keyword string) bool {
		return slices.ContainsFunc(schemas, func(cur spec.Cursor) bool {
			return isTrue(cur.Child(keyword)) || isTrue(l.doc.Follow(cur).Child(keyword))
		})
	}
	f.ReadOnly, f.WriteOnly, f.Doc.Deprecated = is("readOnly"), is("writeOnly"), is("deprecated")
	if f.ReadOnly || f.WriteOnly {
		f.Due, f.Required = required && f.ReadOnly != f.WriteOnly, false // in one direction it is not there
	}
	f.Default = jsonText(l.doc.Follow(last).Child("default"))
	f.XML = l.xmlField(name, schemas)
	l.extend(f, last)
	return f
}

// jsonText is the JSON of the value at a place, "" for none.
func jsonText(cur spec.Cursor) string {
	if cur.Node == nil {
		return ""
	}
	return string(cur.Node.JSON())
}
