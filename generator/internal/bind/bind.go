// Package bind finds the Go types that the lock has for the declarations of an API, so
// that they keep their names.
//
// A component is found by its name. An inline schema has no name in the document: its
// type is the one that the lock has at its place, in the form of a member, parameter,
// body, result or header of something that has a name. Places with one type in the lock
// keep one type.
package bind

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/forms"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/lock"
)

// Apply sets Earlier of each declaration whose type the lock has under another identity
// than the name of a component. Without a lock it does nothing.
func Apply(api *ir.API, earlier *lock.Lock, ds *diag.List) {
	if earlier == nil {
		return
	}
	b := &binder{
		api: api, earlier: earlier, ids: identity.New(api, earlier), ds: ds,
		components: map[lock.Key]*ir.Decl{}, walked: map[visit]bool{}, forms: map[string]lock.Form{}, types: forms.New(api, kind),
		aliases: map[*lock.Block]bool{}, keys: map[*ir.Decl]map[lock.Key]bool{},
	}
	b.revive()
	for _, d := range api.Decls {
		if d.Component != "" {
			b.components[identity.Decl(d, "")] = d
		}
	}
	for _, d := range api.Decls {
		if block := b.component(d); block != nil {
			b.parts(d, block)
		}
	}
	for _, op := range api.Operations {
		if block := b.ids.EarlierOperation(op); block != nil {
			b.operation(op, block)
		}
	}
	b.addAliases()
}

// binder is the state of one run of [Apply].
type binder struct {
	api        *ir.API
	earlier    *lock.Lock
	ids        *identity.Table
	ds         *diag.List
	components map[lock.Key]*ir.Decl
	walked     map[visit]bool
	forms      map[string]lock.Form
	types      *forms.Types // with the kinds of declarations as their names
	second     []second
	aliases    map[*lock.Block]bool // named types and aliases that are being resolved
	keys       map[*ir.Decl]map[lock.Key]bool
	unions     []*lock.Block   // see inlineUnions
	mentioned  map[string]bool // see isMentioned
}

// revive puts what the document has again into use in the lock.
func (b *binder) revive() {
	for _, d := range b.api.Decls {
		if d.Component != "" {
			b.earlier.Revive(b.earlier.Block(identity.Decl(d, "")))
		}
	}
	for _, op := range b.api.Operations {
		b.earlier.Revive(b.ids.EarlierOperation(op))
	}
	for _, h := range b.api.Hooks {
		b.earlier.Revive(b.earlier.Block(identity.Hook(h)))
	}
	for _, s := range b.api.Schemes {
		b.earlier.Revive(b.earlier.Block(identity.Scheme(s)))
	}
}

// visit is a declaration and a type of the lock for it.
type visit struct {
	decl  *ir.Decl
	block *lock.Block
}

// second is a further type of the lock for a declaration that has one.
type second visit

// component is the block in use of a component, or nil.
func (b *binder) component(d *ir.Decl) *lock.Block {
	if d.Component == "" {
		return nil
	}
	if block := b.earlier.Block(identity.Decl(d, "")); block != nil && !block.Gone {
		return block
	}
	return nil
}

// entry binds the declarations in a value to the form of an entry, which can be nil.
func (b *binder) entry(v ir.Value, e *lock.Entry) {
	if e != nil && e.Form != "" {
		b.value(v, b.form(e.Form))
	}
}

// form parses a form. It returns nil for one that is not known.
func (b *binder) form(text string) lock.Form {
	f, ok := b.forms[text]
	if !ok {
		f, _ = b.earlier.ParseForm(text)
		b.forms[text] = f
	}
	return f
}

