package indexer

import (
	"bytes"
	"errors"
	"go/ast"
	"go/format"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/peergen/peergen/generator/internal/bundle"
)

// addDeclaration adds a declaration of a file to the index.
func (x *indexer) addDeclaration(p *packages.Package, f *ast.File, decl ast.Decl) error {
	d := bundle.Declaration{Keys: x.declared(p, decl)}
	start := decl.Pos()
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Doc != nil {
			start = decl.Doc.Pos()
		}
		d.With = x.travelsWith(p, decl, d.Keys[0])
	case *ast.GenDecl:
		if decl.Doc != nil {
			start = decl.Doc.Pos()
		}
	}
	w := &writer{indexer: x, pkg: p, decl: decl}
	cuts := slices.Concat(x.fieldCuts(p, decl, d.Keys[0]), x.guardCuts(p, decl))
	d.Fields = x.otherFields(p, decl, cuts)
	end := decl.End()
	source := x.sources[p.Fset.Position(start).Filename]
	from, to := p.Fset.Position(start).Offset, lineEnd(source, p.Fset.Position(end).Offset)
	w.collect(f, start, end)
	if len(w.problems) > 0 {
		return errors.New(strings.Join(w.problems, "; "))
	}
	pieces, err := w.pieces(source, from, to, cuts)
	d.Pieces = pieces
	if bundle.IsPublic(d.Keys[0]) {
		if d.Alias, err = w.alias(source, from); err != nil {
			return err
		}
	}
	x.index.Declarations = append(x.index.Declarations, d)
	return err
}

// declared returns the keys of what a declaration declares.
func (x *indexer) declared(p *packages.Package, decl ast.Decl) []string {
	var out []string
	add := func(ident *ast.Ident) {
		if key := x.key(p.TypesInfo.Defs[ident]); key != "" {
			out = append(out, key)
		}
	}
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		add(decl.Name)
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				add(spec.Name)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					add(name)
				}
			}
		}
	}
	return out
}

// travelsWith returns what a function or method travels with: a method with its
// type if it satisfies an interface, or is exported and the type is public; a
// public function with the public type that it returns, or its companion.
func (x *indexer) travelsWith(p *packages.Package, fn *ast.FuncDecl, key string) []string {
	if fn.Recv == nil {
		if !bundle.IsPublic(key) || bundle.FeatureOf(key) != "" {
			return nil
		}
		if with := bundle.Companion(key); with != "" {
			return []string{with}
		}
		return slices.DeleteFunc(x.resultKeys(p.TypesInfo, fn), func(key string) bool { return !bundle.IsPublic(key) })
	}
	method := p.TypesInfo.Defs[fn.Name].(*types.Func)
	receiver := x.key(namedType(method.Signature().Recv().Type()).Obj())
	if x.satisfies(method) || method.Exported() && bundle.IsPublic(receiver) {
		return []string{receiver}
	}
	return nil
}

// cut is a field of a struct, or a statement that an optional field guards: where its
// lines begin and end in the source.
type cut struct {
	from, to int
	fields   []string
	guard    string
}

// fieldCuts returns the fields of a struct that travel only if they are
// mentioned: not those that a public type exports, not embedded ones, and none of
// a struct with tags, whose fields encoding/json finds by reflection.
func (x *indexer) fieldCuts(p *packages.Package, decl ast.Decl, key string) []cut {
	general, ok := decl.(*ast.GenDecl)
	if !ok || len(general.Specs) != 1 {
		return nil
	}
	spec, ok := general.Specs[0].(*ast.TypeSpec)
	if !ok {
		return nil
	}
	structType, ok := spec.Type.(*ast.StructType)
	if !ok || slices.ContainsFunc(structType.Fields.List, func(f *ast.Field) bool { return f.Tag != nil }) {
		return nil
	}
	position := p.Fset.Position
	if position(structType.Fields.Opening).Line == position(structType.Fields.Closing).Line {
		return nil
	}
	source := x.sources[position(decl.Pos()).Filename]
	var out []cut
	for _, f := range structType.Fields.List {
		var fields []string
		isKept := len(f.Names) == 0
		for _, name := range f.Names {
			fields = append(fields, key+"."+name.Name)
			isKept = isKept || name.IsExported() && bundle.IsPublic(key)
		}
		if isKept {
			continue
		}
		start := f.Pos()
		if f.Doc != nil {
			start = f.Doc.Pos()
		}
		from := bytes.LastIndexByte(source[:position(start).Offset], '\n') + 1
		out = append(out, cut{from: from, to: lineEnd(source, position(f.End()).Offset) + 1, fields: fields})
	}
	return out
}

