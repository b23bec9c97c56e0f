package naming

import (
	"cmp"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// members names the fields and constants of all types.
func (a *assignment) members(decls []*ir.Decl) {
	for _, d := range decls {
		switch body := d.Body.(type) {
		case *ir.Struct:
			a.fields(d, body)
		case *ir.Tuple:
			a.items(d, body)
		case *ir.Part:
			a.headers(body.Headers, a.names.blocks[d], partFields)
		case *ir.Enum:
			a.constants(d, body)
		}
	}
}

// memberKinds are the entries of a type that are its fields and methods. A field X can
// have a getter GetX, so no field gets the name of the getter of another one.
var memberKinds = map[lock.Kind]spelling{
	lock.Member: withGetter, lock.Additional: asIs, lock.Item: asIs, lock.As: asIs,
}

func withGetter(name string) []string { return []string{name, "Get" + name} }

// memberScope is the scope of the fields and methods of a type.
func (a *assignment) memberScope(d *ir.Decl, reserved ...[]string) *scope {
	s := newScope(reserved...)
	keepEntries(s, a.names.blocks[d].earlier, memberKinds)
	return s
}

// fields names the fields of a struct.
func (a *assignment) fields(d *ir.Decl, s *ir.Struct) {
	names := a.memberScope(d, structMethods)
	a.structs[d] = names
	for _, f := range sorted(s.Fields, func(x, y *ir.Field) int { return trueFirst(x.Given != "", y.Given != "") }) {
		a.nameEntry(names, claim{
			part: f, want: cmp.Or(f.Given, Exported(f.Name), "Field"), suffix: "Field", spelled: withGetter, given: f.Given != "",
			what: "property " + f.Name + " of " + a.names.Type(d), doc: f.Doc, hint: hintGoName,
		}, a.names.blocks[d], identity.Field(f))
	}
	if s.Additional != nil {
		a.nameEntry(names, claim{
			part: s, role: overflow, want: "AdditionalProperties", suffix: "Map",
			what: "the map of additional properties of " + a.names.Type(d), doc: d.Doc,
		}, a.names.blocks[d], lock.Key{Kind: lock.Additional})
	}
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
func (a *assignment) asOthers() {
	others := a.otherVariants()
	for _, d := range a.api.Decls {
		names := a.structs[d]
		if names == nil {
			names = a.memberScope(d, structMethods)
		}
		for _, other := range others[d] {
			if pair := [2]*ir.Decl{d, other}; a.names.find(pair, itself) == "" {
				name := a.names.Type(other)
				a.nameEntry(names, claim{part: pair, want: "As" + name, suffix: "Variant"}, a.names.blocks[d], identity.As(name))
			}
		}
	}
}

// items names the items of a tuple by their titles, else by their indexes.
func (a *assignment) items(d *ir.Decl, t *ir.Tuple) {
	names := a.memberScope(d, tupleFields, structMethods)
	a.names.set(t, overflow, tupleFields[0])
	if t.Rest != nil {
		record(a.names.blocks[d], tupleFields[0], lock.Key{Kind: lock.Rest})
	}
	for _, f := range t.Items {
		a.nameEntry(names, claim{
			part: f, want: cmp.Or(titleName(f.Doc.Summary), "Item"+f.Name), suffix: "Item",
			what: "item " + f.Name + " of " + a.names.Type(d), doc: f.Doc,
		}, a.names.blocks[d], identity.Item(f))
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
func (a *assignment) headers(declared []*ir.Header, b blocks, reserved []string) {
	names := newScope(reserved)
	keepEntries(names, b.earlier, map[lock.Kind]spelling{lock.Header: asIs})
	keys := identity.Headers(declared, b.earlier)
	for i, h := range declared {
		a.nameEntry(names, claim{
			part: h, want: cmp.Or(Exported(h.Name), "Header"), suffix: "Header", what: "header " + h.Name, doc: h.Doc,
		}, b, keys[i])
		a.names.headerKeys[h] = keys[i]
	}
}
