package types

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/spec"
)

// DecideVariants gives all unions their variants and what distinguishes these.
func (b *Builder) DecideVariants() {
	byDecl := map[*ir.Decl]*union{}
	for _, u := range b.unions {
		byDecl[u.decl] = u
	}
	for _, u := range b.unions {
		b.decide(u, byDecl)
	}
	b.reportMappings()
}

// decide gives each member of a union a declared type. The variants of a union
// inside of it become its own.
func (b *Builder) decide(u *union, byDecl map[*ir.Decl]*union) {
	if u.state != undecided {
		return
	}
	u.state = inProgress
	wrappers := 0
	for _, m := range u.members {
		v := ir.Underlying(m.value)
		ref, ok := v.Type.(ir.Ref)
		if v.Type == ir.Type(ir.Any{}) {
			continue // it refers to itself, which has been reported
		}
		if !ok {
			wrappers++
			u.choices = append(u.choices, choice{member: m, variant: variantOf(u.body, b.wrap(u, v, m.cur, wrappers))})
			continue
		}
		inner, ok := ref.Decl.Body.(*ir.Union)
		if !ok {
			u.choices = append(u.choices, choice{member: m, variant: variantOf(u.body, ref.Decl)})
			continue
		}
		nested := byDecl[ref.Decl]
		b.decide(nested, byDecl)
		for _, variant := range inner.Variants {
			variantOf(u.body, variant.Decl)
		}
		if nested.state == decided && len(inner.Variants) > 0 { // else it contains this union
			u.choices = append(u.choices, choice{member: m, inner: nested})
		}
	}
	u.state = decided
	if len(u.body.Variants) == 0 {
		u.decl.Body = &ir.Alias{Value: ir.Value{Type: ir.Any{}}}
		return
	}
	newTagging(b, u).decide()
	findUniqueMembers(u.body)
}

// variantOf is the variant of a declaration, made if there is none.
func variantOf(body *ir.Union, d *ir.Decl) *ir.Variant {
	for _, variant := range body.Variants {
		if variant.Decl == d {
			return variant
		}
	}
	variant := &ir.Variant{Decl: d}
	body.Variants = append(body.Variants, variant)
	return variant
}

// wrap declares a type for a member that has none, behind its union.
func (b *Builder) wrap(u *union, v ir.Value, cur spec.Cursor, n int) *ir.Decl {
	word := kindWord(v)
	if u.shares(word) {
		word = b.wrapperWord(v, cur)
	}
	wrapper := &ir.Decl{Path: u.decl.Path.Append(label.Name(word)), Doc: b.Prose(cur), Owner: u.decl, Body: &ir.Named{Value: v}}
	at := slices.Index(b.API.Decls, u.decl)
	b.API.Decls = slices.Insert(b.API.Decls, at+n, wrapper)
	return wrapper
}

// shares reports whether several members without a declaration have one word.
func (u *union) shares(word string) bool {
	n := 0
	for _, m := range u.members {
		v := ir.Underlying(m.value)
		if _, declared := v.Type.(ir.Ref); !declared && kindWord(v) == word {
			n++
		}
	}
	return n > 1
}

// wrapperWord distinguishes a member without a declaration from others of its kind.
func (b *Builder) wrapperWord(v ir.Value, cur spec.Cursor) string {
	if alternative, ok := b.NamePath(cur).Last().(label.Alternative); ok {
		return string(alternative)
	}
	if list, ok := v.Type.(ir.List); ok {
		return elementWord(ir.Underlying(list.Elem)) + " array"
	}
	return kindWord(v)
}

// kindWord is what the type of a variant without a name is called after its union.
func kindWord(v ir.Value) string {
	switch t := v.Type.(type) {
	case ir.String:
		return "string"
	case ir.Time, ir.UnixTime:
		return "time"
	case ir.Date:
		return "date"
	case ir.Bytes:
		return "bytes"
	case ir.Foreign:
		return t.Name
	case ir.Integer:
		return "integer"
	case ir.Number, ir.Decimal:
		return "number"
	case ir.Boolean:
		return "boolean"
	case ir.List:
		return "array"
	case ir.Dict:
		return "map"
	case ir.Any:
		return "any" // an element
	}
	panic("lower: a variant that is neither declared nor a scalar, array or map")
}

// elementWord distinguishes arrays of one union by their elements.
func elementWord(elem ir.Value) string {
	if ref, ok := elem.Type.(ir.Ref); ok {
		return ref.Decl.Path.Last().String()
	}
	return kindWord(elem)
}

// Kinds is [ir.KindsOf], also for unions whose variants are still to be decided.
func (b *Builder) Kinds(v ir.Value) ir.Kinds { return b.kinds(v, map[*ir.Decl]bool{}) }

func (b *Builder) kinds(v ir.Value, seen map[*ir.Decl]bool) (all ir.Kinds) {
	ref, ok := ir.Underlying(v).Type.(ir.Ref)
	if !ok || seen[ref.Decl] {
		return ir.KindsOf(v)
	}
	seen[ref.Decl] = true
	for _, u := range b.unions {
		if u.decl == ref.Decl && u.state != decided {
			for _, m := range u.members {
				all |= b.kinds(m.value, seen)
			}
			return all
		}
	}
	return ir.KindsOf(v)
}
