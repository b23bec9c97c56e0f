package lower

import (
	"encoding/json"
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// redirectGone replaces references to declarations that were taken back. A
// schema that contains itself refers to its union before it is known to be none.
func (l *lowering) redirectGone() {
	if len(l.gone) == 0 {
		return
	}
	replace := func(v ir.Value) ir.Value {
		for range 100 { // one that stands for itself is raw JSON
			ref, ok := v.Type.(ir.Ref)
			if !ok {
				return v
			}
			instead, ok := l.gone[ref.Decl]
			if !ok {
				return v
			}
			v.Type, v.Nullable, v.Checks = instead.Type, v.Nullable || instead.Nullable, append(v.Checks, instead.Checks...)
		}
		return ir.Value{Type: ir.Any{}}
	}
	for _, d := range l.api.Decls {
		ir.MapValues(d, replace)
	}
	ir.MapOperationValues(l.api, replace)
}

// dropUnused takes out inline declarations that nothing refers to, such as the
// variants of a union that turned out to be none.
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
}

// unquoted is the text of a JSON string, "" for other JSON.
func unquoted(literal string) string {
	var text string
	if json.Unmarshal([]byte(literal), &text) != nil {
		return ""
	}
	return text
}
