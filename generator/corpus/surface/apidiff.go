package surface

import (
	"go/token"
	"go/types"

	"golang.org/x/exp/apidiff"
)

// incompatible returns the incompatible changes that apidiff finds, without those
// that the documentation of generated packages excludes.
func incompatible(before, after *types.Package) []Finding {
	var found []Finding
	breaking, _ := Changes(before, after)
	for _, message := range breaking {
		found = append(found, Finding{Break, "apidiff", message})
	}
	return found
}

// Changes returns the changes that apidiff finds, such as "Pet.Name: changed from string to
// int64": those that break importers, and all others. What the documentation of generated
// packages excludes does not break importers: methods that interfaces of operations get.
func Changes(before, after *types.Package) (breaking, compatible []string) {
	documented, ignored := documentedChanges(before, after), ignoredChanges(before)
	for _, change := range apidiff.Changes(before, after).Changes {
		switch {
		case !change.Compatible && !documented[change.Message]:
			breaking = append(breaking, change.Message)
		case change.Compatible || !ignored[change.Message]:
			compatible = append(compatible, change.Message)
		}
	}
	return breaking, compatible
}

// documentedChanges are messages about changes that apidiff calls incompatible, and the
// documentation of generated packages does not.
func documentedChanges(before, after *types.Package) map[string]bool {
	documented := ignoredChanges(before)
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
	return documented
}

// ignoredChanges are messages about changes that importers cannot see.
func ignoredChanges(before *types.Package) map[string]bool {
	ignored := map[string]bool{}
	for _, name := range before.Scope().Names() {
		ignored[name+": old is comparable, new is not"] = true
		if t, ok := before.Scope().Lookup(name).Type().(*types.Named); ok && !token.IsExported(name) {
			for m := range t.Methods() { // importers have no values of these types
				ignored["(*"+name+")."+m.Name()+": removed"] = true
				ignored[name+"."+m.Name()+": removed"] = true
			}
		}
	}
	return ignored
}

func interfaceOf(pkg *types.Package, name string) *types.Interface {
	o := pkg.Scope().Lookup(name)
	if o == nil {
		return nil
	}
	i, _ := o.Type().Underlying().(*types.Interface)
	return i
}
