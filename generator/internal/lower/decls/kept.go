package decls

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/ir"
)

// keepTypes makes one class of the declarations of one type in the lock, if they are of one
// kind. A component in it is first, and such a class does not become larger.
func (c *classes) keepTypes(api *ir.API) {
	groups := map[string][]*ir.Decl{}
	var names []string
	for _, d := range slices.Concat(components(api), c.decls) {
		if d.Earlier == "" {
			continue
		}
		if groups[d.Earlier] == nil {
			names = append(names, d.Earlier)
		}
		groups[d.Earlier] = append(groups[d.Earlier], d)
	}
	inComponents := map[*ir.Decl]bool{}
	for _, name := range names {
		first := groups[name][0]
		class := []*ir.Decl{first}
		for _, d := range groups[name][1:] {
			if !areOneKind(first, d) {
				d.Earlier = ""
				continue
			}
			class = append(class, d)
		}
		c.earlier[first] = name
		for _, d := range class {
			if len(class) > 1 {
				c.parent[d] = first
			}
			c.kept[d] = len(class) > 1
			inComponents[d] = first.Component != ""
		}
		if len(class) > 1 && first.Component != "" {
			c.components = append(c.components, class)
		}
	}
	c.decls = slices.DeleteFunc(c.decls, func(d *ir.Decl) bool { return inComponents[d] })
}

// components are the components that a class can have.
func components(api *ir.API) (out []*ir.Decl) {
	for _, d := range api.Decls {
		switch d.Body.(type) {
		case *ir.Struct, *ir.Tuple, *ir.Enum:
			if d.Component != "" {
				out = append(out, d)
			}
		}
	}
	return out
}

// areOneKind reports whether one Go type can have the values of two declarations.
func areOneKind(a, b *ir.Decl) bool {
	switch x := a.Body.(type) {
	case *ir.Struct:
		_, ok := b.Body.(*ir.Struct)
		return ok
	case *ir.Enum:
		y, ok := b.Body.(*ir.Enum)
		return ok && x.Base == y.Base
	case *ir.Tuple:
		y, ok := b.Body.(*ir.Tuple)
		return ok && len(x.Items) == len(y.Items) && (x.Rest == nil) == (y.Rest == nil)
	}
	return false
}

// reconcile makes the declarations of a class equal but for their members, values and
// constraints: what one of them allows, all do. own gets the members that a use requires.
func reconcile(class []*ir.Decl, own map[*ir.Decl][]ir.Check) {
	switch class[0].Body.(type) {
	case *ir.Struct:
		reconcileStructs(class, own)
	case *ir.Enum:
		reconcileEnums(class, own)
	case *ir.Tuple:
		reconcileTuples(class)
	}
}

