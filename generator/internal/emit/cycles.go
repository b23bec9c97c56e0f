package emit

import "github.com/peergen/peergen/generator/internal/ir"

// newShapes finds which types contain one another by value, be it through a
// required member or through one that may be null, and which do so through
// required members alone: these have no finite value.
func newShapes(api *ir.API) *shapes {
	return &shapes{
		component: components(api, func(d *ir.Decl, f *ir.Field, u ir.Value) bool {
			_, isTuple := d.Body.(*ir.Tuple)
			return isTuple || f.Required || u.Nullable || structDecl(u) == nil
		}),
		endless: components(api, func(_ *ir.Decl, f *ir.Field, u ir.Value) bool { return f.Required && !u.Nullable }),
	}
}

// components numbers the strongly connected components of the graph whose edges
// are the members that count (Tarjan's algorithm).
func components(api *ir.API, counts func(*ir.Decl, *ir.Field, ir.Value) bool) map[*ir.Decl]int {
	component, index, low := map[*ir.Decl]int{}, map[*ir.Decl]int{}, map[*ir.Decl]int{}
	var stack []*ir.Decl
	var visit func(d *ir.Decl)
	visit = func(d *ir.Decl) {
		index[d] = len(index) + 1
		low[d] = index[d]
		stack = append(stack, d)
		for _, next := range containedBy(d, counts) {
			if index[next] == 0 {
				visit(next)
				low[d] = min(low[d], low[next])
			} else if component[next] == 0 {
				low[d] = min(low[d], index[next])
			}
		}
		if low[d] == index[d] {
			for {
				top := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				component[top] = index[d]
				if top == d {
					break
				}
			}
		}
	}
	for _, d := range api.Decls {
		if index[d] == 0 {
			visit(d)
		}
	}
	return component
}

func containedBy(d *ir.Decl, counts func(*ir.Decl, *ir.Field, ir.Value) bool) []*ir.Decl {
	var fields []*ir.Field
	switch body := d.Body.(type) {
	case *ir.Struct:
		fields = body.Fields
	case *ir.Tuple:
		fields = body.Items
	}
	var out []*ir.Decl
	for _, f := range fields {
		u := ir.Underlying(f.Value)
		if next := heldDecl(u); next != nil && counts(d, f, u) {
			out = append(out, next)
		}
	}
	return out
}
