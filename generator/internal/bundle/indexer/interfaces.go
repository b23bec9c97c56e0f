package indexer

import (
	"go/ast"
	"go/token"
	"go/types"
)

// collectInterfaces finds the interfaces that a value of the runtime may be used
// as: those that its code mentions or passes arguments as, and those that
// packages fmt, errors, encoding/json and net/http look for in any value.
func (x *indexer) collectInterfaces() {
	seen := map[string]bool{}
	add := func(t types.Type) {
		if t == nil {
			return
		}
		if iface, ok := t.Underlying().(*types.Interface); ok && iface.NumMethods() > 0 && !seen[iface.String()] {
			if _, isParam := t.(*types.TypeParam); !isParam && iface.IsMethodSet() {
				seen[iface.String()] = true
				x.ifaces = append(x.ifaces, iface)
			}
		}
	}
	for _, p := range x.packages {
		for _, tv := range p.TypesInfo.Types {
			add(tv.Type)
			if signature, ok := tv.Type.(*types.Signature); ok {
				for param := range signature.Params().Variables() {
					add(param.Type())
				}
			}
		}
		for _, object := range p.TypesInfo.Defs {
			if object != nil {
				add(object.Type())
			}
		}
	}
	text := types.Typ[types.String]
	bytes := types.NewSlice(types.Typ[types.Byte])
	err := types.Universe.Lookup("error").Type()
	for _, m := range []struct {
		name            string
		params, results []types.Type
	}{
		{"String", nil, []types.Type{text}},
		{"Unwrap", nil, []types.Type{err}},
		{"MarshalJSON", nil, []types.Type{bytes, err}},
		{"UnmarshalJSON", []types.Type{bytes}, []types.Type{err}},
		{"MarshalText", nil, []types.Type{bytes, err}},
		{"UnmarshalText", []types.Type{bytes}, []types.Type{err}},
	} {
		signature := types.NewSignatureType(nil, nil, nil, tuple(m.params), tuple(m.results), false)
		add(types.NewInterfaceType([]*types.Func{types.NewFunc(token.NoPos, nil, m.name, signature)}, nil).Complete())
	}
}

func tuple(list []types.Type) *types.Tuple {
	var vars []*types.Var
	for _, t := range list {
		vars = append(vars, types.NewParam(token.NoPos, nil, "", t))
	}
	return types.NewTuple(vars...)
}

// unwrapsWriter is the method by which http.ResponseController finds the writer
// that another one wraps. Its interface has no exported name.
const unwrapsWriter = "Unwrap"

// satisfies reports whether a method makes its type satisfy one of the
// interfaces.
func (x *indexer) satisfies(method *types.Func) bool {
	receiver := namedType(method.Signature().Recv().Type())
	if method.Name() == unwrapsWriter {
		return true
	}
	for _, iface := range x.ifaces {
		for m := range iface.Methods() {
			if m.Name() == method.Name() && types.Implements(types.NewPointer(receiver), iface) {
				return true
			}
		}
	}
	return false
}

// resultKeys returns the types of the runtime that a function returns.
func (x *indexer) resultKeys(info *types.Info, fn *ast.FuncDecl) []string {
	var out []string
	if fn.Type.Results == nil {
		return nil
	}
	ast.Inspect(fn.Type.Results, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok {
			if key := x.key(info.Uses[ident]); key != "" {
				out = append(out, key)
			}
		}
		return true
	})
	return out
}
