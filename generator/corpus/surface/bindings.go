package surface

import (
	"go/constant"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// allBindings adds what is known without the document: the value of each constant
// and the tag of each field. More specific bindings win.
func allBindings(pkg *types.Package, specific map[string]string) map[string]string {
	found := map[string]string{}
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		switch o := scope.Lookup(name).(type) {
		case *types.Const:
			if o.Exported() && o.Val().Kind() != constant.Unknown {
				found[name] = "constant " + o.Val().ExactString()
			}
		case *types.TypeName:
			if !o.Exported() {
				continue
			}
			if s, ok := o.Type().Underlying().(*types.Struct); ok {
				tagBindings(found, name, s)
			}
		}
	}
	maps.Copy(found, specific)
	return found
}

// tagBindings adds the names that fields have in their tags.
func tagBindings(found map[string]string, name string, s *types.Struct) {
	for i := range s.NumFields() {
		field, tag := s.Field(i), reflect.StructTag(s.Tag(i))
		for _, key := range []string{"json", "form"} {
			if value := tag.Get(key); field.Exported() && value != "" && value != "-" {
				found[name+"."+field.Name()] = key + " " + value
				break
			}
		}
	}
}

// rebound returns the names that both packages have, and that represent something
// else in the new one. Names that are broken do not compile, and so are not silent. A type
// may represent another schema if its own is no longer in the document: it is kept for
// importers.
func rebound(before, after *Package, broken []Finding) []Finding {
	isBroken := map[string]bool{}
	for _, f := range broken {
		isBroken[f.Name] = true
	}
	present := map[string]bool{}
	for _, of := range after.Bindings {
		present[of] = true
	}
	var found []Finding
	for _, name := range slices.Sorted(maps.Keys(before.Bindings)) {
		old, now := before.Bindings[name], after.Bindings[name]
		switch {
		case before.isType(name) && !present[old]:
		case old == now, isBroken[name], before.kind(name) != after.kind(name):
		case now != "":
			found = append(found, Finding{Silent, name, old + " -> " + now})
		case after.has(name):
			found = append(found, Finding{Silent, name, old + " -> nothing of the document"})
		}
	}
	return found
}

// isType reports whether a name is that of a type, not of its member.
func (p *Package) isType(name string) bool {
	_, ok := p.Types.Scope().Lookup(name).(*types.TypeName)
	return ok
}

// kind returns whether Name, or Name in Name.Field, is a type, constant, variable or function.
func (p *Package) kind(name string) string {
	name, _, _ = strings.Cut(name, ".")
	o := p.Types.Scope().Lookup(name)
	if o == nil {
		return ""
	}
	return kindOf(o)
}

// has reports whether a package declares an identifier: Name, Type.Field or
// Type.Method.
func (p *Package) has(name string) bool {
	for i := range len(name) {
		if name[i] == '.' {
			o := p.Types.Scope().Lookup(name[:i])
			if o == nil {
				return false
			}
			member, _, _ := types.LookupFieldOrMethod(o.Type(), true, p.Types, name[i+1:])
			return member != nil
		}
	}
	return p.Types.Scope().Lookup(name) != nil
}