// guardCuts returns the statements of a function that optional fields guard.
func (x *indexer) guardCuts(p *packages.Package, decl ast.Decl) (out []cut) {
	fn, ok := decl.(*ast.FuncDecl)
	if !ok || fn.Body == nil {
		return nil
	}
	position := p.Fset.Position
	source := x.sources[position(decl.Pos()).Filename]
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		statement, ok := n.(*ast.IfStmt)
		if !ok || statement.Else != nil || statement.Init != nil {
			return true
		}
		guard := x.guardOf(p, statement.Cond)
		if guard == "" {
			return true
		}
		from := bytes.LastIndexByte(source[:position(statement.Pos()).Offset], '\n') + 1
		out = append(out, cut{from: from, to: lineEnd(source, position(statement.End()).Offset) + 1, guard: guard})
		return false
	})
	return out
}

// guardOf returns the optional field that a condition mentions, or "".
func (x *indexer) guardOf(p *packages.Package, cond ast.Expr) (guard string) {
	ast.Inspect(cond, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok {
			if key := x.key(p.TypesInfo.Uses[ident]); bundle.IsOptional(key) {
				guard = key
			}
		}
		return true
	})
	return guard
}

// otherFields returns the fields of a struct that are always there.
func (x *indexer) otherFields(p *packages.Package, decl ast.Decl, cuts []cut) []string {
	general, ok := decl.(*ast.GenDecl)
	if !ok {
		return nil
	}
	spec, ok := general.Specs[0].(*ast.TypeSpec)
	if !ok {
		return nil
	}
	s, ok := p.TypesInfo.Defs[spec.Name].Type().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var out []string
	for f := range s.Fields() {
		key := x.key(f)
		if key != "" && !slices.ContainsFunc(cuts, func(c cut) bool { return slices.Contains(c.fields, key) }) {
			out = append(out, key)
		}
	}
	return out
}

// lineEnd returns the offset of the line break after from, or the end.
func lineEnd(source []byte, from int) int {
	if i := bytes.IndexByte(source[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(source)
}

// pieces cuts the text of a declaration, formats it and gives each piece what it
// mentions.
func (w *writer) pieces(source []byte, from, to int, cuts []cut) ([]bundle.Piece, error) {
	var spans []cut // pieces of the source, in order
	at := from
	for _, c := range cuts {
		if at < c.from {
			spans = append(spans, cut{from: at, to: c.from})
		}
		spans = append(spans, c)
		at = c.to
	}
	if at < to {
		spans = append(spans, cut{from: at, to: to})
	}
	var text bytes.Buffer
	var lines []int // of each piece
	var out []bundle.Piece
	for _, s := range spans {
		before := bytes.Count(text.Bytes(), []byte("\n"))
		piece := w.write(&text, source, s)
		lines = append(lines, bytes.Count(text.Bytes(), []byte("\n"))-before)
		out = append(out, piece)
	}
	formatted, err := format.Source(text.Bytes())
	if err != nil {
		return nil, err
	}
	rest := string(formatted)
	for i := range out {
		end := len(rest)
		if i < len(out)-1 {
			end = 0
			for range lines[i] {
				end += strings.IndexByte(rest[end:], '\n') + 1
			}
		}
		out[i].Text, rest = rest[:end], rest[end:]
	}
	return out, nil
}
