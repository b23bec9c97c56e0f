package model

import (
	"fmt"
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// jsonKind is the first byte of the JSON of a variant, as the method Kind of a reader returns it.
func (e *Emitter) jsonKind(d *ir.Decl) rune {
	if kind := valueKind(ir.Value{Type: ir.Ref{Decl: d}}); kind != 0 {
		return kind
	}
	panic(fmt.Sprintf("emit: variant %s of kind %T", e.Names.Type(d), d.Body))
}

// valueKind is the first byte of the JSON of a value; 0 where there are several.
func valueKind(v ir.Value) rune {
	u := ir.Underlying(v)
	if u.Nullable {
		return 0
	}
	switch t := ir.Wire(u.Type).(type) {
	case ir.Foreign:
		return map[string]rune{"object": '{', "array": '['}[t.JSON]
	case ir.Dict:
		return '{'
	case ir.List:
		return '['
	case ir.String:
		return '"'
	case ir.Integer, ir.Number:
		return '0'
	case ir.Boolean:
		return 't'
	case ir.Any:
		return 0
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Struct:
			return '{'
		case *ir.Tuple:
			return '['
		case *ir.Enum:
			return valueKind(ir.Value{Type: body.Base})
		case *ir.Named:
			return valueKind(ir.NotNull(body.Value))
		case *ir.Union:
			return 0
		}
	}
	panic(fmt.Sprintf("emit: value of kind %T", u.Type))
}

// elementKind is the valueKind of the first element of a variant that is an array.
func elementKind(d *ir.Decl) rune {
	switch body := d.Body.(type) {
	case *ir.Tuple:
		return valueKind(body.Items[0].Value)
	case *ir.Named:
		if list, ok := body.Value.Type.(ir.List); ok {
			return valueKind(list.Elem)
		}
	}
	panic(fmt.Sprintf("emit: array of kind %T", d.Body))
}

// distinguishedByElements reports whether the first element distinguishes all arrays.
func distinguishedByElements(arrays []*ir.Variant) bool {
	seen := map[rune]bool{0: true}
	for _, variant := range arrays {
		kind := elementKind(variant.Decl)
		if seen[kind] {
			return false
		}
		seen[kind] = true
	}
	return true
}

// kindsOf are the variants of a declared union by their JSON type. They are collected once.
func (e *Emitter) kindsOf(body *ir.Union) map[rune][]*ir.Variant {
	known, ok := e.kinds[body]
	if !ok {
		known = map[rune][]*ir.Variant{}
		for _, variant := range body.Variants {
			kind := e.jsonKind(variant.Decl)
			known[kind] = append(known[kind], variant)
		}
		e.kinds[body] = known
	}
	return known
}

// ofKind are the variants of one JSON type in the order of their ranks. Enumerations come
// before what else is of their type and rank, which takes their values, too.
func (e *Emitter) ofKind(body *ir.Union, kind rune) []*ir.Variant {
	var found []*ir.Variant
	for _, variant := range body.Variants {
		if e.jsonKind(variant.Decl) == kind {
			found = append(found, variant)
		}
	}
	order := func(v *ir.Variant) int {
		if enum, ok := v.Decl.Body.(*ir.Enum); ok && !enum.Open {
			return 2 * v.Rank
		}
		return 2*v.Rank + 1
	}
	slices.SortStableFunc(found, func(a, b *ir.Variant) int { return order(a) - order(b) })
	return found
}
