package naming

import (
	"cmp"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// components gives component schemas their own names. One whose name is reserved
// or taken is called a Model. Names from extensions come first, and components of
// other files last.
func (a *assignment) components(decls []*ir.Decl) {
	var components []*ir.Decl
	for _, d := range decls {
		if d.Component != "" {
			components = append(components, d)
		}
	}
	for _, d := range sorted(components, func(x, y *ir.Decl) int {
		return cmp.Or(trueFirst(x.Given != "", y.Given != ""), trueFirst(!x.External, !y.External))
	}) {
		a.nameBlock(a.pkg, claim{
			part: d, want: cmp.Or(d.Given, Exported(d.Component), "Schema"), suffix: "Model", given: d.Given != "",
			what: "schema " + d.Component, doc: d.Doc, hint: hintGoName,
		}, a.identities.EarlierDecl(d), keyOf(d))
		a.reportRenamed(d)
	}
	for _, d := range components {
		a.valueList(d)
	}
}

// reportRenamed reports that a component keeps the Go name that another component has in the
// lock: the document has another name for the same schema.
func (a *assignment) reportRenamed(d *ir.Decl) {
	earlier, name := a.names.blocks[d].earlier, a.names.Type(d)
	if d.Retired || earlier == nil || earlier.Kind != lock.Schema || earlier.Key == identity.Decl(d, "") {
		return
	}
	now := &lock.Block{Entry: lock.Entry{Key: identity.Decl(d, "")}}
	hint := hintNone
	if want := cmp.Or(d.Given, Exported(d.Component)); want != name {
		hint = "`" + lock.Command(a.ds.EditFlags, "rename", lock.Identity(now, nil), want) + "` renames it, with " + name + " as a deprecated name"
	}
	a.report(diag.Moved, d.Doc, "schema "+d.Component+" is still "+name+" in Go: it was "+earlier.ID, hint)
}

// keyOf is the identity of a declaration by its Go name.
func keyOf(d *ir.Decl) func(name string) lock.Key {
	return func(name string) lock.Key { return identity.Decl(d, name) }
}

// valueList names the function that lists the values of an enum: StatusValues. A
// component that has this name keeps it.
func (a *assignment) valueList(d *ir.Decl) {
	body, ok := d.Body.(*ir.Enum)
	if !ok {
		return
	}
	c := claim{part: body, role: overflow, want: Derived(lock.Values, a.names.Type(d)), suffix: "List", doc: d.Doc}
	if len(body.Values) == 0 {
		a.names.set(c.part, c.role, a.choose(a.pkg, c))
		return
	}
	c.what = "the list of the values of " + a.names.Type(d)
	a.nameEntry(a.pkg, c, a.names.blocks[d], lock.Key{Kind: lock.Values})
}

// unions names what belongs to a union: the variants that are made for it
// (PetString) and the one for unknown values (UnknownPet).
func (a *assignment) unions(decls []*ir.Decl) {
	for _, d := range decls {
		a.ownVariant(d)
		if body, ok := d.Body.(*ir.Union); ok {
			a.nameEntry(a.pkg, claim{
				part: body, role: overflow, want: Derived(lock.Unknown, a.names.Type(d)), suffix: "Variant",
				what: "the variant of " + a.names.Type(d) + " for unknown values", doc: d.Doc,
			}, a.names.blocks[d], lock.Key{Kind: lock.Unknown})
		}
	}
	for _, d := range decls {
		if body, ok := d.Body.(*ir.Union); ok {
			for _, variant := range body.Variants {
				record(a.names.blocks[d], "", identity.Variant(a.names.Type(variant.Decl)))
			}
		}
	}
}

// ownVariant names a variant that is made for a union, after the union. Its last step
// identifies it in the union, so that its name in the lock can be recognized.
func (a *assignment) ownVariant(d *ir.Decl) {
	if d.Owner == nil || a.names.find(d, itself) != "" {
		return
	}
	a.ownVariant(d.Owner)
	word := d.Path.Last().String()
	want := a.names.Type(d.Owner) + Exported(word)
	earlier := a.identities.EarlierDecl(d)
	if union := a.names.blocks[d.Owner].earlier; earlier == nil && union != nil {
		for _, name := range append([]string{union.Name}, union.Formerly...) { // a rename of the union leaves its variants alone
			if name += Exported(word); earlier == nil && union.Get(identity.Variant(name)) != nil {
				earlier = a.earlier.Type(name)
			}
		}
	}
	a.nameBlock(a.pkg, claim{
		part: d, want: want, suffix: "Variant", what: "the variant " + word + " of " + a.names.Type(d.Owner), doc: d.Doc,
	}, earlier, keyOf(d))
	a.valueList(d)
}

// errorAliases names the errors that have a declared body: ProblemError for
// Problem, and ValidationStatusError for ValidationError.
func (a *assignment) errorAliases() {
	for _, e := range a.api.Errors {
		body := a.names.Type(e.Decl)
		want, suffix := errorName(body)
		a.nameEntry(a.pkg, claim{
			part: e, want: want, suffix: suffix, what: "the error with the body " + body, doc: e.Decl.Doc,
		}, a.names.blocks[e.Decl], lock.Key{Kind: lock.Error})
	}
}

// Derived is the name of what is called after a type: the function that lists the values of an
// enum, the error with a body, and the variant of a union for unknown values.
func Derived(kind lock.Kind, typeName string) string {
	switch kind {
	case lock.Values:
		return typeName + "Values"
	case lock.Unknown:
		return "Unknown" + typeName
	case lock.Error:
		name, _ := errorName(typeName)
		return name
	}
	panic("naming: nothing of kind " + string(kind) + " is called after a type")
}

// errorName is the name of an error with a body, and the suffix to try if it is taken.
func errorName(body string) (name, suffix string) {
	stem, isError := strings.CutSuffix(body, "Error")
	switch {
	case !isError:
		return stem + "Error", "Status"
	case stem == "":
		return "ErrorStatusError", "Type"
	}
	return stem + "StatusError", "Type"
}
