package types

import (
	"fmt"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
)

// FindOverlaps finds the alternatives of each anyOf that one value can satisfy
// together. The structs of such alternatives keep each other's members.
func (b *Builder) FindOverlaps() {
	o := overlaps{unevaluated: map[*ir.Struct]bool{}, kept: map[pair]bool{}}
	for _, u := range b.unions {
		if u.isAnyOf && u.body.Unevaluated {
			o.evaluate(b, u)
		}
	}
	for _, u := range b.unions {
		if !u.isAnyOf {
			continue
		}
		if !o.find(u) {
			for _, v := range u.body.Variants {
				v.Also = nil
			}
			for _, c := range u.choices {
				o.keepAll(c.value, map[nested]bool{})
			}
			b.Report(diag.TooManyCombinations, u.cur, fmt.Sprintf("the same JSON can satisfy too many of the %d alternatives of this anyOf: the variants have no methods that decode one as another", len(u.body.Variants)),
				"write oneOf, or a discriminator, if a value satisfies one of them only")
		}
	}
}

// Limits of variants that overlap. Each two of them are compared, and have two methods. The
// limits are arbitrary: in 405 documents of the corpus the largest number of methods is 9,604
// for a union of 98 variants.
const (
	maxCompared     = 5_000_000 // members of the pairs of variants of one union
	maxMethods      = 10_000    // of one union
	maxMethodsOfAll = 50_000    // of all unions
)

// find compares the alternatives of a union. It returns false if too many of them overlap.
func (o *overlaps) find(u *union) bool {
	isTagged := func(v *ir.Variant) bool { return len(v.Tags) > 0 || u.body.Selecting(v) != nil }
	if !slices.ContainsFunc(u.body.Variants, func(v *ir.Variant) bool { return !isTagged(v) }) {
		return true
	}
	compared, before := 0, o.methods
	variants := make([][]*ir.Variant, len(u.choices))
	for i, c := range u.choices {
		variants[i] = c.variants(u.body)
	}
	for i, alternative := range variants {
		for j, other := range variants {
			if i == j {
				continue
			}
			o.between(u.body, alternative, other)
			for _, v := range alternative {
				compared += len(other) * (1 + fieldCount(v.Decl))
			}
			if compared > maxCompared || o.methods-before > maxMethods || o.methods > maxMethodsOfAll {
				o.methods = before
				return false
			}
		}
	}
	return true
}

func fieldCount(d *ir.Decl) int {
	if s, ok := d.Body.(*ir.Struct); ok {
		return len(s.Fields)
	}
	return 0
}

// keepAll lets the structs of a type keep all members that they do not declare.
func (o *overlaps) keepAll(v ir.Value, seen map[nested]bool) {
	of := nestedOf(v.Type)
	if of.decl == nil || seen[of] {
		return
	}
	seen[of] = true
	switch t := opened(v).(type) {
	case ir.List:
		o.keepAll(t.Elem, seen)
	case ir.Dict:
		o.keepAll(t.Elem, seen)
	case ir.Ref:
		if u := unionOf(t); u != nil {
			for _, variant := range u.Variants {
				o.keepAll(ir.Value{Type: ir.Ref{Decl: variant.Decl}}, seen)
			}
		} else if s := structOf(t); s != nil {
			o.keepAny(s)
			for _, f := range s.Fields {
				o.keepAll(f.Value, seen)
			}
		}
	}
}

// overlaps compares types that are alternatives.
type overlaps struct {
	unevaluated map[*ir.Struct]bool // closed only by unevaluatedProperties next to an anyOf
	kept        map[pair]bool       // that keep has seen
	methods     int                 // for all overlaps so far
}

// pair is two types that are compared. Types can contain themselves, so each pair is
// compared once.
type pair struct{ a, b nested }

// nested is a type: lists and maps within each other and the declaration inside of them,
// nil for a type that contains no other.
type nested struct {
	around string // [ for each list, { for each map
	decl   *ir.Decl
}

func pairOf(a, b ir.Value) pair { return pair{nestedOf(a.Type), nestedOf(b.Type)} }

