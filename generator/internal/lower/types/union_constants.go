package types

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/ir"
)

// byConstants finds a member whose constants distinguish variants: it has values in
// one that it has in no other, and variants without such values do not declare it.
// Of several such members it uses the one that most variants have.
func (t *tagging) byConstants() bool {
	objects, open := objectVariants(t.union.body)
	if open || len(objects) < 2 {
		return false
	}
	best, bestCount := "", 0
	seen := map[string]bool{}
	for _, o := range objects {
		for _, f := range o.body.Fields {
			if !seen[f.Name] {
				seen[f.Name] = true
				if n := distinctConstants(objects, f.Name); n > bestCount {
					best, bestCount = f.Name, n
				}
			}
		}
	}
	if bestCount == 0 {
		return false
	}
	t.union.body.Property = best
	for _, o := range objects {
		if constants, literal := constantsOf(o.variant.Decl, best); len(constants) > 0 {
			o.variant.Tags, t.union.body.Literal = constants, literal
		}
	}
	return true
}

// objectVariant is a variant that is a struct.
type objectVariant struct {
	variant *ir.Variant
	body    *ir.Struct
}

// objectVariants are the variants that are structs. open reports whether one of
// them, or another variant that is a map, has members of any name.
func objectVariants(body *ir.Union) (objects []objectVariant, open bool) {
	for _, variant := range body.Variants {
		switch b := variant.Decl.Body.(type) {
		case *ir.Struct:
			objects = append(objects, objectVariant{variant, b})
			open = open || b.Additional != nil
		case *ir.Named:
			if _, isMap := ir.Underlying(b.Value).Type.(ir.Dict); isMap {
				open = true
			}
		}
	}
	return objects, open
}

// distinctConstants counts the variants that a member distinguishes; 0 if two share a
// value, or if one declares the member and has no constant for it.
func distinctConstants(objects []objectVariant, name string) int {
	n := 0
	seen := map[string]bool{}
	kinds := map[bool]bool{}
	for _, o := range objects {
		constants, literal := constantsOf(o.variant.Decl, name)
		if len(constants) == 0 {
			if slices.ContainsFunc(o.body.Fields, func(f *ir.Field) bool { return f.Name == name }) {
				return 0
			}
			continue
		}
		n++
		kinds[literal] = true
		for _, c := range constants {
			if seen[c] || len(kinds) > 1 {
				return 0
			}
			seen[c] = true
		}
	}
	return n
}

// constantsOf are the values that a member of a struct can have, if they are those of
// a closed enumeration: strings, or, with literal, other scalars as JSON.
func constantsOf(d *ir.Decl, property string) (out []string, literal bool) {
	body, ok := d.Body.(*ir.Struct)
	if !ok {
		return nil, false
	}
	for _, f := range body.Fields {
		enum := ir.AsEnum(ir.Underlying(f.Value))
		if f.Name != property || enum == nil || enum.Open {
			continue
		}
		for _, v := range enum.Values {
			text := constraint.Unquote(v.Literal)
			if _, isString := enum.Base.(ir.String); !isString {
				text, literal = v.Literal, true
			}
			if text != "" {
				out = append(out, text)
			}
		}
	}
	return out, literal
}

// findUniqueMembers finds for variants without tags a member that they require and no
// other variant declares. There is none if one of them has members of any name.
func findUniqueMembers(body *ir.Union) {
	objects, open := objectVariants(body)
	if open || len(objects) < 2 {
		return
	}
	declaredBy := map[string]int{}
	for _, o := range objects {
		for _, f := range o.body.Fields {
			declaredBy[f.Name]++
		}
	}
	for _, o := range objects {
		for _, f := range o.body.Fields {
			if f.Required && declaredBy[f.Name] == 1 && len(o.variant.Tags) == 0 {
				o.variant.Member = f.Name
				break
			}
		}
	}
}
