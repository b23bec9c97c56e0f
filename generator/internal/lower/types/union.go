package types

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// union is a union with its members. Its variants are decided when all schemas are
// lowered: a schema that contains itself refers to its union before that.
type union struct {
	decl           *ir.Decl
	body           *ir.Union
	discriminators []spec.Cursor // of one property; several in a hierarchy that extends a mapping
	base           spec.Cursor   // the schema that the members extend; its node is nil if they do not
	members        []member
	sets           [][][]ir.Check // of each member, those of the alternatives that have its Go type
	state          deciding       // the variants
	choices        []choice       // the members with what they are in Go
}

// deciding is the state of the variants of a union.
type deciding int

const (
	undecided deciding = iota
	inProgress
	decided
)

// member is an alternative of a union, or several with one Go type.
type member struct {
	value ir.Value
	cur   spec.Cursor // the schema or a reference to it
	name  string      // see schema.Reader.ImpliedName
}

// union lowers oneOf and anyOf. The other keywords of the schema apply to each
// alternative.
func (b *Builder) union(v schema.Intersection, s Site) ir.Value {
	rest, part, keyword := v.Alternatives()
	list := part.Child(keyword)
	if i, ok := b.Schemas.OnlyInline(list); ok && s.isSchema() && b.Schemas.Component(s.cur) != "" {
		return b.orNull(append(rest, b.Schemas.Intersection(list.Index(i))...), s)
	}
	d, isNew := b.open(s)
	if !isNew {
		return ir.Value{Type: ir.Ref{Decl: d}}
	}
	u := &union{decl: d, body: &ir.Union{}}
	if part.Has("discriminator") {
		u.discriminators = []spec.Cursor{part.Child("discriminator")}
	}
	d.Body = u.body
	nullable := false
	for _, alternative := range list.Elements() {
		to := b.Doc.Follow(alternative)
		if schema.IsNull(to) {
			nullable = true
			continue
		}
		value := b.alternative(rest, alternative, s)
		if value.Nullable {
			nullable, value.Nullable = true, false
		}
		m := member{value: value, cur: alternative}
		if alternative.Has("$ref") {
			m.name = b.Schemas.ImpliedName(to)
		}
		u.add(m, keyword)
	}
	return b.collapseOrKeep(u, keyword, s, nullable)
}

// unionOfTypes lowers a schema of several types: one alternative per type.
func (b *Builder) unionOfTypes(v schema.Intersection, kinds []string, s Site) ir.Value {
	d, isNew := b.open(s)
	if !isNew {
		return ir.Value{Type: ir.Ref{Decl: d}}
	}
	u := &union{decl: d, body: &ir.Union{}}
	d.Body = u.body
	for _, kind := range kinds {
		inner := s.deeper(kind, label.Name(kind))
		only := append(slices.Clone(v), s.cur.WithType(kind))
		u.members = append(u.members, member{value: b.combine(only, inner), cur: s.cur})
		if own := b.declarations.byID[inner.id]; own != nil {
			own.Owner = d
		}
	}
	return b.collapseOrKeep(u, "type", s, false)
}

// collapseOrKeep returns the union, or what it is instead if it has only one type.
func (b *Builder) collapseOrKeep(u *union, keyword string, s Site, nullable bool) ir.Value {
	var values []ir.Value
	for _, m := range u.members {
		values = append(values, m.value)
	}
	single, ok := collapse(values)
	if !ok {
		b.unions = append(b.unions, u)
		return ir.Value{Type: ir.Ref{Decl: u.decl}, Nullable: nullable}
	}
	single.Checks = constraint.Collapsed(keyword, values, single)
	u.decl.Body = nil // a component is declared as an alias
	if u.decl.Component == "" {
		// Only the schema inside of itself has referred to it; see inlineAliases.
		u.decl.Body = &ir.Alias{Value: single}
		delete(b.declarations.byID, s.id)
	}
	single.Nullable = single.Nullable || nullable
	return single
}

// add adds an alternative. Alternatives of one Go type become one member, whose
// values satisfy the checks of any of them.
func (u *union) add(m member, keyword string) {
	i := slices.IndexFunc(u.members, func(other member) bool { return sameType(other.value, m.value) })
	if i < 0 {
		u.members = append(u.members, m)
		u.sets = append(u.sets, [][]ir.Check{constraint.Whole(m.value)})
		return
	}
	u.sets[i] = append(u.sets[i], constraint.Whole(m.value))
	if _, declared := m.value.Type.(ir.Ref); !declared {
		u.members[i].value = constraint.Without(u.members[i].value)
		u.members[i].value.Checks = constraint.AnyOf(keyword, u.sets[i])
	}
}

// alternative lowers one alternative together with what applies to all of them.
func (b *Builder) alternative(rest schema.Intersection, cur spec.Cursor, s Site) ir.Value {
	own := b.Schemas.Intersection(cur)
	rest = slices.DeleteFunc(slices.Clone(rest), own.Contains) // it extends that
	if !slices.ContainsFunc(rest, func(part spec.Cursor) bool { return !b.Schemas.Implies(own, part) }) {
		v := b.Value(cur)
		v.Nullable = schema.Narrowed{Reference: cur, Weaker: rest}.AllowsNull(b.Schemas, v.Nullable)
		return v
	}
	step := b.NamePath(cur).Last()
	if name := b.Schemas.Component(b.Doc.Follow(cur)); name != "" {
		step = label.Name(name)
	}
	inner := s.deeper(cur.Place().String(), step)
	inner.cur = cur
	if inner.depth > maxAlternatives {
		b.Report(diag.UnsupportedType, cur, "alternatives inside of each other without end become raw JSON in Go", "")
		return ir.Value{Type: ir.Any{}}
	}
	if b.endless(inner) {
		return ir.Value{Type: ir.Any{}}
	}
	return b.combine(append(rest, own...), inner)
}

// orNull lowers a component that is null or one inline schema. The type has the
// name of the component and, if the component has no description, that of the schema.
func (b *Builder) orNull(v schema.Intersection, s Site) ir.Value {
	out := b.combine(v, s)
	out.Nullable = true
	if d := b.declarations.byID[s.id]; d != nil && d.Doc.Description == "" && len(v) > 0 {
		d.Doc.Description = b.Prose(v[len(v)-1]).Description
	}
	return out
}
