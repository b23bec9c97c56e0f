package decls

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// DropUnused drops inline declarations that nothing refers to, such as the variants
// of a union that has only one type.
func DropUnused(api *ir.API) {
	used := map[*ir.Decl]bool{}
	var pending []*ir.Decl
	use := func(v ir.Value) ir.Value {
		if ref, ok := v.Type.(ir.Ref); ok && !used[ref.Decl] {
			used[ref.Decl] = true
			pending = append(pending, ref.Decl)
		}
		return v
	}
	for _, d := range api.Decls {
		if d.Component != "" || d.Retired {
			use(ir.Value{Type: ir.Ref{Decl: d}})
		}
	}
	ir.MapOperationValues(api, use)
	for len(pending) > 0 {
		d := pending[0]
		pending = pending[1:]
		ir.MapValues(d, use)
	}
	api.Decls = slices.DeleteFunc(api.Decls, func(d *ir.Decl) bool { return !used[d] })
	// The variants of a nested union are also variants of the outer one, and can be
	// used after the nested union is dropped. They are named as inline schemas then.
	for _, d := range api.Decls {
		if d.Owner != nil && !used[d.Owner] {
			d.Owner = nil
		}
	}
}
