package constraint

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
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

// valuesOf is the value of members without a field, nil if the type does not keep
// them.
func valuesOf(u ir.Value) *ir.Value {
	if body := structOf(u); body != nil {
		return body.Additional
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

// memberCount bounds the number of members; keyword is the first that does. Members
// that a struct does not keep cannot be counted, which is reported.
func (c *Checker) memberCount(keyword string, part spec.Cursor, u ir.Value) []ir.Check {
	least, most := schema.Counts(part, "minProperties", "maxProperties")
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
	if body != nil && body.Additional == nil && !body.Closed {
		c.Report(diag.UnsupportedKeyword, part.Child(keyword), keyword+" counts only members that have a field, because the Go type keeps no others", "write additionalProperties: true to keep them, or false to forbid them")
	}
	return []ir.Check{ir.Members{Min: least, Max: most}}
}

// present requires a member. There are no checks if the type always has it.
func present(name, beside string, u ir.Value) ([]ir.Check, bool) {
	body := structOf(u)
	if body != nil {
		if f := body.Field(name); f != nil {
			if f.Required {
				return nil, true
			}
			return []ir.Check{ir.Present{Name: name, DependsOn: beside}}, true
		}
		if body.Additional == nil {
			return []ir.Check{ir.Never{Keyword: "required"}}, body.Closed
		}
	}
	return []ir.Check{ir.Present{Name: name, DependsOn: beside}}, true
}

// memberCondition is a condition on the members of an object.
func (c *Checker) memberCondition(part spec.Cursor, u ir.Value, depth int) (out []ir.Check, ok bool) {
	for _, item := range part.Child("required").Elements() {
		name, _ := item.Node.Str()
		checks, ok := present(name, "", u)
		if !ok {
			return nil, false
		}
		out = append(out, checks...)
	}
	for name, cur := range part.Child("properties").AllMembers() {
		checks, ok := c.member(name, cur, u, depth)
		if !ok {
			return nil, false
		}
		out = append(out, checks...)
	}
	if additional := part.Child("additionalProperties"); additional.Node != nil && !additional.IsTrue() {
		checks, ok := c.each(additional, u, depth)
		if !ok || structOf(u) != nil || part.Has("properties") {
			return nil, false
		}
		out = append(out, checks...)
	}
	return out, true
}

// member is a condition on one member.
func (c *Checker) member(name string, cur spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	var field *ir.Field
	value := valuesOf(u)
	body := structOf(u)
	if body != nil {
		if field = body.Field(name); field != nil {
			value = &field.Value
		}
	}
	if value == nil {
		says := cur.Node != nil && cur.Node.Kind != source.Bool && len(c.schemas.Intersection(cur)) > 0 || cur.IsFalse()
		return nil, !says || body != nil && body.Closed
	}
	checks, nullToo, ok := c.conditionAt(cur, *value, depth)
	switch {
	case !ok:
		return nil, false
	case len(checks) == 0 && nullToo:
		return nil, true
	case impossible(checks) && field != nil && field.Required && !nullToo:
		return []ir.Check{ir.Never{Keyword: "properties"}}, true
	case impossible(checks):
		return []ir.Check{ir.Absent{Name: name, NullToo: nullToo}}, true
	}
	return []ir.Check{ir.Member{Name: name, Checks: checks, NullToo: nullToo}}, true
}

// conditionAt is a condition on a value that may be null. nullToo reports whether
// null satisfies it; that does not matter for a value that is never null.
func (c *Checker) conditionAt(cur spec.Cursor, v ir.Value, depth int) (checks []ir.Check, nullToo, ok bool) {
	if c.schemas.AllowsAll(cur) {
		return nil, true, true
	}
	u := ir.Underlying(v)
	checks, ok = c.condition(cur, u, depth)
	if !u.Nullable || IsRaw(u) || !ok {
		return checks, !impossible(checks), ok
	}
	nullToo, sure := c.schemas.AllowsNull(cur)
	return checks, nullToo, sure
}

// each is a condition on all values of a map.
func (c *Checker) each(cur spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	value := valuesOf(u)
	if value == nil {
		return nil, false
	}
	checks, nullToo, ok := c.conditionAt(cur, *value, depth)
	switch {
	case !ok || len(checks) == 0 && nullToo:
		return nil, ok
	case impossible(checks) && !nullToo:
		return []ir.Check{ir.Members{Max: new(uint64)}}, true
	case impossible(checks):
		return nil, false
	}
	return []ir.Check{ir.Each{Checks: checks, NullToo: nullToo}}, true
}

// memberNames checks the names of members against a schema of strings. Names of
// fields are known now; the others are checked one by one.
func (c *Checker) memberNames(cur spec.Cursor, u ir.Value, depth int) (out []ir.Check, ok bool) {
	checks, ok := c.condition(cur, ir.Value{Type: ir.String{}}, depth)
	if !ok {
		return nil, false
	}
	if body := structOf(u); body != nil {
		if body.Additional == nil && !body.Closed {
			return nil, false
		}
		for _, f := range body.Fields {
			if Satisfies(checks, Quote(f.Name)) {
				continue
			}
			if f.Required {
				return []ir.Check{ir.Never{Keyword: "propertyNames"}}, true
			}
			out = append(out, ir.Absent{Name: f.Name})
		}
		if body.Additional == nil {
			return out, true
		}
	}
	if len(checks) > 0 {
		out = append(out, ir.Names{Checks: checks})
	}
	return out, true
}

func (c *Checker) dependentRequired(cur spec.Cursor, u ir.Value) (out []ir.Check, ok bool) {
	for name, list := range cur.AllMembers() {
		when, ok := present(name, "", u)
		if !ok {
			return nil, false
		}
		var then []ir.Check
		for _, item := range list.Elements() {
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

func (c *Checker) dependentSchemas(cur spec.Cursor, u ir.Value, depth int) (out []ir.Check, ok bool) {
	for name, schema := range cur.AllMembers() {
		when, ok := present(name, "", u)
		then, also := c.condition(schema, u, depth)
		if !ok || !also {
			return nil, false
		}
		out = append(out, whenever(when, then, nil)...)
	}
	return out, true
}

// RequiredAdditional requires the members that required lists and properties does
// not, of objects whose type keeps them.
func RequiredAdditional(v schema.Intersection, u ir.Value) (out []ir.Check) {
	for _, name := range v.Required() {
		if body := structOf(u); body != nil && body.Field(name) != nil {
			continue
		}
		if valuesOf(u) != nil {
			out = append(out, ir.Present{Name: name})
		}
	}
	return slices.Clip(out)
}

// Forbidden forbids the members whose schema is false.
func Forbidden(v schema.Intersection) (out []ir.Check) {
	for _, name := range v.Forbidden() {
		out = append(out, ir.Absent{Name: name})
	}
	return out
}
