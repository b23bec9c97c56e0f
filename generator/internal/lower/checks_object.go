package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// structOf is the struct that an object is, or nil for a map.
func structOf(u ir.Value) *ir.Struct {
	if ref, ok := u.Type.(ir.Ref); ok {
		body, _ := ref.Decl.Body.(*ir.Struct)
		return body
	}
	return nil
}

// valuesOf is what members without a field are, nil where there is no place for
// them.
func valuesOf(u ir.Value) *ir.Value {
	if body := structOf(u); body != nil {
		return body.Others
	}
	switch t := u.Type.(type) {
	case ir.Dict:
		return &t.Elem
	case ir.Ref:
		if named, ok := t.Decl.Body.(*ir.Named); ok {
			return valuesOf(named.Value)
		}
	}
	return nil
}

// memberCount bounds the number of members; keyword is the first that does.
// Required ones are there without a look. Those that a struct has no place for
// cannot be counted, which is reported.
func (l *lowering) memberCount(keyword string, part spec.Cursor, u ir.Value) []ir.Check {
	least, most := limits(part, "minProperties", "maxProperties")
	body := structOf(u)
	if body != nil {
		required := slices.DeleteFunc(slices.Clone(body.Fields), func(f *ir.Field) bool { return !f.Required || f.Hidden })
		if least <= uint64(len(required)) {
			least = 0
		}
	}
	if least == 0 && most == nil {
		return nil
	}
	if body != nil && body.Others == nil && !body.Closed && l.first("counted", part.Child(keyword)) {
		l.report(diag.UnsupportedKeyword, part.Child(keyword), keyword+" counts the members that have a field: the Go type keeps no others", "additionalProperties: true keeps them, false forbids them")
	}
	return []ir.Check{ir.Members{Min: least, Max: most}}
}

// present demands a member; none of the checks where it is always there.
func present(name, beside string, u ir.Value) ([]ir.Check, bool) {
	body := structOf(u)
	if body != nil {
		if f := body.Field(name); f != nil {
			if f.Required {
				return nil, true
			}
			return []ir.Check{ir.Present{Name: name, Beside: beside}}, true
		}
		if body.Others == nil {
			return []ir.Check{ir.Never{Keyword: "required"}}, body.Closed
		}
	}
	return []ir.Check{ir.Present{Name: name, Beside: beside}}, true
}

// memberDemands is what a condition says of the members of an object.
func (l *lowering) memberDemands(part spec.Cursor, u ir.Value, depth int) (out []ir.Check, ok bool) {
	for _, item := range listed(part.Child("required")) {
		name, _ := item.Node.Str()
		checks, ok := present(name, "", u)
		if !ok {
			return nil, false
		}
		out = append(out, checks...)
	}
	for name, cur := range part.Child("properties").AllMembers() {
		checks, ok := l.member(name, cur, u, depth)
		if !ok {
			return nil, false
		}
		out = append(out, checks...)
	}
	if others := part.Child("additionalProperties"); others.Node != nil && !isTrue(others) {
		checks, ok := l.each(others, u, depth)
		if !ok || structOf(u) != nil || part.Has("properties") {
			return nil, false
		}
		out = append(out, checks...)
	}
	return out, true
}

// member is what a condition says of one member.
func (l *lowering) member(name string, cur spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	var field *ir.Field
	value := valuesOf(u)
	body := structOf(u)
	if body != nil {
		if field = body.Field(name); field != nil {
			value = &field.Value
		}
	}
	if value == nil {
		says := cur.Node != nil && cur.Node.Kind != source.Bool && len(l.flatten(cur)) > 0 || isFalse(cur)
		return nil, !says || body != nil && body.Closed
	}
	checks, nullToo, ok := l.place(cur, *value, depth)
	switch {
	case !ok:
		return nil, false
	case len(checks) == 0 && nullToo:
		return nil, true
	case never(checks) && field != nil && field.Required && !nullToo:
		return []ir.Check{ir.Never{Keyword: "properties"}}, true
	case never(checks):
		return []ir.Check{ir.Absent{Name: name, NullToo: nullToo}}, true
	}
	return []ir.Check{ir.Member{Name: name, Checks: checks, NullToo: nullToo}}, true
}

