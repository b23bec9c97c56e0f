package naming

import (
	"slices"
	"strings"
)

// Locals is the table of that name.
var Locals = locals

// Own are the identifiers that the output has by itself: those of the runtime and
// of this package's tables, and those that documents can make of helpers.
func Own(runtime Runtime) []string {
	own := slices.Concat(runtime.Package, runtime.Members, declared, operationMethods, standardMethods, structMethods, paramsMethods, tupleFields, paramsFields, partFields, headersMethods)
	for _, ending := range slices.Concat(plannedOperationSuffixes, tokenOptions) {
		own = append(own, "A"+ending)
	}
	for _, h := range helpers {
		own = append(own, spelled(h.spelling, "A"))
		for _, other := range helpers {
			own = append(own, spelled(h.spelling, Exported(spelled(other.spelling, "A"))))
		}
		prefix, suffix, _ := strings.Cut(strings.NewReplacer("^", "*", "#", "*").Replace(h.spelling), "*")
		for _, name := range runtime.Package { // the part whose helper would be called so
			if part := strings.TrimSuffix(strings.TrimPrefix(name, prefix), suffix); len(part) > 0 && name == prefix+part+suffix {
				own = append(own, part)
			}
		}
	}
	slices.Sort(own)
	return slices.Compact(own)
}
