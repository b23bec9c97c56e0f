package lower

import (
	"github.com/peergen/peergen/generator/internal/ir"
)

// bySharedConstant finds a member by which variants say what they are: it has
// values in one that it has in no other, and those without such values do not
// know it. Of several such members it takes the one that most variants have.
func (t *tagging) bySharedConstant() bool {
	objects, open := structsOf(t.plan.body)
	if open || len(objects) < 2 {
		return false
	}
	best, bestCount := "", 0
	asked := map[string]bool{}
	for _, variant := range objects {
		for _, f := range variant.Decl.Body.(*ir.Struct).Fields {
			if !asked[f.Name] {
				asked[f.Name] = true
				if n := distinctConstants(objects, f.Name); n > bestCount {
					best, bestCount = f.Name, n
				}
			}
		}
	}
	if bestCount == 0 {
		return false
	}
	t.plan.body.Property = best
	for _, variant := range objects {
		if constants, literal := constantsOf(variant.Decl, best); len(constants) > 0 {
			variant.Tags, t.plan.body.Literal = constants, literal
		}
	}
	return true
}

// structsOf are the variants that are objects with known members; open holds
// where another one takes members of any name.
func structsOf(body *ir.Union) (objects []*ir.Variant, open bool) {
	for _, variant := range body.Variants {
		switch b := variant.Decl.Body.(type) {
		case *ir.Struct:
			objects = append(objects, variant)
			open = open || b.Others != nil
		case *ir.Named:
			if _, isMap := ir.Underlying(b.Value).Type.(ir.Dict); isMap {
				open = true
			}
		}
	}
	return objects, open
}

// distinctConstants counts the variants that a member tells apart; 0 where two
// share a value, or one knows the member and has no constant for it.
func distinctConstants(objects []*ir.Variant, name string) int {
	n := 0
	seen := map[string]bool{}
	kinds := map[bool]bool{}
	for _, variant := range objects {
		constants, literal := constantsOf(variant.Decl, name)
		if len(constants) == 0 {
			if knows(variant.Decl, name) {
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

func knows(d *ir.Decl, name string) bool {
	for _, f := range d.Body.(*ir.Struct).Fields {
		if f.Name == name {
			return true
		}
	}
	return false
}

// markMembers finds what else tells a variant apart: a member that it must have
// and no other one knows. Where one of them takes members of any name, none does.
func markMembers(body *ir.Union) {
	objects, open := structsOf(body)
	if open || len(objects) < 2 {
		return
	}
	knownBy := map[string]int{}
	for _, variant := range objects {
		for _, f := range variant.Decl.Body.(*ir.Struct).Fields {
			knownBy[f.Name]++
		}
	}
	for _, variant := range objects {
		for _, f := range variant.Decl.Body.(*ir.Struct).Fields {
			if f.Required && knownBy[f.Name] == 1 && len(variant.Tags) == 0 {
				variant.Member = f.Name
				break
			}
		}
	}
}

// byNested takes the property over that all unions within the union agree on.
func (t *tagging) byNested() {
	for _, n := range t.nested {
		if n.property != t.nested[0].property || n.literal != t.nested[0].literal {
			return
		}
	}
	if len(t.nested) > 0 {
		t.plan.body.Property, t.plan.body.Literal = t.nested[0].property, t.nested[0].literal
	}
}
