package indexer

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/peergen/peergen/generator/internal/bundle"
)

// writer spells one declaration as in the output.
type writer struct {
	*indexer
	pkg      *packages.Package
	decl     ast.Decl
	edits    []edit
	problems []string
}

// edit replaces a part of the source.
type edit struct {
	from, to int
	text     string
	mentions []string
	imports  string
}

// collect finds what to replace between two positions.
func (w *writer) collect(f *ast.File, start, end token.Pos) {
	info := w.pkg.TypesInfo
	ast.Inspect(w.decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if selection := info.Selections[n]; selection != nil {
				w.mentionPath(n.Sel.Pos(), selection)
			}
			if pkg, ok := n.X.(*ast.Ident); ok {
				if name, ok := info.Uses[pkg].(*types.PkgName); ok {
					w.qualified(n, name)
					return false
				}
			}
		case *ast.CompositeLit:
			w.mentionUnkeyed(n)
		case *ast.Ident:
			w.ident(n)
		}
		return true
	})
	for _, group := range f.Comments {
		if start <= group.Pos() && group.Pos() < end || w.pkg.Fset.Position(group.Pos()).Line == w.pkg.Fset.Position(end).Line {
			for _, c := range group.List {
				w.comment(c, group.Pos() == start)
			}
		}
	}
	slices.SortStableFunc(w.edits, func(a, b edit) int { return a.from - b.from })
}

func (w *writer) add(from, to token.Pos, e edit) {
	e.from, e.to = w.pkg.Fset.Position(from).Offset, w.pkg.Fset.Position(to).Offset
	w.edits = append(w.edits, e)
}

// qualified handles json.Reader: a declaration of another package.
func (w *writer) qualified(n *ast.SelectorExpr, name *types.PkgName) {
	imported := name.Imported().Path()
	if !strings.HasPrefix(imported, runtimePath) {
		base := path.Base(imported)
		w.checkShadow(n.Pos(), base, name)
		w.add(n.X.Pos(), n.X.End(), edit{text: base, imports: imported})
		return
	}
	key := w.key(w.pkg.TypesInfo.Uses[n.Sel])
	w.checkShadow(n.Pos(), bundle.OutputName(key), nil)
	w.add(n.Pos(), n.End(), edit{text: bundle.OutputName(key), mentions: []string{key}})
}

func (w *writer) ident(n *ast.Ident) {
	info := w.pkg.TypesInfo
	object := info.Uses[n]
	if object == nil {
		object = info.Defs[n]
	}
	if object == nil {
		return
	}
	if embedded := w.embeddedType(object); embedded != nil {
		key := w.key(embedded)
		if field := w.key(object); field != "" && bundle.OutputName(key) != object.Name() {
			w.index.Embedded[field] = bundle.OutputName(key)
		}
		w.add(n.Pos(), n.End(), edit{text: bundle.OutputName(key), mentions: []string{key}})
		return
	}
	key := w.key(object)
	switch {
	case key == "":
	case strings.Count(key, ".") > 1:
		w.add(n.Pos(), n.End(), edit{text: n.Name, mentions: []string{key}})
	default:
		if info.Defs[n] == nil {
			w.checkShadow(n.Pos(), bundle.OutputName(key), object)
		}
		w.add(n.Pos(), n.End(), edit{text: bundle.OutputName(key), mentions: []string{key}})
	}
}

// mentionPath mentions the embedded fields by which a selector reaches a member.
func (w *writer) mentionPath(pos token.Pos, selection *types.Selection) {
	t := selection.Recv()
	path := selection.Index()
	for _, i := range path[:len(path)-1] {
		named := namedType(t)
		if named == nil {
			return
		}
		field := named.Underlying().(*types.Struct).Field(i)
		if key := w.key(field); key != "" {
			w.add(pos, pos, edit{mentions: []string{key}})
		}
		t = field.Type()
	}
}

