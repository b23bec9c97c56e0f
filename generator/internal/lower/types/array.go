package types

import (
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// tuple lowers an array whose first items have separate schemas (prefixItems).
// minItems is the number of required ones.
func (b *Builder) tuple(v schema.Intersection, s Site) ir.Type {
	d, isNew := b.open(s)
	if !isNew {
		return ir.Ref{Decl: d}
	}
	first := v.PrefixItems()
	least, most := v.Length()
	body := &ir.Tuple{Closed: most != nil && *most <= uint64(len(first))}
	d.Body = body
	for i, schemas := range first {
		item := &ir.Field{
			Name: strconv.Itoa(i), Required: uint64(i) < least,
			Value: b.common(schemas, s, label.Position(i)), Doc: b.Prose(schemas[len(schemas)-1]),
		}
		b.addDefault(item, schemas)
		body.Items = append(body.Items, item)
	}
	rest := v.With("items")
	if len(rest) == 0 {
		rest = b.unevaluatedItems(v)
	}
	body.Closed = body.Closed || slices.ContainsFunc(rest, spec.Cursor.IsFalse)
	if len(rest) > 0 && !body.Closed {
		elem := b.common(rest, s, label.Item{})
		body.Rest = &elem
	}
	if len(rest) == 0 && !body.Closed && constraint.OfWholeTuple(v) {
		body.Rest = &ir.Value{Type: ir.Any{}}
	}
	b.objects = append(b.objects, pendingObject{decl: d, parts: v})
	return ir.Ref{Decl: d}
}

// unevaluatedItems are the schemas of the elements after the fixed ones, if only
// prefixItems evaluates others. If more does, they are a constraint of the whole tuple.
func (b *Builder) unevaluatedItems(v schema.Intersection) []spec.Cursor {
	rest := v.With("unevaluatedItems")
	if slices.ContainsFunc(rest, spec.Cursor.IsTrue) {
		return nil
	}
	if constraint.EvaluatesMore(v) {
		return nil
	}
	return rest
}