// place is a condition on what stands in a place, which may be null. Where it
// may not, null is none of its matters.
func (l *lowering) place(cur spec.Cursor, v ir.Value, depth int) (checks []ir.Check, nullToo, ok bool) {
	if l.saysNothing(cur) {
		return nil, true, true
	}
	u := ir.Underlying(v)
	checks, ok = l.condition(cur, u, depth)
	if !u.Nullable || isRaw(u) || !ok {
		return checks, !never(checks), ok
	}
	nullToo, sure := l.allowsNull(cur)
	return checks, nullToo, sure
}

func (l *lowering) saysNothing(cur spec.Cursor) bool {
	return isTrue(cur) || cur.Node != nil && cur.Node.Kind == source.Object && len(l.flatten(cur)) == 0
}

// each is a condition on all values of a map.
func (l *lowering) each(cur spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	value := valuesOf(u)
	if value == nil {
		return nil, false
	}
	checks, nullToo, ok := l.place(cur, *value, depth)
	switch {
	case !ok || len(checks) == 0 && nullToo:
		return nil, ok
	case never(checks) && !nullToo:
		return []ir.Check{ir.Members{Max: new(uint64)}}, true
	case never(checks):
		return nil, false
	}
	return []ir.Check{ir.Each{Checks: checks, NullToo: nullToo}}, true
}

// memberNames holds names to a schema of strings: those of members without a
// field one by one, those of fields here and now.
func (l *lowering) memberNames(cur spec.Cursor, u ir.Value, depth int) (out []ir.Check, ok bool) {
	checks, ok := l.condition(cur, ir.Value{Type: ir.String{}}, depth)
	if !ok {
		return nil, false
	}
	if body := structOf(u); body != nil {
		if body.Others == nil && !body.Closed {
			return nil, false
		}
		for _, f := range body.Fields {
			if holds(checks, quoted(f.Name)) {
				continue
			}
			if f.Required {
				return []ir.Check{ir.Never{Keyword: "propertyNames"}}, true
			}
			out = append(out, ir.Absent{Name: f.Name})
		}
		if body.Others == nil {
			return out, true
		}
	}
	if len(checks) > 0 {
		out = append(out, ir.Names{Checks: checks})
	}
	return out, true
}

func (l *lowering) dependentRequired(cur spec.Cursor, u ir.Value) (out []ir.Check, ok bool) {
	for name, list := range cur.AllMembers() {
		when, ok := present(name, "", u)
		if !ok {
			return nil, false
		}
		var then []ir.Check
		for _, item := range listed(list) {
			needed, _ := item.Node.Str()
			checks, ok := present(needed, name, u)
			if !ok {
				return nil, false
			}
			then = append(then, checks...)
		}
		out = append(out, whenever(when, then, nil)...)
	}
	return out, true
}

func (l *lowering) dependentSchemas(cur spec.Cursor, u ir.Value, depth int) (out []ir.Check, ok bool) {
	for name, schema := range cur.AllMembers() {
		when, ok := present(name, "", u)
		then, also := l.condition(schema, u, depth)
		if !ok || !also {
			return nil, false
		}
		out = append(out, whenever(when, then, nil)...)
	}
	return out, true
}

// requiredOthers demands the members that required names and properties does
// not, of objects that have a place for them.
func requiredOthers(v view, u ir.Value) (out []ir.Check) {
	names := v.required()
	for _, list := range v.with("required") {
		for _, item := range list.Node.Items {
			name, ok := item.Str()
			if !ok || !names[name] {
				continue
			}
			names[name] = false // once
			if body := structOf(u); body != nil && body.Field(name) != nil {
				continue
			}
			if valuesOf(u) != nil {
				out = append(out, ir.Present{Name: name})
			}
		}
	}
	return slices.Clip(out)
}

// structChecks adds the constraints of objects as a whole, now that all their
// members have types.
func (l *lowering) structChecks() {
	for _, add := range l.later {
		add()
	}
}

func listed(list spec.Cursor) (out []spec.Cursor) {
	if list.Node != nil {
		for i := range list.Node.Items {
			out = append(out, list.Index(i))
		}
	}
	return out
}
