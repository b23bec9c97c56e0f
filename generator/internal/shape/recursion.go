package shape

import "github.com/peergen/peergen/generator/internal/ir"

// recursion is which types contain one another. Go refuses a struct that
// contains itself by value.
type recursion struct {
	byValue  components // by a member that is required, may be null, or belongs to a tuple
	required components // by members that are required and not null: such a type has no finite value
}

// components numbers the strongly connected components of a graph of declarations.
type components map[*ir.Decl]int

// within reports whether owner would contain itself if it contained v by value.
func (c components) within(v ir.Value, owner *ir.Decl) bool {
	d := byValueDecl(v)
	return d != nil && owner != nil && c[d] == c[owner]
}

// byValueDecl is the struct or tuple that a value is, or nil.
func byValueDecl(u ir.Value) *ir.Decl {
	if ref, ok := u.Type.(ir.Ref); ok {
		switch ref.Decl.Body.(type) {
		case *ir.Struct, *ir.Tuple:
			return ref.Decl
		}
	}
	return nil
}

func findRecursion(api *ir.API) recursion {
	return recursion{
		byValue: findComponents(api, func(d *ir.Decl, f *ir.Field, u ir.Value) bool {
			_, isTuple := d.Body.(*ir.Tuple)
			return !isPointer(f) && (isTuple || f.Required || u.Nullable || ir.StructDecl(u) == nil || f.Value.Shape == ir.Opt)
		}),
		required: findComponents(api, func(_ *ir.Decl, f *ir.Field, u ir.Value) bool {
			return f.Required && !u.Nullable && !isPointer(f)
		}),
	}
}

// isPointer reports whether the shape that a member is set to has a pointer.
func isPointer(f *ir.Field) bool {
	return f.Value.Shape == ir.Pointer || f.Value.Shape == ir.Boxed || f.Value.Shape == ir.OptPtr
}

// findComponents takes the members that count as edges (Tarjan's algorithm).
func findComponents(api *ir.API, counts func(*ir.Decl, *ir.Field, ir.Value) bool) components {
	type node struct {
		decl       *ir.Decl
		index, low int
		done       bool
	}
	component, nodes := make(components, len(api.Decls)), make(map[*ir.Decl]*node, len(api.Decls))
	var stack []*node
	var visit func(d *ir.Decl) *node
	visit = func(d *ir.Decl) *node {
		n := &node{decl: d, index: len(nodes) + 1, low: len(nodes) + 1}
		nodes[d] = n
		stack = append(stack, n)
		for _, next := range edges(d, counts) {
			if known := nodes[next]; known == nil {
				n.low = min(n.low, visit(next).low)
			} else if !known.done {
				n.low = min(n.low, known.index)
			}
		}
		if n.low == n.index {
			for {
				top := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				component[top.decl], top.done = n.index, true
				if top == n {
					break
				}
			}
		}
		return n
	}
	for _, d := range api.Decls {
		if nodes[d] == nil {
			visit(d)
		}
	}
	return component
}

func edges(d *ir.Decl, counts func(*ir.Decl, *ir.Field, ir.Value) bool) []*ir.Decl {
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
		if next := byValueDecl(u); next != nil && counts(d, f, u) {
			out = append(out, next)
		}
	}
	return out
}
