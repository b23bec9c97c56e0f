package indexer

import (
	"bytes"
	"fmt"
	"go/ast"
	"strings"

	"github.com/peergen/peergen/generator/internal/bundle"
)

// alias returns the declaration of a public name in packages that share
// the runtime: an alias of a type, or a function that calls the other one. It has
// the doc comment of the original, which begins at from.
func (w *writer) alias(source []byte, from int) (bundle.Piece, error) {
	var text bytes.Buffer
	end := func(n ast.Node) int { return w.pkg.Fset.Position(n.End()).Offset }
	switch decl := w.decl.(type) {
	case *ast.GenDecl:
		spec, ok := decl.Specs[0].(*ast.TypeSpec)
		if !ok {
			return bundle.Piece{}, fmt.Errorf("a public declaration is a type or a function")
		}
		piece := w.write(&text, source, cut{from: from, to: end(spec.Name)})
		w.typeParams(&text, source, spec.TypeParams)
		text.WriteString(" = " + w.pkg.Name + "." + spec.Name.Name + typeArguments(spec.TypeParams))
		piece.Text = text.String()
		return piece, nil
	case *ast.FuncDecl:
		piece := w.write(&text, source, cut{from: from, to: end(decl.Type)})
		var arguments []string
		for _, field := range decl.Type.Params.List {
			spread := ""
			if _, ok := field.Type.(*ast.Ellipsis); ok {
				spread = "..."
			}
			for _, name := range field.Names {
				arguments = append(arguments, name.Name+spread)
			}
		}
		fmt.Fprintf(&text, " { return %s.%s%s(%s) }", w.pkg.Name, decl.Name.Name, typeArguments(decl.Type.TypeParams), strings.Join(arguments, ", "))
		piece.Text = text.String()
		return piece, nil
	}
	return bundle.Piece{}, fmt.Errorf("a declaration of kind %T", w.decl)
}

func (w *writer) typeParams(text *bytes.Buffer, source []byte, params *ast.FieldList) {
	if params != nil {
		w.write(text, source, cut{from: w.pkg.Fset.Position(params.Pos()).Offset, to: w.pkg.Fset.Position(params.End()).Offset})
	}
}

// typeArguments passes type parameters on.
func typeArguments(params *ast.FieldList) string {
	if params == nil {
		return ""
	}
	var names []string
	for _, field := range params.List {
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	return "[" + strings.Join(names, ", ") + "]"
}
