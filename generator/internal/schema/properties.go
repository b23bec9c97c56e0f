package schema

import (
	"regexp"
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Properties returns the names under properties of all parts, in declared order, and
// the schemas of each name, one for each part that declares it.
func (v Intersection) Properties() ([]string, map[string][]spec.Cursor) {
	var names []string
	schemas := map[string][]spec.Cursor{}
	for _, properties := range v.With("properties") {
		for name, cur := range properties.AllMembers() {
			if schemas[name] == nil {
				names = append(names, name)
			}
			schemas[name] = append(schemas[name], cur)
		}
	}
	return names, schemas
}

// Required returns the names under required of all parts, in declared order, without
// duplicates.
func (v Intersection) Required() []string {
	var out []string
	for _, list := range v.With("required") {
		for _, item := range list.Elements() {
			if name, ok := item.Node.Str(); ok && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// Reason is why a keyword has no effect.
type Reason int

// The reasons why a keyword about members that are not properties is ignored.
const (
	// OtherPartsForbidden: additionalProperties: false in one part of an allOf
	// cannot forbid what another part declares.
	OtherPartsForbidden Reason = iota
	// OtherPartsDescribed: a schema in additionalProperties would apply to members
	// that another part declares.
	OtherPartsDescribed
	// ConditionsDeclare: conditions of a schema with unevaluatedProperties declare more members.
	ConditionsDeclare
)

// Ignored is a keyword that has no effect where it is, and why.
type Ignored struct {
	At     spec.Cursor
	Reason Reason
}

// Closed reports whether members that are not declared as properties are forbidden.
// names are the declared ones. It also returns the keywords that are ignored, because
// they would apply to properties that other parts of an allOf declare.
func (v Intersection) Closed(names []string) (closed bool, ignored []Ignored) {
	for _, part := range v {
		if cur := part.Child("additionalProperties"); cur.Node != nil && !allowsAny(cur) {
			switch {
			case declaresAll(part, names):
				closed = closed || cur.IsFalse()
			case cur.IsFalse():
				ignored = append(ignored, Ignored{cur, OtherPartsForbidden})
			default:
				ignored = append(ignored, Ignored{cur, OtherPartsDescribed})
			}
		}
		switch cur := part.Child("unevaluatedProperties"); {
		case !cur.IsFalse() || v.evaluatesAll(part):
		case v.conditionsDeclare(names):
			ignored = append(ignored, Ignored{cur, ConditionsDeclare})
		default:
			closed = true
		}
	}
	return closed, ignored
}

// ForbidsUnevaluated reports whether a part has unevaluatedProperties: false, which is
// about all that the parts and their alternatives declare.
func (v Intersection) ForbidsUnevaluated() bool {
	return slices.ContainsFunc(v, func(part spec.Cursor) bool {
		return part.Child("unevaluatedProperties").IsFalse() && !v.evaluatesAll(part)
	})
}

// IgnoresAdditional returns the additionalProperties: false of a schema that has only
// an allOf or a reference next to it. It is ignored, because it would forbid all
// properties that these declare.
func (r *Reader) IgnoresAdditional(cur spec.Cursor) (ignored Ignored, ok bool) {
	at := cur.Child("additionalProperties")
	switch {
	case !at.IsFalse(), len(Assertions(cur)) > 0:
		return Ignored{}, false
	case cur.Has("$ref"):
		return Ignored{at, OtherPartsForbidden}, !r.SiblingsIgnored(cur)
	}
	return Ignored{at, OtherPartsForbidden}, cur.Has("allOf")
}

// evaluatesAll reports whether unevaluatedProperties of a part applies to no member,
// because the part has additionalProperties, or another part describes all members.
func (v Intersection) evaluatesAll(except spec.Cursor) bool {
	return slices.ContainsFunc(v, func(part spec.Cursor) bool {
		if part.Place() == except.Place() {
			return part.Has("additionalProperties")
		}
		return slices.ContainsFunc([]string{"additionalProperties", "unevaluatedProperties"}, func(keyword string) bool {
			return part.Has(keyword) && !part.Child(keyword).IsFalse()
		})
	})
}

// allowsAny reports whether a schema of members is true or {}.
func allowsAny(cur spec.Cursor) bool {
	return cur.IsTrue() || cur.Node.Kind == source.Object && !cur.Has("$ref") && !cur.Has("allOf") && len(Assertions(cur)) == 0
}

func declaresAll(part spec.Cursor, names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !part.Child("properties").Has(name) })
}

// conditionsDeclare reports whether a schema that applies under a condition has
// members that are not among names.
func (v Intersection) conditionsDeclare(names []string) bool {
	more := func(cur spec.Cursor) bool {
		if cur.Has("$ref") || cur.Has("allOf") || cur.Has("patternProperties") || cur.Has("additionalProperties") {
			return true
		}
		return slices.ContainsFunc(cur.Child("properties").Node.Keys(), func(name string) bool { return !slices.Contains(names, name) })
	}
	for _, part := range v {
		for _, keyword := range []string{"if", "then", "else"} {
			if more(part.Child(keyword)) {
				return true
			}
		}
		for _, cur := range part.Child("dependentSchemas").AllMembers() {
			if more(cur) {
				return true
			}
		}
	}
	return false
}

// DescribesAdditional reports whether the schema describes members that are not
// declared as properties, or their names. A part that allows them all has no effect if
// the schema is closed, see [Intersection.Closed].
func (v Intersection) DescribesAdditional(closed bool) bool {
	for _, keyword := range []string{"additionalProperties", "unevaluatedProperties"} {
		for _, cur := range v.With(keyword) {
			if cur.IsTrue() && !closed || cur.Node.Kind == source.Object {
				return true
			}
		}
	}
	return v.Has("propertyNames")
}

// Additional returns the schemas of members that are not declared as properties.
func (v Intersection) Additional() (out []spec.Cursor) {
	for _, cur := range slices.Concat(v.With("additionalProperties"), v.With("unevaluatedProperties")) {
		if cur.Node.Kind == source.Object {
			out = append(out, cur)
		}
	}
	return out
}

// Forbidden returns the properties whose schema is false.
func (v Intersection) Forbidden() (out []string) {
	names, properties := v.Properties()
	for _, name := range names {
		if slices.ContainsFunc(properties[name], spec.Cursor.IsFalse) {
			out = append(out, name)
		}
	}
	return out
}

// PatternProperty is an entry of patternProperties.
type PatternProperty struct {
	Pattern ir.Pattern
	Checked bool // RE2 accepts the pattern
	Schema  spec.Cursor
}

// PatternProperties returns the entries of all parts.
func (v Intersection) PatternProperties() (out []PatternProperty) {
	for _, patterns := range v.With("patternProperties") {
		for expr, cur := range patterns.AllMembers() {
			pattern, ok := RE2(expr)
			out = append(out, PatternProperty{pattern, ok, cur})
		}
	}
	return out
}

// Matches reports whether a name matches the pattern.
func (p PatternProperty) Matches(name string) bool {
	return p.Checked && regexp.MustCompile(p.Pattern.RE2).MatchString(name)
}
