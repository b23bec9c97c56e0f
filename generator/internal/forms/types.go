// Package forms writes Go types of an API as the lock has them: see [lock.Form].
package forms

import (
	"fmt"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/shape"
)

// Types has the Go types of one API.
type Types struct {
	shapes *shape.Shapes
	name   func(*ir.Decl) string
}

// New returns the types of an API. name returns the Go name of a declaration.
func New(api *ir.API, name func(*ir.Decl) string) *Types { return &Types{shape.New(api), name} }

// Of is the type of a value that is present and not null.
func (t *Types) Of(v ir.Value) lock.Form {
	switch kind := v.Type.(type) {
	case ir.String:
		return lock.Basic("string")
	case ir.Integer:
		return lock.Basic(integer(kind))
	case ir.Number:
		return lock.Basic(fmt.Sprintf("float%d", kind.Bits))
	case ir.Boolean:
		return lock.Basic("bool")
	case ir.Time, ir.UnixTime:
		return lock.Basic("time.Time")
	case ir.Date:
		return lock.Basic("CivilDate")
	case ir.Bytes:
		return lock.Bytes
	case ir.Decimal:
		return lock.Basic("json.Number")
	case ir.Foreign:
		return t.foreign(kind.Prefix, kind)
	case ir.File:
		return lock.Basic("FilePart")
	case ir.Any:
		return lock.Basic("json.RawMessage")
	case ir.List:
		return lock.List{Elem: t.Elem(kind.Elem)}
	case ir.Dict:
		return lock.Map{Elem: t.Elem(kind.Elem)}
	case ir.Ref:
		return lock.Named(t.name(kind.Decl))
	}
	panic(fmt.Sprintf("forms: type of kind %T", v.Type))
}

func integer(t ir.Integer) string {
	name := "int"
	if t.Bits > 0 {
		name = fmt.Sprintf("int%d", t.Bits)
	}
	if t.Unsigned {
		name = "u" + name
	}
	return name
}

// foreign is a type with a prefix: see [ir.Foreign].
func (t *Types) foreign(prefix string, f ir.Foreign) lock.Form {
	switch {
	case prefix == "" && f.Of != nil:
		return lock.Named(t.name(f.Of))
	case prefix == "" && f.Path == "":
		return lock.Basic(f.Name)
	case prefix == "":
		return lock.Basic(f.PackageName() + "." + f.Name)
	}
	if rest, ok := strings.CutPrefix(prefix, "*"); ok {
		return lock.Pointer{To: t.foreign(rest, f)}
	}
	if rest, ok := strings.CutPrefix(prefix, "[]"); ok {
		return lock.List{Elem: t.foreign(rest, f)}
	}
	if rest, ok := strings.CutPrefix(prefix, "map[string]"); ok {
		return lock.Map{Elem: t.foreign(rest, f)}
	}
	panic("forms: prefix " + prefix)
}

// Elem is the type of an element: Opt[T] if it may be null, else T.
func (t *Types) Elem(v ir.Value) lock.Form {
	if ir.IsNullable(v) {
		return lock.Opt{Of: t.Of(v)}
	}
	return t.Of(v)
}

// shaped is the type of a value of a shape.
func (t *Types) shaped(v ir.Value, as ir.Shape) lock.Form {
	switch as {
	case ir.Opt:
		return lock.Opt{Of: t.Of(v)}
	case ir.OptPtr:
		return lock.Opt{Of: lock.Pointer{To: t.Of(v)}}
	case ir.Pointer, ir.Boxed:
		return lock.Pointer{To: t.Of(v)}
	case ir.Plain, ir.Nilable, ir.Bare, ir.ZeroFilled:
		return t.Of(v)
	}
	panic(fmt.Sprintf("forms: shape %d", as))
}

// Member is the type of a member of owner.
func (t *Types) Member(owner *ir.Decl, f *ir.Field) lock.Form {
	return t.shaped(f.Value, t.shapes.Of(owner, f.Value, f.Required))
}

// IsOmitted reports whether a member may be absent although its Go type is that of a required one.
func (t *Types) IsOmitted(owner *ir.Decl, f *ir.Field) bool {
	return !f.Required && !f.DirectionRequired && t.shapes.Of(owner, f.Value, false) == ir.Nilable
}

// IsParamOmitted is IsOmitted of a parameter.
func (t *Types) IsParamOmitted(p *ir.Param) bool {
	return !p.Required && t.shapes.Param(p) == ir.Nilable
}

// Item is the type of an item of the tuple owner.
func (t *Types) Item(owner *ir.Decl, item *ir.Field) lock.Form {
	return t.shaped(item.Value, t.shapes.Item(owner, item))
}

// Param is the type of a parameter.
func (t *Types) Param(p *ir.Param) lock.Form { return t.shaped(p.Value, t.shapes.Param(p)) }

// Header is the type of a header.
func (t *Types) Header(h *ir.Header) lock.Form { return t.shaped(t.shapes.Header(h)) }

// Decl is the kind of a declared type: struct, tuple, union, part, "enum string",
// "named []Pet", "alias string".
func (t *Types) Decl(d *ir.Decl) string {
	switch body := d.Body.(type) {
	case *ir.Struct:
		return "struct"
	case *ir.Tuple:
		return "tuple"
	case *ir.Union:
		return "union"
	case *ir.Part:
		return "part"
	case *ir.Enum:
		return "enum " + t.Of(ir.Value{Type: body.Base}).String()
	case *ir.Named:
		return "named " + t.Of(body.Value).String()
	case *ir.Alias:
		return "alias " + t.Elem(body.Value).String()
	}
	panic(fmt.Sprintf("forms: declaration of kind %T", d.Body))
}
