package bind

import (
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/naming"
)

// variants binds the variants of a union that are inline schemas. Their order has no
// effect. A variant is recognized by its name in the union, by its value of the discriminator, or
// by its members; not if another one could be meant.
func (b *binder) variants(d *ir.Decl, body *ir.Union, block *lock.Block) {
	left := b.inlineVariants(body)
	var types []*lock.Block
	for _, e := range block.Entries() {
		if t := b.earlier.Type(e.ID); e.Kind == lock.Variant && t != nil && t.Kind == lock.Type && !b.isBound(body, t) {
			types = append(types, t)
		}
	}
	inline := func(same func(*ir.Decl, *lock.Block) bool) func(*ir.Variant, *lock.Block) bool {
		return func(v *ir.Variant, t *lock.Block) bool { return v.Decl.Owner == nil && same(v.Decl, t) }
	}
	exact := func(v *ir.Variant, t *lock.Block) bool {
		return b.isEqual(v.Decl, t) && b.hasForms(v.Decl, t) && b.isWithin(v.Decl, t)
	}
	left, types = b.pair(left, types, func(v *ir.Variant, t *lock.Block) bool { return isNamedIn(d, v.Decl, block, t) })
	left, types = b.pair(left, types, func(v *ir.Variant, t *lock.Block) bool { return b.hasTag(body, v, t) })
	left, types = b.pair(left, types, exact)
	left, types = b.pair(left, types, func(v *ir.Variant, t *lock.Block) bool { return exact(v, t) && naming.CanBeNamed(v.Decl, t.Name) })
	left, types = b.pairEqual(left, types, exact)
	for _, same := range []func(*ir.Decl, *lock.Block) bool{
		func(v *ir.Decl, t *lock.Block) bool { return b.isEqual(v, t) && b.isWithin(v, t) },
		b.isWithin,
		func(v *ir.Decl, t *lock.Block) bool { return b.isEqual(v, t) && b.hasForms(v, t) },
		func(v *ir.Decl, t *lock.Block) bool { return b.isLike(v, t) && b.hasForms(v, t) },
		b.isEqual,
		b.isLike,
	} {
		left, types = b.pair(left, types, inline(same))
	}
	b.scalars(left, types)
	b.innerUnions(body)
}

// inlineVariants are the variants that have no type yet, and that components can have
// become.
func (b *binder) inlineVariants(body *ir.Union) (out []*ir.Variant) {
	for _, v := range body.Variants {
		if b.component(v.Decl) == nil && v.Decl.Earlier == "" {
			out = append(out, v)
		}
	}
	return out
}

// isBound reports whether a variant is bound to a type.
func (b *binder) isBound(body *ir.Union, t *lock.Block) bool {
	return slices.ContainsFunc(body.Variants, func(v *ir.Variant) bool { return v.Decl.Earlier == t.Name })
}

func (b *binder) isKind(d *ir.Decl, t *lock.Block) bool {
	word, _ := b.kindOf(t)
	return kind(d) == word
}

// isNamedIn reports whether a variant has the name in a union that it has in the lock: that
// of a schema, or of what the variant was made for.
func isNamedIn(union, variant *ir.Decl, block, t *lock.Block) bool {
	last := variant.Path.Last()
	if label.NeedsParent(last) && variant.Owner != union || variant.Path.Compare(union.Path.Append(last)) != 0 {
		return false
	}
	unions := append([]string{block.Name}, block.Formerly...) // a rename of the union leaves its variants alone
	return slices.ContainsFunc(unions, func(name string) bool { return t.Name == name+naming.Exported(last.String()) })
}

