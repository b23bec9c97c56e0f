package naming

import (
	"cmp"

	"github.com/peergen/peergen/generator/internal/ir"
)

// members names the fields and constants of all types.
func (a *assignment) members() {
	others := a.otherVariants()
	for _, d := range sorted(a.api.Decls, func(x, y *ir.Decl) int { return cmp.Compare(a.names.Type(x), a.names.Type(y)) }) {
		switch body := d.Body.(type) {
		case *ir.Struct:
			a.asOthers(d, a.fields(d, body), others[d])
		case *ir.Named:
			a.asOthers(d, newScope(structMethods), others[d])
		case *ir.Tuple:
			a.items(d, body)
		case *ir.Part:
			a.headers(body.Headers, partFields)
		case *ir.Enum:
			a.constants(d, body)
		}
	}
}

// fields names the fields of a struct. A field X can have a getter GetX, so no field
// gets the name of the getter of another one. The result has the names in use.
func (a *assignment) fields(d *ir.Decl, s *ir.Struct) scope {
	names := newScope(structMethods)
	wanted := func(f *ir.Field) string { return cmp.Or(f.Given, Exported(f.Name), "Field") }
	for _, f := range s.Fields {
		names.reserve(getter(wanted(f)))
	}
	taken := newScope()
	for _, f := range sorted(s.Fields, func(x, y *ir.Field) int {
		return cmp.Or(trueFirst(x.Given != "", y.Given != ""), cmp.Compare(x.Name, y.Name))
	}) {
		name := names.claim(wanted(f), "Field")
		for taken[getter(name)] {
			name = names.claim(wanted(f), "Field")
		}
		names.reserve(getter(name))
		taken.reserve(name)
		a.names.set(f, itself, name)
		a.renamed("property "+f.Name+" of "+a.names.Type(d), wanted(f), name, f.Doc, hintGoName)
	}
	if s.Additional != nil {
		name := names.claim("AdditionalProperties", "Map")
		a.names.set(s, overflow, name)
		a.renamed("the map of additional properties of "+a.names.Type(d), "AdditionalProperties", name, d.Doc, hintNone)
	}
	return names
}

// otherVariants are the variants that values of a type can satisfy, too.
func (a *assignment) otherVariants() map[*ir.Decl][]*ir.Decl {
	out := map[*ir.Decl][]*ir.Decl{}
	for _, d := range a.api.Decls {
		if u, ok := d.Body.(*ir.Union); ok {
			for _, v := range u.Variants {
				for _, other := range v.Also {
					out[v.Decl] = append(out[v.Decl], other.Decl)
				}
			}
		}
	}
	return out
}

// asOthers names the methods that decode a variant as another one. A field keeps its
// name.
func (a *assignment) asOthers(d *ir.Decl, names scope, others []*ir.Decl) {
	for _, other := range sorted(others, func(x, y *ir.Decl) int { return cmp.Compare(a.names.Type(x), a.names.Type(y)) }) {
		if pair := [2]*ir.Decl{d, other}; a.names.find(pair, itself) == "" {
			a.names.set(pair, itself, names.claim("As"+a.names.Type(other), "Variant"))
		}
	}
}

func getter(field string) string { return "Get" + field }

// items names the items of a tuple by their titles, else by their indexes.
func (a *assignment) items(d *ir.Decl, t *ir.Tuple) {
	names := newScope(tupleFields, structMethods)
	a.names.set(t, overflow, tupleFields[0])
	for _, f := range t.Items {
		want := cmp.Or(titleName(f.Doc.Summary), "Item"+f.Name)
		name := names.claim(want, "Item")
		a.names.set(f, itself, name)
		a.renamed("item "+f.Name+" of "+a.names.Type(d), want, name, f.Doc, hintNone)
	}
}

// maxTitle is the maximum length in bytes of a title that becomes a name. Longer
// ones are prose. The limit is arbitrary.
const maxTitle = 40

func titleName(title string) string {
	if len(title) > maxTitle {
		return ""
	}
	return Exported(title)
}

// headers names the fields for the headers of an operation, or of a part.
func (a *assignment) headers(declared []*ir.Header, reserved []string) {
	names := newScope(reserved)
	for _, h := range sorted(declared, func(x, y *ir.Header) int { return cmp.Compare(x.Name, y.Name) }) {
		want := cmp.Or(Exported(h.Name), "Header")
		name := names.claim(want, "Header")
		a.names.set(h, itself, name)
		a.renamed("header "+h.Name, want, name, h.Doc, hintNone)
	}
}
