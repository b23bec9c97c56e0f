package model

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// findChecked finds the declarations that have a constraint somewhere below.
func (e *Emitter) findChecked() {
	e.Checked = map[*ir.Decl]bool{}
	for changed := true; changed; {
		changed = false
		for _, d := range e.API.Decls {
			if !e.Checked[d] && e.bodyHasChecks(d) {
				e.Checked[d], changed = true, true
			}
		}
	}
}

func (e *Emitter) bodyHasChecks(d *ir.Decl) bool {
	switch body := d.Body.(type) {
	case *ir.Struct:
		for _, field := range body.Fields {
			if !field.Hidden && e.HasChecks(field.Value) || DueInRequests(field) {
				return true
			}
		}
		return len(body.Checks) > 0 || body.Additional != nil && e.HasChecks(*body.Additional)
	case *ir.Tuple:
		within := slices.ContainsFunc(body.Items, func(item *ir.Field) bool { return e.HasChecks(item.Value) }) || body.Rest != nil && e.HasChecks(*body.Rest)
		return within || len(body.Checks) > 0
	case *ir.Named:
		return e.HasChecks(body.Value)
	case *ir.Part:
		return e.HasChecks(body.Value)
	case *ir.Enum:
		return len(body.OpenChecks) > 0
	case *ir.Union:
		for _, variant := range body.Variants {
			if e.Checked[variant.Decl] {
				return true
			}
		}
	}
	return false
}

// DueInRequests reports whether a member is required in requests only.
func DueInRequests(field *ir.Field) bool {
	return field.DirectionRequired && field.WriteOnly && !field.Hidden && !isFileField(field)
}

// DueInResponses reports whether a member is required in responses only.
func DueInResponses(field *ir.Field) bool {
	return field.DirectionRequired && field.ReadOnly && !field.Hidden && !isFileField(field)
}

// DiffersInRequests reports whether a value has members, at any depth, that only
// requests must have, or that have constraints and are not in requests.
func (e *Emitter) DiffersInRequests(v ir.Value) bool {
	return hasField(v, func(field *ir.Field) bool {
		return DueInRequests(field) || field.ReadOnly && !field.Hidden && e.HasChecks(field.Value)
	})
}

// HasWriteOnly reports whether a value has write-only members, at any depth.
func HasWriteOnly(v ir.Value) bool {
	return hasField(v, func(field *ir.Field) bool { return field.WriteOnly })
}

// HasReadOnly reports whether a value has read-only members, at any depth.
func HasReadOnly(v ir.Value) bool {
	return hasField(v, func(field *ir.Field) bool { return field.ReadOnly })
}

// hasField reports whether a value has a member, at any depth, for which is returns
// true.
func hasField(v ir.Value, is func(*ir.Field) bool) bool {
	found, seen := false, map[*ir.Decl]bool{}
	var visit func(v ir.Value) ir.Value
	visit = func(v ir.Value) ir.Value {
		if ref, ok := v.Type.(ir.Ref); ok && !seen[ref.Decl] {
			seen[ref.Decl] = true
			body, ok := ref.Decl.Body.(*ir.Struct)
			found = found || ok && slices.ContainsFunc(body.Fields, is)
			ir.MapValues(ref.Decl, visit)
		}
		return v
	}
	ir.EachPart(v, func(v ir.Value) { visit(v) })
	return found
}

// HasChecks reports whether a value, or a value in it, has constraints to check.
func (e *Emitter) HasChecks(v ir.Value) bool {
	u := ir.Underlying(v)
	if len(u.Checks) > 0 {
		return true
	}
	switch t := u.Type.(type) {
	case ir.List:
		return e.HasChecks(t.Elem)
	case ir.Dict:
		return e.HasChecks(t.Elem)
	case ir.Ref:
		return e.Checked[t.Decl]
	}
	return false
}
