package decls

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// DropUnused drops inline declarations that nothing refers to, such as the variants
// of a union that has only one type.
func DropUnused(api *ir.API) {
	roots := api.Components()
	for _, d := range api.Decls {
		if d.Retired {
			roots = append(roots, d)
		}
	}
	used := ir.Reached(api, roots...)
	api.Decls = slices.DeleteFunc(api.Decls, func(d *ir.Decl) bool { return !used[d] })
	// The variants of a nested union are also variants of the outer one, and can be
	// used after the nested union is dropped. They are named as inline schemas then.
	for _, d := range api.Decls {
		if d.Owner != nil && !used[d.Owner] {
			d.Owner = nil
		}
	}
}