func nestedOf(t ir.Type) (out nested) {
	for {
		switch u := t.(type) {
		case ir.List:
			out.around += "["
			t = u.Elem.Type
		case ir.Dict:
			out.around += "{"
			t = u.Elem.Type
		case ir.Ref:
			out.decl = u.Decl
			return out
		default:
			return out
		}
	}
}

// evaluate finds the structs that only unevaluatedProperties next to the anyOf closes:
// it allows what other alternatives declare.
func (o *overlaps) evaluate(b *Builder, u *union) {
	for _, alternative := range u.choices {
		if alternative.variant == nil || !b.isOpen(alternative.cur) {
			continue
		}
		if s, ok := alternative.variant.Decl.Body.(*ir.Struct); ok {
			o.unevaluated[s] = true
		}
	}
}

// variants are the variants of an alternative.
func (c choice) variants(body *ir.Union) []*ir.Variant {
	if c.inner == nil {
		return []*ir.Variant{c.variant}
	}
	var out []*ir.Variant
	for _, variant := range c.inner.body.Variants {
		if own := body.Variant(variant.Decl); own != nil { // nil if the outer union is one of the inner
			out = append(out, own)
		}
	}
	return out
}

// between compares the variants of two alternatives. A discriminator decides between
// those that it has values for.
func (o *overlaps) between(body *ir.Union, alternative, other []*ir.Variant) {
	isTagged := func(v *ir.Variant) bool { return len(v.Tags) > 0 || body.Selecting(v) != nil }
	for _, v := range alternative {
		for _, w := range other {
			tagged := isTagged(v) && isTagged(w)
			a, b := ir.Value{Type: ir.Ref{Decl: v.Decl}}, ir.Value{Type: ir.Ref{Decl: w.Decl}}
			if v != w && !tagged && !slices.Contains(v.Also, w) && o.overlap(a, b) {
				v.Also = append(v.Also, w)
				o.methods++
				o.keep(a, b)
			}
		}
	}
}

// overlap reports whether one object can satisfy both types, or one array that has
// such objects. Arrays without end overlap.
func (o *overlaps) overlap(a, b ir.Value) bool { return o.overlapWithin(a, b, map[pair]bool{}) }

// overlapWithin is overlap within the pairs enclosing.
func (o *overlaps) overlapWithin(a, b ir.Value, enclosing map[pair]bool) bool {
	p := pairOf(a, b)
	if enclosing[p] {
		return true
	}
	enclosing[p] = true
	x, y := opened(a), opened(b)
	if l, ok := x.(ir.List); ok {
		m, ok := y.(ir.List)
		return ok && o.overlapWithin(l.Elem, m.Elem, enclosing)
	}
	s, t := structOf(x), structOf(y)
	switch {
	case s != nil && t != nil:
		return !o.excludes(s, t) && !o.excludes(t, s)
	case s != nil:
		_, ok := y.(ir.Dict)
		return ok
	case t != nil:
		_, ok := x.(ir.Dict)
		return ok
	}
	_, isDict := x.(ir.Dict)
	d, ok := y.(ir.Dict)
	return isDict && ok && o.overlapWithin(x.(ir.Dict).Elem, d.Elem, enclosing)
}

// excludes reports whether s forbids a value with a member that t requires.
func (o *overlaps) excludes(s, t *ir.Struct) bool {
	return slices.ContainsFunc(t.Fields, func(f *ir.Field) bool {
		if !f.Required {
			return false
		}
		own := s.Field(f.Name)
		if own == nil {
			return s.Closed && !o.unevaluated[s]
		}
		return haveNoCommonValue(own.Value, f.Value)
	})
}

