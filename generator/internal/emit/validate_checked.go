package emit

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// findChecked finds the declarations that have a constraint somewhere below.
func (e *emitter) findChecked() {
	e.checked = map[*ir.Decl]bool{}
	for changed := true; changed; {
		changed = false
		for _, d := range e.api.Decls {
			if !e.checked[d] && e.bodyHasChecks(d) {
				e.checked[d], changed = true, true
			}
		}
	}
}

func (e *emitter) bodyHasChecks(d *ir.Decl) bool {
	switch body := d.Body.(type) {
	case *ir.Struct:
		for _, field := range body.Fields {
			if !field.Hidden && e.hasChecks(field.Value) {
				return true
			}
		}
		return len(body.Checks) > 0 || body.Others != nil && e.hasChecks(*body.Others)
	case *ir.Tuple:
		return slices.ContainsFunc(body.Items, func(item *ir.Field) bool { return e.hasChecks(item.Value) }) || body.Rest != nil && e.hasChecks(*body.Rest)
	case *ir.Named:
		return e.hasChecks(body.Value)
	case *ir.Part:
		return e.hasChecks(body.Value)
	case *ir.Enum:
		return len(body.Others) > 0
	case *ir.Union:
		for _, variant := range body.Variants {
			if e.checked[variant.Decl] {
				return true
			}
		}
	}
	return false
}

func (e *emitter) hasChecks(v ir.Value) bool {
	u := ir.Underlying(v)
	if len(u.Checks) > 0 {
		return true
	}
	switch t := u.Type.(type) {
	case ir.List:
		return e.hasChecks(t.Elem)
	case ir.Dict:
		return e.hasChecks(t.Elem)
	case ir.Ref:
		return e.checked[t.Decl]
	}
	return false
}
