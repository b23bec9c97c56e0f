package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// object lowers what is an object: a struct where members have names, or none
// are allowed; else a map.
func (l *lowering) object(v view, s site) ir.Type {
	names, properties := v.properties()
	closed := v.closed()
	if len(names) == 0 && !closed {
		return ir.Dict{Elem: l.others(v, s)}
	}
	d, isNew := l.open(s)
	if !isNew {
		return ir.Ref{Decl: d}
	}
	body := &ir.Struct{Closed: closed}
	d.Body = body
	required := v.required()
	for _, name := range names {
		body.Fields = append(body.Fields, l.field(name, properties[name], required[name], s))
	}
	l.inOrder(body.Fields, properties)
	if v.namesOthers() {
		elem := l.others(v, s)
		body.Others = &elem
	}
	for _, list := range v.with("required") {
		for i, item := range list.Node.Items {
			if name, ok := item.Str(); ok && properties[name] == nil {
				l.report(diag.UnsupportedKeyword, list.Index(i), "required names "+name+", which is no property", "add the property, or take the name out")
			}
		}
	}
	return ir.Ref{Decl: d}
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

// closed holds where other members are forbidden. Of the parts of an allOf none
// can forbid what another one declares, though many try: they are not heard.
func (v view) closed() bool {
	for _, part := range v {
		if isFalse(part.Child("unevaluatedProperties")) || len(v) == 1 && isFalse(part.Child("additionalProperties")) {
			return true
		}
	}
	return false
}

// namesOthers holds where the schema says what other members are.
func (v view) namesOthers() bool {
	for _, keyword := range []string{"additionalProperties", "patternProperties"} {
		for _, cur := range v.with(keyword) {
			if !isFalse(cur) && len(v) == 1 || cur.Node.Kind == source.Object {
				return true
			}
		}
	}
	return false
}

// others is what members without a name of their own are: additionalProperties,
// or patternProperties where there is but one pattern and nothing else.
func (l *lowering) others(v view, s site) ir.Value {
	var schemas []spec.Cursor
	for _, cur := range v.with("additionalProperties") {
		if cur.Node.Kind == source.Object {
			schemas = append(schemas, cur)
		}
	}
	patterns := v.with("patternProperties")
	if len(schemas) > 0 && len(patterns) == 0 {
		return l.common(schemas, s, ir.ValueStep)
	}
	if len(schemas) == 0 && len(patterns) == 1 && len(patterns[0].Node.Members) == 1 {
		for _, cur := range patterns[0].AllMembers() {
			return l.value(cur)
		}
	}
	return ir.Value{Type: ir.Any{}}
}

func (l *lowering) field(name string, schemas []spec.Cursor, required bool, s site) *ir.Field {
	f := &ir.Field{Name: name, Required: required, Value: l.common(schemas, s, name)}
	last := schemas[len(schemas)-1]
	f.Doc = l.prose(last)
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
		f.Required = false // in one direction it is not there
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
