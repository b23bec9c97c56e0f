package bind

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// parts binds what is in a declaration, which is bound to a block: its members, items,
// elements, headers and variants.
func (b *binder) parts(d *ir.Decl, block *lock.Block) {
	if b.walked[visit{d, block}] {
		return
	}
	b.walked[visit{d, block}] = true
	switch body := d.Body.(type) {
	case *ir.Struct:
		for _, f := range body.Fields {
			b.entry(f.Value, block.Get(identity.Field(f)))
		}
		b.collection(body.Additional, block.Find(lock.Additional))
	case *ir.Tuple:
		for _, item := range body.Items {
			b.entry(item.Value, block.Get(identity.Item(item)))
		}
		b.collection(body.Rest, block.Find(lock.Rest))
	case *ir.Part:
		b.headers(body.Headers, block)
		b.entry(body.Value, block.Find(lock.Content))
	case *ir.Named:
		b.behind(body.Value, block)
	case *ir.Alias:
		b.behind(body.Value, block)
	case *ir.Union:
		b.variants(d, body, block)
	}
}

// collection binds additional properties, or the items after a prefix. The form of the
// entry is that of the map or array.
func (b *binder) collection(elem *ir.Value, e *lock.Entry) {
	if elem == nil || e == nil {
		return
	}
	switch f := b.form(e.Form).(type) {
	case lock.Map:
		b.value(*elem, f.Elem)
	case lock.List:
		b.value(*elem, f.Elem)
	}
}

// behind binds the value of a named type or alias.
func (b *binder) behind(v ir.Value, block *lock.Block) {
	if _, of := b.kindOf(block); of != nil {
		b.value(v, of)
	}
}

func (b *binder) headers(headers []*ir.Header, block *lock.Block) {
	for i, key := range identity.Headers(headers, block) {
		b.entry(headers[i].Value, block.Get(key))
	}
}

// operation binds the parameters, bodies, results, errors and headers of an operation.
func (b *binder) operation(op *ir.Operation, block *lock.Block) {
	earlier := identity.EarlierParams(op, block)
	for _, p := range op.Params {
		b.entry(p.Value, block.Get(earlier[p]))
	}
	if op.Body != nil {
		for _, choice := range op.Body.Choices {
			for _, m := range choice.Contents {
				b.entry(m.Value, block.Get(identity.Body(m)))
			}
		}
	}
	b.results(op, block)
	for _, r := range op.Errors {
		b.failure(r, block.Get(identity.Failure(r.Status)))
	}
	b.responseHeaders(op, block)
}

// responseHeaders binds the headers of all responses. Those of one name and several Go types
// have several entries.
func (b *binder) responseHeaders(op *ir.Operation, block *lock.Block) {
	var all []*ir.Header
	for _, responses := range [][]*ir.Response{op.Results, op.Errors} {
		for _, r := range responses {
			for _, h := range r.Headers {
				if !slices.ContainsFunc(all, func(known *ir.Header) bool {
					return strings.EqualFold(known.Name, h.Name) && ir.SameGoType(known.Value, h.Value)
				}) {
					all = append(all, h)
				}
			}
		}
	}
	for i, key := range identity.Headers(all, block) {
		e := block.Get(key)
		if e == nil {
			e = block.Get(identity.Headers(all[i:i+1], block)[0])
		}
		b.entry(all[i].Value, e)
	}
}

// results binds the bodies of successes: those that the lock has with their status and
// content type or, if it has none of them, the only one.
func (b *binder) results(op *ir.Operation, block *lock.Block) {
	result := block.Find(lock.Result)
	var unknown []*ir.Media
	known := false
	for _, r := range op.Results {
		for _, m := range r.Contents {
			e := block.Get(identity.ResultBody(r.Status, m))
			switch {
			case e != nil:
				b.entry(m.Value, e)
			case block.Get(identity.Success(r.Status, m)) != nil:
				b.entry(m.Value, result)
			default:
				unknown = append(unknown, m)
				continue
			}
			known = true
		}
	}
	if !known && len(unknown) == 1 {
		b.entry(unknown[0].Value, result)
	}
}

// failure binds the body of an error: of several content types, one that has the kind of
// the type in the lock and all of its members.
func (b *binder) failure(r *ir.Response, e *lock.Entry) {
	if e == nil {
		return
	}
	for _, m := range r.Contents {
		named, isNamed := b.form(e.Form).(lock.Named)
		ref, isRef := m.Value.Type.(ir.Ref)
		if len(r.Contents) > 1 && isNamed && !(isRef && b.covers(ref.Decl, b.earlier.Type(string(named)))) {
			continue
		}
		b.entry(m.Value, e)
		return
	}
}
