package surface

import (
	"go/token"
	"go/types"

	"golang.org/x/exp/apidiff"
)

// incompatible returns the incompatible changes that apidiff finds, without those
// that the documentation of generated packages excludes.
func incompatible(before, after *types.Package) []Finding {
	documented := map[string]bool{}
	for _, name := range operationInterfaces {
		old, now := interfaceOf(before, name), interfaceOf(after, name)
		if old == nil || now == nil {
			continue
		}
		for m := range now.Methods() {
			documented[name+"."+m.Name()+": added"] = true
		}
		if old.NumMethods() > 0 {
			continue
		}
		for _, other := range before.Scope().Names() { // which all implement an interface without methods
			documented[other+": no longer implements "+name] = true
		}
	}
	for _, name := range before.Scope().Names() {
		documented[name+": old is comparable, new is not"] = true
		if t, ok := before.Scope().Lookup(name).Type().(*types.Named); ok && !token.IsExported(name) {
			for m := range t.Methods() { // importers have no values of these types
				documented["(*"+name+")."+m.Name()+": removed"] = true
				documented[name+"."+m.Name()+": removed"] = true
			}
		}
	}
	var found []Finding
	for _, change := range apidiff.Changes(before, after).Changes {
		if !change.Compatible && !documented[change.Message] {
			found = append(found, Finding{Break, "apidiff", change.Message})
		}
	}
	return found
}

func interfaceOf(pkg *types.Package, name string) *types.Interface {
	o := pkg.Scope().Lookup(name)
	if o == nil {
		return nil
	}
	i, _ := o.Type().Underlying().(*types.Interface)
	return i
}
