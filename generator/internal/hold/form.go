package hold

import (
	"fmt"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// The words that the forms of blocks begin with. Named and alias are followed by a Go
// type, enum by its base.
const (
	wordStruct = "struct"
	wordEnum   = "enum"
	wordUnion  = "union"
	wordTuple  = "tuple"
	wordNamed  = "named"
	wordAlias  = "alias"
	wordPart   = "part"
)

// blockForm is the kind of a type in the lock, and the Go type behind it, or nil.
func (h *holder) blockForm(b *lock.Block) (word string, of lock.Form) {
	word, rest, _ := strings.Cut(b.Form, " ")
	if rest != "" {
		of, _ = h.earlier.ParseForm(rest)
	}
	return word, of
}

// wordOf is the kind of a declaration.
func wordOf(d *ir.Decl) string {
	switch d.Body.(type) {
	case *ir.Struct:
		return wordStruct
	case *ir.Enum:
		return wordEnum
	case *ir.Union:
		return wordUnion
	case *ir.Tuple:
		return wordTuple
	case *ir.Named:
		return wordNamed
	case *ir.Alias:
		return wordAlias
	case *ir.Part:
		return wordPart
	}
	panic(fmt.Sprintf("hold: declaration with a body of kind %T", d.Body))
}

// resolved is a form of the lock with the types of aliases in place of their names.
func (h *holder) resolved(f lock.Form) lock.Form {
	switch f := f.(type) {
	case lock.Named:
		if b := h.earlier.Type(string(f)); b != nil {
			if word, of := h.blockForm(b); word == wordAlias && of != nil && of != lock.Form(f) {
				return h.resolved(of)
			}
		}
	case lock.Opt:
		return lock.Opt{Of: h.resolved(f.Of)}
	case lock.Pointer:
		return lock.Pointer{To: h.resolved(f.To)}
	case lock.List:
		return lock.List{Elem: h.resolved(f.Elem)}
	case lock.Map:
		return lock.Map{Elem: h.resolved(f.Elem)}
	}
	return f
}

// formOf is the form of a value that is present and not null. name is the name of a
// declaration in it.
func (h *holder) formOf(v ir.Value, name func(*ir.Decl) string) lock.Form {
	u := ir.Underlying(v)
	elem := func(v ir.Value) lock.Form {
		f := h.formOf(v, name)
		if ir.IsNullable(v) && v.Shape != ir.Plain {
			return lock.Opt{Of: f}
		}
		return f
	}
	switch t := u.Type.(type) {
	case ir.List:
		return lock.List{Elem: elem(t.Elem)}
	case ir.Dict:
		return lock.Map{Elem: elem(t.Elem)}
	case ir.Ref:
		return lock.Named(name(t.Decl))
	case ir.Foreign:
		return h.foreignForm(t, name)
	}
	return basicName(u.Type)
}

func (h *holder) foreignForm(t ir.Foreign, name func(*ir.Decl) string) lock.Form {
	text := t.Prefix + t.Name
	switch {
	case t.Of != nil:
		text = t.Prefix + name(t.Of)
	case t.Path != "":
		text = t.Prefix + t.PackageName() + "." + t.Name
	}
	if f, err := h.earlier.ParseForm(text); err == nil {
		return f
	}
	return lock.Basic(text)
}

// inLock is the name of a declaration in the lock. That of another declaration is no
// Go identifier.
func (h *holder) inLock(d *ir.Decl) string {
	if b := h.blocks[d]; b != nil {
		return b.Name
	}
	return fmt.Sprintf("%p", d)
}

// spoken is what messages call a declaration, which has no name yet if it is new.
func (h *holder) spoken(d *ir.Decl) string {
	switch b := h.blocks[d]; {
	case b != nil:
		return b.Name
	case d.Component != "":
		return d.Component
	}
	return "a new " + wordOf(d)
}

// wrap is a form around another: Plain for none, Opt, OptPtr or Pointer.
func (h *holder) unwrapped(f lock.Form) (inner lock.Form, wrap ir.Shape) {
	switch f := f.(type) {
	case lock.Opt:
		if p, ok := f.Of.(lock.Pointer); ok {
			return p.To, ir.OptPtr
		}
		return f.Of, ir.Opt
	case lock.Pointer:
		return f.To, ir.Pointer
	}
	return f, ir.Plain
}

// wrapped is the form of a value in a shape.
func wrapped(f lock.Form, as ir.Shape) lock.Form {
	switch wrapOf(as) {
	case ir.Opt:
		return lock.Opt{Of: f}
	case ir.OptPtr:
		return lock.Opt{Of: lock.Pointer{To: f}}
	case ir.Pointer:
		return lock.Pointer{To: f}
	}
	return f
}

// wrapOf is the form around the type of a value in a shape.
func wrapOf(as ir.Shape) ir.Shape {
	switch as {
	case ir.Opt, ir.OptPtr:
		return as
	case ir.Pointer, ir.Boxed:
		return ir.Pointer
	}
	return ir.Plain
}