// hasTag reports whether a type of the lock has one of the values of the discriminator
// that select a variant.
func (b *binder) hasTag(union *ir.Union, v *ir.Variant, t *lock.Block) bool {
	tag := t.Get(lock.Key{Kind: lock.Member, ID: union.Property})
	if union.Property == "" || tag == nil {
		return false
	}
	form := b.form(tag.Form)
	if opt, ok := form.(lock.Opt); ok {
		form = opt.Of
	}
	named, ok := form.(lock.Named)
	if !ok {
		return false
	}
	return slices.ContainsFunc(b.earlier.Type(string(named)).Entries(), func(e *lock.Entry) bool {
		return e.Kind == lock.Value && !e.Gone && slices.Contains(v.Tags, text(e.ID))
	})
}

// text is a JSON scalar without quotes.
func text(literal string) string {
	if s, err := strconv.Unquote(literal); err == nil {
		return s
	}
	return literal
}

// isLike reports whether a variant has all members of a type in the lock, at least one.
// Types without members are alike if they have the same Go type.
func (b *binder) isLike(d *ir.Decl, t *lock.Block) bool {
	if kind(d) == "named" {
		return b.isEqual(d, t)
	}
	return b.covers(d, t) && slices.ContainsFunc(t.Entries(), isMember)
}

// isEqual reports whether a variant has the members of a type in the lock and no others.
func (b *binder) isEqual(d *ir.Decl, t *lock.Block) bool {
	n := 0
	for _, e := range t.Entries() {
		if isMember(e) && !e.Gone {
			n++
		}
	}
	switch body := d.Body.(type) {
	case *ir.Struct:
		return n == len(body.Fields) && b.covers(d, t)
	case *ir.Tuple:
		return n == len(body.Items) && b.covers(d, t)
	case *ir.Enum:
		return n == len(body.Values) && b.covers(d, t)
	case *ir.Named:
		_, of := b.kindOf(t)
		return of != nil && b.isForm(body.Value, of)
	}
	return false
}

// hasForms reports whether the members of an object have the Go types that they have in the
// lock. Of declared types only the kind counts.
func (b *binder) hasForms(d *ir.Decl, t *lock.Block) bool {
	body, ok := d.Body.(*ir.Struct)
	if !ok {
		return true
	}
	return !slices.ContainsFunc(body.Fields, func(f *ir.Field) bool {
		e := t.Get(identity.Field(f))
		return e != nil && !e.Gone && b.types.Member(d, f).String() != b.kindsIn(b.form(e.Form)).String()
	})
}

// kindsIn is a form with the kinds of declared types instead of their names.
func (b *binder) kindsIn(f lock.Form) lock.Form {
	switch f := f.(type) {
	case nil:
		return lock.Basic("")
	case lock.Named:
		word, _ := b.kindOf(b.earlier.Type(string(f)))
		return lock.Named(word)
	case lock.Opt:
		return lock.Opt{Of: b.kindsIn(f.Of)}
	case lock.Pointer:
		return lock.Pointer{To: b.kindsIn(f.To)}
	case lock.List:
		return lock.List{Elem: b.kindsIn(f.Elem)}
	case lock.Map:
		return lock.Map{Elem: b.kindsIn(f.Elem)}
	}
	return f
}

func isMember(e *lock.Entry) bool {
	return e.Kind == lock.Member || e.Kind == lock.Item || e.Kind == lock.Value
}

// isForm reports whether a value has the form of arrays, maps and scalars.
func (b *binder) isForm(v ir.Value, f lock.Form) bool {
	switch f := f.(type) {
	case lock.Opt:
		return b.isForm(v, f.Of)
	case lock.List:
		list, ok := v.Type.(ir.List)
		return ok && b.isForm(list.Elem, f.Elem)
	case lock.Map:
		dict, ok := v.Type.(ir.Dict)
		return ok && b.isForm(dict.Elem, f.Elem)
	case lock.Named:
		ref, ok := v.Type.(ir.Ref)
		return ok && b.isKind(ref.Decl, b.earlier.Type(string(f)))
	}
	switch v.Type.(type) {
	case ir.List, ir.Dict, ir.Ref:
		return false
	}
	return true
}