func reconcileStructs(class []*ir.Decl, own map[*ir.Decl][]ir.Check) {
	first := class[0].Body.(*ir.Struct)
	var names []string
	for _, d := range class {
		body := d.Body.(*ir.Struct)
		first.Closed = first.Closed && body.Closed
		for _, f := range body.Fields {
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
		switch {
		case body == first || body.Additional == nil:
		case first.Additional == nil:
			first.Additional, first.AdditionalNames = body.Additional, body.AdditionalNames
		default:
			*first.Additional = reconciledElement(*first.Additional, *body.Additional)
			if first.AdditionalNames != body.AdditionalNames {
				first.AdditionalNames = ""
			}
		}
	}
	for _, name := range names {
		reconcileMember(name, class, own)
	}
}

// reconcileMember makes the fields of a member equal but for constraints. Those that only the
// lock has are dropped where another declaration has the member.
func reconcileMember(name string, class []*ir.Decl, own map[*ir.Decl][]ir.Check) {
	isShown := func(f *ir.Field) bool { return f.Name == name && !f.Hidden }
	shown := slices.ContainsFunc(class, func(d *ir.Decl) bool { return slices.ContainsFunc(d.Body.(*ir.Struct).Fields, isShown) })
	if !shown {
		return
	}
	all := ir.Field{Required: true, ReadOnly: true, WriteOnly: true, DirectionRequired: true}
	var fields []*ir.Field
	var values []ir.Value
	var requiring []*ir.Decl
	for _, d := range class {
		body := d.Body.(*ir.Struct)
		body.Fields = slices.DeleteFunc(body.Fields, func(f *ir.Field) bool { return f.Name == name && f.Hidden })
		f := body.Field(name)
		if f == nil {
			all.Required, all.DirectionRequired = false, false
			continue
		}
		if f.Required {
			requiring = append(requiring, d)
		}
		all.Required = all.Required && f.Required
		all.ReadOnly = all.ReadOnly && f.ReadOnly
		all.WriteOnly = all.WriteOnly && f.WriteOnly
		all.DirectionRequired = all.DirectionRequired && f.DirectionRequired
		fields, values = append(fields, f), append(values, f.Value)
	}
	same := reconciled(values)
	for _, f := range fields {
		f.Required, f.ReadOnly, f.WriteOnly, f.DirectionRequired = all.Required, all.ReadOnly, all.WriteOnly, all.DirectionRequired
		f.Fills = f.Fills && f.Default == fields[0].Default
		f.Value = retyped(f.Value, same)
		if same.Type == ir.Type(ir.Any{}) {
			f.Value.Checks = nil
		}
	}
	if !all.Required {
		for _, d := range requiring {
			own[d] = append(own[d], ir.Present{Name: name})
		}
	}
}

// reconciled is a value with the Go type that the lock has for values, which the pass before
// has set; or raw JSON if they have several.
func reconciled(values []ir.Value) ir.Value {
	out := values[0]
	for _, v := range values[1:] {
		out.Nullable = out.Nullable || v.Nullable
		if v.Shape != ir.Derived {
			out.Shape = v.Shape
		}
		a, b := out, v
		b.Nullable, b.Shape = a.Nullable, a.Shape
		if !ir.SameGoType(a, b) {
			return ir.Value{Type: ir.Any{}}
		}
	}
	return out
}

// retyped is a value with another Go type, and with the constraints that it and its
// elements have.
func retyped(v, as ir.Value) ir.Value {
	as.Checks = v.Checks
	switch t := as.Type.(type) {
	case ir.List:
		as.Type = ir.List{Elem: retyped(v.Type.(ir.List).Elem, t.Elem)}
	case ir.Dict:
		as.Type = ir.Dict{Elem: retyped(v.Type.(ir.Dict).Elem, t.Elem), Names: t.Names}
	}
	return as
}

func reconcileEnums(class []*ir.Decl, own map[*ir.Decl][]ir.Check) {
	first := class[0].Body.(*ir.Enum)
	closed := map[*ir.Decl]bool{}
	open := slices.DeleteFunc(slices.Clone(class), func(d *ir.Decl) bool {
		closed[d] = !d.Body.(*ir.Enum).Open
		return closed[d]
	})
	if len(open) == 0 {
		return
	}
	checks := open[0].Body.(*ir.Enum).OpenChecks
	for _, d := range open {
		if constraint.Key(d.Body.(*ir.Enum).OpenChecks) != constraint.Key(checks) {
			checks = nil
		}
	}
	first.Open, first.OpenChecks = true, checks
	for _, d := range class {
		if closed[d] {
			own[d] = append(own[d], ir.OneOf{Literals: literals(d), Keyword: "enum", OfUnknown: true})
		}
	}
}

func literals(d *ir.Decl) (out []string) {
	for _, v := range d.Body.(*ir.Enum).Values {
		out = append(out, v.Literal)
	}
	return out
}

func reconcileTuples(class []*ir.Decl) {
	first := class[0].Body.(*ir.Tuple)
	for _, d := range class[1:] {
		body := d.Body.(*ir.Tuple)
		first.Closed = first.Closed && body.Closed
		if constraint.Key(first.Checks) != constraint.Key(body.Checks) {
			first.Checks = nil
		}
		for i, item := range first.Items {
			item.Required = item.Required && body.Items[i].Required
			item.Value = reconciledElement(item.Value, body.Items[i].Value)
		}
		if first.Rest != nil {
			*first.Rest = reconciledElement(*first.Rest, *body.Rest)
		}
	}
}

// reconciledElement is reconciled without the constraints that two values do not have in
// common.
func reconciledElement(a, b ir.Value) ir.Value {
	out := reconciled([]ir.Value{a, b})
	if constraint.Key(valueChecks(a)) != constraint.Key(valueChecks(b)) {
		out = withoutChecks(out)
	}
	return out
}
