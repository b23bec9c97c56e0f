package lower

import (
	"reflect"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/ir"
)

// relaxUses gives contents that are one Go value the constraints that satisfy any of them,
// because the value does not have its content type.
func relaxUses(group []*ir.Media) {
	if len(group) < 2 || group[0].Format == ir.Binary {
		return
	}
	values := make([]ir.Value, 0, len(group))
	for _, m := range group {
		values = append(values, m.Value)
	}
	relaxed := relaxedUse(values)
	for _, m := range group {
		m.Value = relaxed
	}
}

func relaxedUse(values []ir.Value) ir.Value {
	out := values[0]
	switch t := out.Type.(type) {
	case ir.Ref:
		var sets [][]ir.Check
		for _, v := range values {
			if !reflect.DeepEqual(v.Checks, out.Checks) || len(sets) == 0 {
				sets = append(sets, v.Checks)
			}
		}
		if len(sets) > 1 {
			out.Checks = constraint.AnyOf("anyOf", sets)
		}
	case ir.List:
		out.Type = ir.List{Elem: relaxedUse(elements(values))}
	case ir.Dict:
		out.Type = ir.Dict{Elem: relaxedUse(elements(values)), Names: t.Names}
	}
	return out
}

// elements are the values in several lists, or in several maps.
func elements(values []ir.Value) (out []ir.Value) {
	for _, v := range values {
		switch t := v.Type.(type) {
		case ir.List:
			out = append(out, t.Elem)
		case ir.Dict:
			out = append(out, t.Elem)
		}
	}
	return out
}