// haveNoCommonValue reports whether the lists of two enumerations, or two JSON types,
// have nothing in common.
func haveNoCommonValue(a, b ir.Value) bool {
	x, y := ir.AsEnum(ir.Underlying(a)), ir.AsEnum(ir.Underlying(b))
	if x != nil && y != nil && !x.Open && !y.Open {
		return !slices.ContainsFunc(x.Values, func(v *ir.EnumValue) bool {
			return slices.ContainsFunc(y.Values, func(w *ir.EnumValue) bool { return v.Literal == w.Literal })
		})
	}
	j, k := ir.JSONKind(a), ir.JSONKind(b)
	numbers := (j == "integer" || j == "number") && (k == "integer" || k == "number")
	return j != "" && k != "" && j != k && !numbers && !(ir.IsNullable(a) && ir.IsNullable(b))
}

// keep lets the structs of a keep members that b declares.
func (o *overlaps) keep(a, b ir.Value) {
	p := pairOf(a, b)
	if p.a.decl == nil && p.b.decl == nil || p.a == p.b || o.kept[p] {
		return
	}
	o.kept[p] = true
	x, y := opened(a), opened(b)
	switch {
	case unionOf(x) != nil:
		for _, variant := range unionOf(x).Variants {
			o.keep(ir.Value{Type: ir.Ref{Decl: variant.Decl}}, b)
		}
		return
	case unionOf(y) != nil:
		for _, variant := range unionOf(y).Variants {
			o.keep(a, ir.Value{Type: ir.Ref{Decl: variant.Decl}})
		}
		return
	}
	switch t := x.(type) {
	case ir.List:
		if u, ok := y.(ir.List); ok {
			o.keep(t.Elem, u.Elem)
		}
	case ir.Dict:
		if u, ok := y.(ir.Dict); ok {
			o.keep(t.Elem, u.Elem)
		} else if s := structOf(y); s != nil {
			for _, f := range s.Fields {
				o.keep(t.Elem, f.Value)
			}
		}
	case ir.Ref:
		s := structOf(x)
		if s == nil {
			return
		}
		if u, ok := y.(ir.Dict); ok {
			o.keepAny(s)
			for _, f := range s.Fields {
				o.keep(f.Value, u.Elem)
			}
		} else if other := structOf(y); other != nil && other != s {
			o.keepMembers(t.Decl, y.(ir.Ref).Decl)
		}
	}
}

// keepMembers lets a struct keep the members of another one.
func (o *overlaps) keepMembers(a, b *ir.Decl) {
	s, t := a.Body.(*ir.Struct), b.Body.(*ir.Struct)
	if o.excludes(s, t) || o.excludes(t, s) {
		return
	}
	for _, f := range t.Fields {
		if own := s.Field(f.Name); own != nil {
			o.keep(own.Value, f.Value)
		} else if !f.Hidden {
			o.keepName(s, f.Name)
		}
	}
	if t.Additional != nil {
		o.keepAny(s)
	}
}

// keeps reports whether a struct can have members without a field that it does not
// have in a map.
func (o *overlaps) keeps(s *ir.Struct) bool {
	return s.Additional == nil && (!s.Closed || o.unevaluated[s])
}

func (o *overlaps) keepAny(s *ir.Struct) {
	if o.keeps(s) {
		s.Kept = &ir.Kept{}
	}
}

func (o *overlaps) keepName(s *ir.Struct, name string) {
	switch {
	case !o.keeps(s):
	case s.Kept == nil:
		s.Kept = &ir.Kept{Names: []string{name}}
	case s.Kept.Names != nil && !slices.Contains(s.Kept.Names, name):
		s.Kept.Names = append(s.Kept.Names, name)
	}
}

// opened is the type behind aliases and declared arrays and maps.
func opened(v ir.Value) ir.Type {
	u := ir.Underlying(v)
	if ref, ok := u.Type.(ir.Ref); ok {
		if named, ok := ref.Decl.Body.(*ir.Named); ok {
			return ir.Underlying(named.Value).Type
		}
	}
	return u.Type
}

func structOf(t ir.Type) *ir.Struct {
	if ref, ok := t.(ir.Ref); ok {
		body, _ := ref.Decl.Body.(*ir.Struct)
		return body
	}
	return nil
}

func unionOf(t ir.Type) *ir.Union {
	if ref, ok := t.(ir.Ref); ok {
		body, _ := ref.Decl.Body.(*ir.Union)
		return body
	}
	return nil
}