// value binds the declarations in a value to those in a form.
func (b *binder) value(v ir.Value, f lock.Form) {
	switch f := f.(type) {
	case lock.Opt:
		b.value(v, f.Of)
	case lock.Pointer:
		b.value(v, f.To)
	case lock.Stream:
		b.value(v, f.Item)
	case lock.Event:
		b.value(v, f.Data)
	case lock.List:
		if list, ok := collection(v).(ir.List); ok {
			b.value(list.Elem, f.Elem)
		}
	case lock.Map:
		if dict, ok := collection(v).(ir.Dict); ok {
			b.value(dict.Elem, f.Elem)
		}
	case lock.Named:
		b.named(v, b.earlier.Type(string(f)))
	}
}

// collection is the type of a value without the names of declared arrays and maps.
func collection(v ir.Value) ir.Type {
	u := ir.Underlying(v)
	if ref, ok := u.Type.(ir.Ref); ok {
		if named, ok := ref.Decl.Body.(*ir.Named); ok {
			return ir.Underlying(named.Value).Type
		}
	}
	return u.Type
}

func (b *binder) named(v ir.Value, block *lock.Block) {
	ref, isRef := v.Type.(ir.Ref)
	word, of := b.kindOf(block)
	switch {
	case isRef && kind(ref.Decl) == word:
		b.decl(ref.Decl, block)
	case of != nil && !b.aliases[block]: // the document had a component for an array or map
		b.aliases[block] = true
		b.value(v, of)
		delete(b.aliases, block)
	}
}

// kindOf is the kind of a type in the lock, and the Go type behind a named type or alias.
func (b *binder) kindOf(block *lock.Block) (word string, of lock.Form) {
	word, rest, _ := strings.Cut(block.Form, " ")
	if word == "alias" || word == "named" {
		of = b.form(rest)
	}
	return word, of
}

// kind is the kind of a declaration as in the forms of blocks.
func kind(d *ir.Decl) string {
	switch d.Body.(type) {
	case *ir.Struct:
		return "struct"
	case *ir.Tuple:
		return "tuple"
	case *ir.Union:
		return "union"
	case *ir.Part:
		return "part"
	case *ir.Enum:
		return "enum"
	case *ir.Named:
		return "named"
	case *ir.Alias:
		return "alias"
	}
	panic("bind: declaration without a kind")
}

// decl binds a declaration to a type of the same kind that the lock has at its place.
// A component that the lock has is not bound. If an inline schema has become a component, or
// the reverse, it is bound only if it has all that the type in the lock has.
func (b *binder) decl(d *ir.Decl, block *lock.Block) {
	switch {
	case b.component(d) != nil:
		return
	case block.Kind == lock.Schema && (b.components[block.Key] != nil || !b.covers(d, block)):
		return
	case d.Component != "" && !b.covers(d, block):
		return
	}
	b.earlier.Revive(block)
	switch d.Earlier {
	case "":
		d.Earlier = block.Name
	case block.Name:
	default:
		b.second = append(b.second, second{d, block})
		return
	}
	b.parts(d, block)
}

// addAliases keeps the names of types that are one with another type now, and that no
// declaration has: they become aliases.
func (b *binder) addAliases() {
	taken := map[string]bool{}
	for _, d := range b.api.Decls {
		taken[d.Earlier] = true
	}
	for _, s := range b.second {
		if taken[s.block.Name] {
			continue
		}
		taken[s.block.Name] = true
		b.api.Decls = append(b.api.Decls, &ir.Decl{
			Earlier: s.block.Name, Path: label.Path{label.Name(s.block.Name)}, Retired: true, Doc: ir.Doc{Pos: s.decl.Doc.Pos, From: s.decl.Doc.From},
			Body: &ir.Alias{Value: ir.Value{Type: ir.Ref{Decl: s.decl}}},
		})
		b.ds.Add(diag.Diagnostic{
			Code: diag.Aliased, File: s.decl.Doc.Pos.File, Line: s.decl.Doc.Pos.Line, Column: s.decl.Doc.Pos.Column, Pointer: s.decl.Doc.From,
			Message: s.block.Name + " is another name of " + s.decl.Earlier + " now: the document has one schema for both",
		})
	}
}
