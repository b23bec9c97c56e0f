package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// isInlineAlias reports whether a declaration is another name for a type, and no
// component. A schema that contains itself refers to the declaration of its union
// before it turns out that the union has only one type.
func isInlineAlias(d *ir.Decl) bool {
	_, ok := d.Body.(*ir.Alias)
	return ok && d.Component == ""
}

// inlineAliases replaces references to inline aliases by what these are.
func inlineAliases(api *ir.API) {
	inline := func(v ir.Value) ir.Value {
		for range 100 { // an alias of itself is raw JSON
			ref, ok := v.Type.(ir.Ref)
			if !ok || !isInlineAlias(ref.Decl) {
				return v
			}
			alias := ref.Decl.Body.(*ir.Alias).Value
			v.Type, v.Nullable, v.Checks = alias.Type, v.Nullable || alias.Nullable, append(v.Checks, alias.Checks...)
		}
		return ir.Value{Type: ir.Any{}}
	}
	kept := slices.DeleteFunc(slices.Clone(api.Decls), isInlineAlias)
	if len(kept) == len(api.Decls) {
		return
	}
	api.Decls = kept
	for _, d := range api.Decls {
		ir.MapValues(d, inline)
	}
	ir.MapOperationValues(api, inline)
}

// dropUnused drops inline declarations that nothing refers to, such as the variants
// of a union that has only one type.
func dropUnused(api *ir.API) {
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
		if d.Component != "" {
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
