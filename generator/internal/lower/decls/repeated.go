// Package decls has the passes over the declarations of the IR: it replaces inline aliases,
// drops unused declarations, and merges those of inline schemas that repeat each other. It
// does not read the document.
package decls

import (
	"cmp"
	"slices"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/ir"
)

// MergeRepeated gives inline schemas that repeat each other one declaration, because
// documents repeat schemas. See [classes] for which do.
//
// Declarations of one type of the lock stay one declaration, and those of several are not
// merged. Otherwise, the declaration is the one whose path sorts first, so the order of the
// document makes no difference. It has the members of all, and the constraints that all have in common;
// each use keeps the others. It has nothing to do with allOf: see package schema for that.
func MergeRepeated(api *ir.API) {
	c := newClasses(api)
	for c.merge() {
	}
	u := &uniting{kept: c.kept, class: map[*ir.Decl][]*ir.Decl{}, own: map[*ir.Decl][]ir.Check{}, done: map[*ir.Decl]bool{}}
	for _, class := range c.all() {
		for _, d := range class {
			u.class[d] = class
		}
	}
	for _, class := range c.all() {
		u.unite(class)
	}
	api.Decls = slices.DeleteFunc(api.Decls, func(d *ir.Decl) bool { return u.class[d] != nil && u.class[d][0] != d })
	for _, d := range api.Decls {
		if u.class[d] == nil {
			ir.MapValues(d, u.redirect)
		}
	}
	ir.MapOperationValues(api, u.redirect)
}

// uniting makes one declaration of each class: its first.
type uniting struct {
	kept  map[*ir.Decl]bool // those that are one type in the lock, and may differ
	class map[*ir.Decl][]*ir.Decl
	own   map[*ir.Decl][]ir.Check // constraints that the uses of each declaration keep
	done  map[*ir.Decl]bool       // by the first of the class
}

// redirect replaces a reference to a declaration by one to that of its class.
func (u *uniting) redirect(v ir.Value) ir.Value {
	if ref, ok := v.Type.(ir.Ref); ok && u.class[ref.Decl] != nil {
		u.unite(u.class[ref.Decl])
		v.Type = ir.Ref{Decl: u.class[ref.Decl][0]}
		v.Checks = append(slices.Clip(v.Checks), u.own[ref.Decl]...)
	}
	return v
}

// unite makes the first declaration of a class that of all, after those that it refers to.
func (u *uniting) unite(class []*ir.Decl) {
	if u.done[class[0]] {
		return
	}
	u.done[class[0]] = true
	for _, d := range class {
		ir.MapValues(d, u.redirect)
		class[0].Earlier = cmp.Or(class[0].Earlier, d.Earlier)
	}
	if slices.ContainsFunc(class, func(d *ir.Decl) bool { return u.kept[d] }) {
		reconcile(class, u.own)
	}
	switch class[0].Body.(type) {
	case *ir.Enum:
		uniteEnums(class, u.own)
	case *ir.Struct:
		uniteStructs(class, u.own)
	}
}

// uniteEnums makes the first enumeration of a class that of all. own gets the values of
// those that do not list all of them.
func uniteEnums(class []*ir.Decl, own map[*ir.Decl][]ir.Check) {
	shared := class[0].Body.(*ir.Enum)
	lists := map[*ir.Decl][]string{}
	known := map[string]bool{}
	for _, d := range class {
		for _, v := range d.Body.(*ir.Enum).Values {
			lists[d] = append(lists[d], v.Literal)
			if !known[v.Literal] && d != class[0] {
				shared.Values = append(shared.Values, v)
			}
			known[v.Literal] = true
		}
	}
	for _, d := range class {
		if !shared.Open && len(lists[d]) < len(shared.Values) {
			own[d] = []ir.Check{ir.OneOf{Literals: lists[d], Keyword: "enum", OfUnknown: true}}
		}
	}
}

// uniteStructs makes the first object of a class that of all. A member that not all have
// is optional, and servers do not fill in its default. Constraints that the objects do not have in common go to own, as do the
// members that those forbid which allow no additional ones.
func uniteStructs(class []*ir.Decl, own map[*ir.Decl][]ir.Check) {
	shared := class[0].Body.(*ir.Struct)
	same := func(list func(*ir.Struct) []ir.Check) bool {
		first := constraint.Key(list(shared))
		return !slices.ContainsFunc(class, func(d *ir.Decl) bool { return constraint.Key(list(d.Body.(*ir.Struct))) != first })
	}
	if ofObject := func(s *ir.Struct) []ir.Check { return s.Checks }; !same(ofObject) {
		for _, d := range class {
			own[d] = append(own[d], d.Body.(*ir.Struct).Checks...)
		}
		shared.Checks = nil
	}
	holders := map[string][]*ir.Decl{}
	for _, d := range class {
		for _, f := range slices.Clone(d.Body.(*ir.Struct).Fields) {
			if holders[f.Name] == nil && d != class[0] {
				shared.Fields = append(shared.Fields, f)
			}
			holders[f.Name] = append(holders[f.Name], d)
		}
	}
	for _, f := range shared.Fields {
		f.Fills = f.Fills && len(holders[f.Name]) == len(class)
		if shared.Closed {
			for _, d := range class {
				if !slices.Contains(holders[f.Name], d) {
					own[d] = append(own[d], ir.Absent{Name: f.Name})
				}
			}
		}
		if !f.Hidden {
			uniteMember(f, holders[f.Name], own)
		}
	}
}

// uniteMember moves the constraints of a member to own if not all objects that have the
// member agree on them.
func uniteMember(shared *ir.Field, holders []*ir.Decl, own map[*ir.Decl][]ir.Check) {
	first := constraint.Key(valueChecks(shared.Value))
	member := func(d *ir.Decl) *ir.Field { return d.Body.(*ir.Struct).Field(shared.Name) }
	if !slices.ContainsFunc(holders, func(d *ir.Decl) bool {
		return constraint.Key(valueChecks(member(d).Value)) != first
	}) {
		return
	}
	for _, d := range holders {
		if checks := valueChecks(member(d).Value); len(checks) > 0 {
			own[d] = append(own[d], ir.Member{Name: shared.Name, Checks: checks, NullToo: true})
		}
	}
	shared.Value = withoutChecks(shared.Value)
}

// valueChecks are the constraints of a value, and of its elements, that are not those of a
// declaration.
func valueChecks(v ir.Value) []ir.Check {
	out := slices.Clip(v.Checks)
	var elem ir.Value
	switch t := v.Type.(type) {
	case ir.List:
		elem = t.Elem
	case ir.Dict:
		elem = t.Elem
	default:
		return out
	}
	if inner := valueChecks(elem); len(inner) > 0 {
		out = append(out, ir.Each{Checks: inner, NullToo: true})
	}
	return out
}

func withoutChecks(v ir.Value) ir.Value {
	v.Checks = nil
	switch t := v.Type.(type) {
	case ir.List:
		v.Type = ir.List{Elem: withoutChecks(t.Elem)}
	case ir.Dict:
		v.Type = ir.Dict{Elem: withoutChecks(t.Elem), Names: t.Names}
	}
	return v
}