// mentionUnkeyed mentions all fields of the struct of a literal without keys.
func (w *writer) mentionUnkeyed(lit *ast.CompositeLit) {
	named := namedType(w.pkg.TypesInfo.TypeOf(lit))
	if named == nil || len(lit.Elts) == 0 {
		return
	}
	s, ok := named.Underlying().(*types.Struct)
	if _, keyed := lit.Elts[0].(*ast.KeyValueExpr); !ok || keyed {
		return
	}
	for f := range s.Fields() {
		if key := w.key(f); key != "" {
			w.add(lit.Pos(), lit.Pos(), edit{mentions: []string{key}})
		}
	}
}

// checkShadow records a problem if a name of the output is that of a local
// variable where it is used.
func (w *writer) checkShadow(pos token.Pos, name string, object types.Object) {
	inner := w.pkg.Types.Scope().Innermost(pos)
	if inner == nil {
		return
	}
	scope, found := inner.LookupParent(name, pos)
	if found == nil || found == object || scope == w.pkg.Types.Scope() || scope == types.Universe {
		return
	}
	if _, isImport := found.(*types.PkgName); isImport {
		return
	}
	w.problems = append(w.problems, fmt.Sprintf("%s: the local name %s hides a name of the output", w.pkg.Fset.Position(pos), name))
}

// reference is a name in a comment: alone, or with the package.
var reference = regexp.MustCompile(`\b(?:([a-z]+)\.)?([A-Za-z][A-Za-z0-9]*)\b`)

// comment spells the declarations that a comment mentions as in the output: the
// first word of a doc comment, names with their package, and names of the own
// package with a capital inside.
func (w *writer) comment(c *ast.Comment, isDoc bool) {
	own := path.Base(w.pkg.PkgPath)
	text := reference.ReplaceAllStringFunc(c.Text, func(match string) string {
		pkg, name, ok := strings.Cut(match, ".")
		if !ok {
			pkg, name = own, match
		}
		if key := pkg + "." + name; w.isDeclared(key) && (ok || strings.ToLower(name[1:]) != name[1:]) {
			return bundle.OutputName(key)
		}
		return match
	})
	if fn, isFunc := w.decl.(*ast.FuncDecl); isDoc && (!isFunc || fn.Recv == nil) {
		first, rest, _ := strings.Cut(strings.TrimPrefix(text, "// "), " ")
		if key := own + "." + first; strings.HasPrefix(text, "// ") && w.isDeclared(key) {
			text = "// " + bundle.OutputName(key) + " " + rest
		}
	}
	if text != c.Text {
		w.add(c.Pos(), c.End(), edit{text: text})
	}
}

func (w *writer) isDeclared(key string) bool {
	pkg, name, _ := strings.Cut(key, ".")
	for _, p := range w.packages {
		if path.Base(p.PkgPath) == pkg {
			return p.Types.Scope().Lookup(name) != nil
		}
	}
	return false
}

// write appends a part of the source with its edits applied.
func (w *writer) write(out *bytes.Buffer, source []byte, part cut) bundle.Piece {
	mentions, imports := map[string]bool{}, map[string]bool{}
	at := part.from
	for _, e := range w.edits {
		if e.from < part.from || e.from >= part.to {
			continue
		}
		for _, key := range e.mentions {
			mentions[key] = true
		}
		if e.imports != "" {
			imports[e.imports] = true
		}
		if e.from == e.to {
			continue
		}
		out.Write(source[at:e.from])
		out.WriteString(e.text)
		at = e.to
	}
	out.Write(source[at:part.to])
	for _, key := range slices.Concat(part.fields, []string{part.guard}, w.declared(w.pkg, w.decl)) {
		delete(mentions, key)
	}
	return bundle.Piece{Fields: part.fields, Guard: part.guard, Mentions: slices.Sorted(maps.Keys(mentions)), Imports: slices.Sorted(maps.Keys(imports))}
}
