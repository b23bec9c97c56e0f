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
	cur            spec.Cursor // its schema
	body           *ir.Union
	discriminators []spec.Cursor // of one property; several in a hierarchy that extends a mapping
	base           spec.Cursor   // the schema that the members extend; its node is nil if they do not
	members        []member
	byDecl         map[*ir.Decl]int // index of the member that is a declared type
	sets           [][][]ir.Check   // of each member, those of the alternatives that have its Go type
	isAnyOf        bool
	state          deciding        // the variants
	choices        []choice        // the members with what they are in Go
	rest           []string        // tags of an alternative that are only left for it, see giveRest
	allRest        map[string]bool // see isRest; nil until needed
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
	meant spec.Cursor // the schema that a mapping means
	name  string      // see schema.Reader.ImpliedName
}

// isOpen reports whether the schema of a member itself allows members that it does not
// declare.
func (b *Builder) isOpen(cur spec.Cursor) bool {
	v := b.Schemas.Intersection(cur)
	names, _ := v.Properties()
	closed, _ := v.Closed(names)
	return !closed
}

// union lowers oneOf and anyOf. The other keywords of the schema apply to each
// alternative.
func (b *Builder) union(v schema.Intersection, s Site) ir.Value {
	_, part, keyword := v.Alternatives()
	possible := b.Schemas.Possible(v)
	nullable := possible.Null
	b.reportImpossible(possible, s)
	d, isNew := b.open(s)
	if !isNew {
		return ir.Value{Type: ir.Ref{Decl: d}, Nullable: nullable}
	}
	u := &union{decl: d, cur: s.cur, body: &ir.Union{Keyword: keyword}, isAnyOf: keyword == "anyOf"}
	if discriminator := b.discriminatorOf(v, part); discriminator.Node != nil {
		u.discriminators = []spec.Cursor{discriminator}
	}
	u.body.Unevaluated = u.isAnyOf && v.ForbidsUnevaluated()
	d.Body = u.body
	for _, alternative := range possible.Alternatives {
		value := b.alternative(b.Schemas.RestFor(v, alternative), alternative, s)
		if value.Nullable {
			nullable, value.Nullable = true, false
		}
		m := member{value: value, cur: alternative, meant: b.Schemas.Alternative(alternative)}
		if m.meant.Place() != alternative.Place() {
			m.name = b.Schemas.ImpliedName(m.meant)
		}
		u.add(m, keyword)
	}
	return b.collapseOrKeep(u, keyword, s, nullable)
}

// discriminatorOf returns the discriminator of a union: that next to the alternatives, or else that
// of another part of an allOf which has no subtypes.
func (b *Builder) discriminatorOf(v schema.Intersection, part spec.Cursor) spec.Cursor {
	found := part.Child("discriminator")
	for _, other := range v {
		if found.Node == nil && other.Has("discriminator") && b.Schemas.Hierarchy(other) == nil {
			found = other.Child("discriminator")
			b.distinguishes[found.Place()] = true
		}
	}
	return found
}

// reportImpossible reports alternatives that are left out. Those of another schema
// are reported where they are excluded.
func (b *Builder) reportImpossible(possible schema.Possible, s Site) {
	none := len(possible.Alternatives) == 0 && !possible.Null
	for _, cur := range possible.Impossible {
		if !cur.IsIn(s.cur) {
			cur = s.cur
		}
		if none {
			b.ReportFirst(diag.UnsupportedType, cur, "no value satisfies any of the alternatives together with what applies to all of them; the raw JSON that is generated accepts any", "")
			return
		}
		b.ReportFirst(diag.UnsupportedType, cur, "no value satisfies this alternative together with what applies to all of them; it is left out", "remove it, or what excludes it")
	}
}

