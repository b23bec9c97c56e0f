package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/spec"
)

// unionPlan is a union whose variants are found when all schemas are lowered: a
// schema that contains itself refers to its union before the variants are whole.
type unionPlan struct {
	decl          *ir.Decl
	body          *ir.Union
	site          site
	discriminator spec.Cursor // on nothing where there is none
	members       []planned
	sets          [][][]ir.Check // of each member, those of the alternatives that have its Go type
	base          spec.Cursor    // the schema that the members extend, where they do; see inherit
	settled       bool
}

// planned is an alternative of a union.
type planned struct {
	value ir.Value
	cur   spec.Cursor // the schema or a reference to it
	name  string      // of the component, "" for others
}

// settleUnions finds the variants of all unions and what tells them apart.
func (l *lowering) settleUnions() {
	byDecl := map[*ir.Decl]*unionPlan{}
	for _, plan := range l.plans {
		byDecl[plan.decl] = plan
	}
	for _, plan := range l.plans {
		l.settle(plan, byDecl)
	}
}

// settle gives each member of a union a declared type. The variants of a union
// within a union are its own.
func (l *lowering) settle(plan *unionPlan, plans map[*ir.Decl]*unionPlan) {
	if plan.settled {
		return
	}
	plan.settled = true
	tags := &tagging{lowering: l, plan: plan}
	wrappers := 0
	for _, member := range plan.members {
		u := l.settledValue(member.value)
		ref, ok := u.Type.(ir.Ref)
		if u.Type == ir.Type(ir.Any{}) {
			continue // it leads round in a circle, which has been reported
		}
		if !ok {
			wrappers++
			tags.add(variantOf(plan.body, l.wrap(plan, u, member.cur, wrappers)), member)
			continue
		}
		inner, ok := ref.Decl.Body.(*ir.Union)
		if !ok {
			tags.add(variantOf(plan.body, ref.Decl), member)
			continue
		}
		if nested := plans[ref.Decl]; nested != nil {
			l.settle(nested, plans)
		}
		for _, v := range inner.Variants {
			tags.addNested(variantOf(plan.body, v.Decl), v, inner)
		}
	}
	if len(plan.body.Variants) == 0 {
		plan.decl.Body = &ir.Alias{Value: ir.Value{Type: ir.Any{}}}
		return
	}
	tags.decide()
	tags.markSent()
	markMembers(plan.body)
}

// settledValue is a value with what stands for declarations that were taken back.
func (l *lowering) settledValue(v ir.Value) ir.Value {
	for range 100 {
		v = ir.Underlying(v)
		ref, ok := v.Type.(ir.Ref)
		if !ok {
			return v
		}
		instead, ok := l.gone[ref.Decl]
		if !ok {
			return v
		}
		v = instead
	}
	return ir.Value{Type: ir.Any{}}
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
func (l *lowering) wrap(plan *unionPlan, u ir.Value, cur spec.Cursor, n int) *ir.Decl {
	word := kindWord(u)
	if plan.several(l, word) {
		word = l.wrapperWord(u, cur)
	}
	wrapper := &ir.Decl{Path: plan.decl.Path.Append(label.Name(word)), Doc: l.prose(cur), Owner: plan.decl, Body: &ir.Named{Value: u}}
	at := slices.Index(l.api.Decls, plan.decl)
	l.api.Decls = slices.Insert(l.api.Decls, at+n, wrapper)
	return wrapper
}

// several reports whether more than one member without a declaration would be
// called by a word.
func (plan *unionPlan) several(l *lowering, word string) bool {
	n := 0
	for _, member := range plan.members {
		v := l.settledValue(member.value)
		if _, declared := v.Type.(ir.Ref); !declared && kindWord(v) == word {
			n++
		}
	}
	return n > 1
}

// wrapperWord tells a member without a declaration from others of its kind.
func (l *lowering) wrapperWord(u ir.Value, cur spec.Cursor) string {
	if alternative, ok := l.namePath(cur).Last().(label.Alternative); ok {
		return string(alternative)
	}
	if list, ok := u.Type.(ir.List); ok {
		return elementWord(l.settledValue(list.Elem)) + " array"
	}
	return kindWord(u)
}

// kindWord is how a variant without a name is called after its union.
func kindWord(u ir.Value) string {
	switch t := u.Type.(type) {
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

// elementWord tells several arrays of one union apart by what they hold.
func elementWord(elem ir.Value) string {
	if ref, ok := elem.Type.(ir.Ref); ok {
		return ref.Decl.Path.Last().String()
	}
	return kindWord(elem)
}
