package decls

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

// InlineAliases replaces references to inline aliases by what these are.
func InlineAliases(api *ir.API) {
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