// onlyAlternative lowers a union of one alternative without a discriminator, which is
// the type of the alternative. An inline schema has the name of the union and, if that
// has no description, its own. ok is false for other schemas.
func (b *Builder) onlyAlternative(v schema.Intersection, s Site) (out ir.Value, ok bool) {
	_, part, keyword := v.Alternatives()
	if keyword == "" || v.IsEnum(v.Kinds()) || part.Child("discriminator").Has("propertyName") {
		return out, false
	}
	possible := b.Schemas.Possible(v)
	if len(possible.Alternatives) != 1 {
		return out, false
	}
	cur := possible.Alternatives[0]
	own := b.Schemas.Intersection(cur)
	rest, weaker := b.without(b.Schemas.RestFor(v, cur), own)
	isReference := len(rest) == 0 && b.isReference(cur)
	if _, isEnum := b.enumeration(v); isEnum && !isReference && own.UnionKeyword() == "" {
		return out, false
	}
	b.reportImpossible(possible, s)
	if s.depth++; b.isTooDeep(s, cur) {
		return ir.Value{Type: ir.Any{}}, true
	}
	if isReference {
		out = b.Value(cur)
		out.Nullable = schema.Narrowed{Reference: cur, Weaker: weaker}.AllowsNull(b.Schemas, out.Nullable)
	} else {
		out = b.combine(append(rest, own...), s)
		if d := b.declarations.byID[s.id]; d != nil && d.Doc.Description == "" {
			d.Doc.Description = b.Prose(cur).Description
		}
	}
	out.Nullable = out.Nullable || possible.Null || v.Nullable()
	return out, true
}

// isReference reports whether a schema is a reference, perhaps in an allOf with
// descriptions.
func (b *Builder) isReference(cur spec.Cursor) bool {
	for !cur.Has("$ref") {
		only := schema.OnlyPart(cur)
		if only.Node == nil || len(schema.Assertions(cur)) > 0 || b.Schemas.Extends(cur, only) {
			return false
		}
		cur = only
	}
	return true
}

// unionOfTypes lowers a schema of several types: one alternative per type.
func (b *Builder) unionOfTypes(v schema.Intersection, kinds []string, s Site) ir.Value {
	d, isNew := b.open(s)
	if !isNew {
		return ir.Value{Type: ir.Ref{Decl: d}}
	}
	u := &union{decl: d, cur: s.cur, body: &ir.Union{Keyword: "type"}}
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
	if !ok || u.isOpenEnded() {
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

// isOpenEnded reports whether the document distinguishes the variants by a
// discriminator although there is only one. More can follow.
func (u *union) isOpenEnded() bool {
	if len(u.discriminators) == 0 || !u.discriminators[0].Has("propertyName") || len(u.members) != 1 {
		return false
	}
	_, declared := u.members[0].value.Type.(ir.Ref)
	return declared
}

// add adds an alternative. Alternatives of one Go type become one member, whose
// values satisfy the checks of any of them.
func (u *union) add(m member, keyword string) {
	i := -1
	if ref, ok := m.value.Type.(ir.Ref); ok {
		if at, known := u.byDecl[ref.Decl]; known {
			i = at
		} else {
			if u.byDecl == nil {
				u.byDecl = map[*ir.Decl]int{}
			}
			u.byDecl[ref.Decl] = len(u.members)
		}
	} else {
		i = slices.IndexFunc(u.members, func(other member) bool { return sameType(other.value, m.value) })
	}
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

// without is the rest of a schema that an alternative does not extend or imply. Weaker
// is what it implies, if that is all.
func (b *Builder) without(rest, own schema.Intersection) (left, weaker schema.Intersection) {
	rest = slices.DeleteFunc(slices.Clone(rest), own.Contains)
	if rest.DescribesAdditional(false) || slices.ContainsFunc(rest, func(part spec.Cursor) bool { return !b.Schemas.Implies(own, part) }) {
		return rest, nil
	}
	return nil, rest
}

// alternative lowers one alternative together with what applies to all of them.
func (b *Builder) alternative(rest schema.Intersection, cur spec.Cursor, s Site) ir.Value {
	own := b.Schemas.Intersection(cur)
	rest, weaker := b.without(rest, own)
	if len(rest) == 0 {
		v := b.Value(cur)
		v.Nullable = schema.Narrowed{Reference: cur, Weaker: weaker}.AllowsNull(b.Schemas, v.Nullable)
		return v
	}
	step := b.NamePath(cur).Last()
	if name := b.Schemas.Component(b.Doc.Follow(cur)); name != "" {
		step = label.Name(name)
	}
	inner := s.deeper(cur.Place().String(), step)
	inner.cur, inner.counted = cur, true
	if b.isTooDeep(inner, cur) {
		return ir.Value{Type: ir.Any{}}
	}
	return b.combine(append(rest, own...), inner)
}

// isTooDeep reports whether an alternative exceeds a limit, and reports that.
func (b *Builder) isTooDeep(s Site, cur spec.Cursor) bool {
	if s.depth > maxAlternatives {
		b.Report(diag.UnsupportedType, cur, "alternatives inside of each other without end become raw JSON in Go", "")
		return true
	}
	return b.endless(s)
}
