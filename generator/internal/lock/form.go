package lock

import (
	"fmt"
	"go/ast"
	"go/parser"
)

// Form is a Go type: one of Basic, Named, Opt, Pointer, List, Map, Stream and Event.
type Form interface {
	fmt.Stringer
	isForm()
}

// Basic is a type of Go or of its standard library, of the runtime or of another
// package: string, time.Time, json.RawMessage, []byte, CivilDate, uuid.UUID.
type Basic string

// JSON is the JSON type of the values of a scalar type: string, integer, number, boolean, or
// "" for other types.
func (f Basic) JSON() string {
	switch f {
	case "string", Bytes, "time.Time", "CivilDate":
		return "string"
	case "float32", "float64", "json.Number":
		return "number"
	case "bool":
		return "boolean"
	case "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64":
		return "integer"
	}
	return ""
}

// Named is a type that the package declares for the document.
type Named string

// Opt is Opt[T].
type Opt struct{ Of Form }

// Pointer is *T.
type Pointer struct{ To Form }

// List is []T.
type List struct{ Elem Form }

// Map is map[string]T.
type Map struct{ Elem Form }

// Stream is iter.Seq2[T, error].
type Stream struct{ Item Form }

// Event is ServerEvent[T].
type Event struct{ Data Form }

func (f Basic) String() string   { return string(f) }
func (f Named) String() string   { return string(f) }
func (f Opt) String() string     { return "Opt[" + f.Of.String() + "]" }
func (f Pointer) String() string { return "*" + f.To.String() }
func (f List) String() string    { return "[]" + f.Elem.String() }
func (f Map) String() string     { return "map[string]" + f.Elem.String() }
func (f Stream) String() string  { return "iter.Seq2[" + f.Item.String() + ", error]" }
func (f Event) String() string   { return "ServerEvent[" + f.Data.String() + "]" }

func (Basic) isForm()   {}
func (Named) isForm()   {}
func (Opt) isForm()     {}
func (Pointer) isForm() {}
func (List) isForm()    {}
func (Map) isForm()     {}
func (Stream) isForm()  {}
func (Event) isForm()   {}

// Bytes is a []byte, which is no list of numbers.
const Bytes = Basic("[]byte")

// ParseForm parses the text of a form. Identifiers that are types of the lock are
// Named, all others Basic.
func (l *Lock) ParseForm(text string) (Form, error) {
	expr, err := parser.ParseExpr(text)
	if err != nil {
		return nil, fmt.Errorf("%q is not a Go type", text)
	}
	return l.form(expr, text)
}

func (l *Lock) form(expr ast.Expr, text string) (Form, error) {
	switch e := expr.(type) {
	case *ast.Ident:
		if l.Type(e.Name) != nil {
			return Named(e.Name), nil
		}
		return Basic(e.Name), nil
	case *ast.SelectorExpr:
		if pkg, ok := e.X.(*ast.Ident); ok {
			return Basic(pkg.Name + "." + e.Sel.Name), nil
		}
	case *ast.StarExpr:
		to, err := l.form(e.X, text)
		return Pointer{to}, err
	case *ast.IndexExpr:
		of, err := l.form(e.Index, text)
		switch generic, _ := e.X.(*ast.Ident); {
		case generic == nil:
		case generic.Name == "Opt":
			return Opt{of}, err
		case generic.Name == "ServerEvent":
			return Event{of}, err
		}
	case *ast.IndexListExpr:
		if isSeq2(e) {
			item, err := l.form(e.Indices[0], text)
			return Stream{item}, err
		}
	case *ast.ArrayType:
		if id, ok := e.Elt.(*ast.Ident); ok && id.Name == "byte" && e.Len == nil {
			return Bytes, nil
		}
		if e.Len == nil {
			elem, err := l.form(e.Elt, text)
			return List{elem}, err
		}
	case *ast.MapType:
		if key, ok := e.Key.(*ast.Ident); ok && key.Name == "string" {
			elem, err := l.form(e.Value, text)
			return Map{elem}, err
		}
	}
	return nil, fmt.Errorf("%q is not the Go type of a member, parameter or body", text)
}

// isSeq2 reports whether a type is iter.Seq2[T, error].
func isSeq2(e *ast.IndexListExpr) bool {
	seq, ok := e.X.(*ast.SelectorExpr)
	if !ok || seq.Sel.Name != "Seq2" || len(e.Indices) != 2 {
		return false
	}
	second, ok := e.Indices[1].(*ast.Ident)
	return ok && second.Name == "error"
}
