package bind

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// covers reports whether a declaration has all members, values or items that a type of
// the lock has.
func (b *binder) covers(d *ir.Decl, t *lock.Block) bool {
	has := b.keysOf(d)
	return !slices.ContainsFunc(t.Entries(), func(e *lock.Entry) bool {
		switch e.Kind {
		case lock.Member, lock.Additional, lock.Item, lock.Rest, lock.Value:
			return !e.Gone && !has[e.Key]
		}
		return false
	})
}

// keysOf are the identities of the members, values or items of a declaration.
func (b *binder) keysOf(d *ir.Decl) map[lock.Key]bool {
	if has := b.keys[d]; has != nil {
		return has
	}
	has := map[lock.Key]bool{}
	b.keys[d] = has
	switch body := d.Body.(type) {
	case *ir.Struct:
		for _, f := range body.Fields {
			has[identity.Field(f)] = true
		}
		has[lock.Key{Kind: lock.Additional}] = body.Additional != nil
	case *ir.Tuple:
		for _, item := range body.Items {
			has[identity.Item(item)] = true
		}
		has[lock.Key{Kind: lock.Rest}] = body.Rest != nil
	case *ir.Enum:
		for _, v := range body.Values {
			has[identity.Value(v)] = true
		}
	}
	return has
}

// isWithin reports whether a type of the lock has all that a declaration has, in all types
// that it contains: members, values, and the components that variants are. The type can
// have more: one type can be that of several schemas that repeat each other.
func (b *binder) isWithin(d *ir.Decl, t *lock.Block) bool {
	return within{b, map[visit]bool{}}.decl(d, t)
}

// within compares a declaration with a type of the lock. Pairs in seen are taken as equal:
// their difference, if there is one, is found elsewhere.
type within struct {
	*binder
	seen map[visit]bool
}

func (w within) decl(d *ir.Decl, t *lock.Block) bool {
	if !w.isKind(d, t) {
		return false
	}
	if w.seen[visit{d, t}] {
		return true
	}
	w.seen[visit{d, t}] = true
	switch body := d.Body.(type) {
	case *ir.Struct:
		return w.fields(body.Fields, identity.Field, t) && w.rest(body.Additional, t.Find(lock.Additional))
	case *ir.Tuple:
		return w.fields(body.Items, identity.Item, t) && w.rest(body.Rest, t.Find(lock.Rest))
	case *ir.Enum:
		return !slices.ContainsFunc(body.Values, func(v *ir.EnumValue) bool { return !isInUse(t.Get(identity.Value(v))) })
	case *ir.Named:
		_, of := w.kindOf(t)
		return w.value(body.Value, of)
	case *ir.Union:
		return !slices.ContainsFunc(body.Variants, func(v *ir.Variant) bool {
			block := w.component(v.Decl)
			return block != nil && t.Get(identity.Variant(block.Name)) == nil
		})
	}
	return true
}

func isInUse(e *lock.Entry) bool { return e != nil && !e.Gone }

func (w within) fields(fields []*ir.Field, key func(*ir.Field) lock.Key, t *lock.Block) bool {
	return !slices.ContainsFunc(fields, func(f *ir.Field) bool {
		e := t.Get(key(f))
		return !isInUse(e) || !w.value(f.Value, w.form(e.Form))
	})
}

// rest compares additional properties, or the items after a prefix.
func (w within) rest(elem *ir.Value, e *lock.Entry) bool {
	if elem == nil || !isInUse(e) {
		return elem == nil
	}
	switch f := w.form(e.Form).(type) {
	case lock.Map:
		return w.value(*elem, f.Elem)
	case lock.List:
		return w.value(*elem, f.Elem)
	}
	return true
}

func (w within) value(v ir.Value, f lock.Form) bool {
	switch f := f.(type) {
	case nil:
		return true
	case lock.Opt:
		return w.value(v, f.Of)
	case lock.Pointer:
		if _, ok := f.To.(lock.Named); ok {
			return w.value(v, f.To)
		}
	case lock.List:
		if list, ok := collection(v).(ir.List); ok {
			return w.value(list.Elem, f.Elem)
		}
	case lock.Map:
		dict, ok := collection(v).(ir.Dict)
		return ok && w.value(dict.Elem, f.Elem)
	case lock.Named:
		return w.named(v, w.earlier.Type(string(f)))
	}
	u := ir.Underlying(v)
	if _, ok := u.Type.(ir.Ref); ok {
		return f == lock.Form(lock.Basic("json.RawMessage"))
	}
	return f == lock.Form(lock.Basic("json.RawMessage")) || w.types.Of(u).String() == f.String()
}

func (w within) named(v ir.Value, t *lock.Block) bool {
	ref, isRef := v.Type.(ir.Ref)
	if t == nil || isRef && ref.Decl.Earlier == t.Name {
		return true
	}
	if isRef {
		if block := w.component(ref.Decl); block == t {
			return true
		}
		if w.isKind(ref.Decl, t) {
			return w.component(ref.Decl) == nil && w.decl(ref.Decl, t)
		}
	}
	_, of := w.kindOf(t)
	if of == nil || w.seen[visit{nil, t}] {
		return of != nil
	}
	w.seen[visit{nil, t}] = true
	return w.value(v, of)
}
