package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Narrowed is a reference next to schemas that are weaker than its target: every value
// of the target satisfies them, but for null.
//
//	Response: {properties: {data: {type: object}}}
//	UserResponse:
//	  allOf:
//	    - $ref: '#/components/schemas/Response'
//	    - properties: {data: {$ref: '#/components/schemas/User'}}
type Narrowed struct {
	Reference spec.Cursor
	Weaker    []spec.Cursor
}

// Narrowed reads several schemas of one value; ok is false if no reference among them
// implies the others.
func (r *Reader) Narrowed(schemas []spec.Cursor) (out Narrowed, ok bool) {
	var operands []spec.Cursor
	var ends []int // of the operands of each schema
	for _, cur := range schemas {
		operands = r.operands(operands, cur)
		ends = append(ends, len(operands))
	}
	if len(operands) < 2 {
		return out, false
	}
	for i, candidate := range operands {
		if !candidate.Has("$ref") {
			continue
		}
		weaker := slices.Delete(slices.Clone(operands), i, i+1)
		target := r.Intersection(candidate)
		if slices.ContainsFunc(weaker, func(cur spec.Cursor) bool { return !r.implies(target, cur, 0) }) {
			continue
		}
		at := slices.IndexFunc(ends, func(end int) bool { return i < end })
		if !r.opens(target, r.together(schemas[at:at+1])) {
			return Narrowed{candidate, weaker}, true
		}
	}
	return out, false
}

// opens reports whether what is next to a reference keeps members that are not
// properties, and its target drops them:
//
//	allOf: [{$ref: '#/components/schemas/User'}, {additionalProperties: true}]
//
// It does not count in another schema of the same value, such as that of a base:
// there it allows what the reference then describes.
func (r *Reader) opens(target, together Intersection) bool {
	return !r.keepsMembers(target, 0, r.effort()) && r.keepsMembers(together, 0, r.effort())
}

// keepsMembers reports whether objects of an intersection keep members that are not
// properties; of a union, whether those of all alternatives do.
func (r *Reader) keepsMembers(v Intersection, depth int, e *effort) bool {
	rest, _, keyword := v.Alternatives()
	if keyword != "" && depth <= impliesDepth {
		return !slices.ContainsFunc(r.Possible(v).Alternatives, func(alternative spec.Cursor) bool {
			return depth > 0 && !e.spend() || !r.keepsMembers(append(slices.Clone(rest), r.Intersection(alternative)...), depth+1, e)
		})
	}
	if kinds := v.Kinds(); len(kinds) > 0 && !slices.Contains(kinds, "object") {
		return true // there are none to drop
	}
	names, _ := v.Properties()
	closed, _ := v.Closed(names)
	return v.DescribesAdditional(closed) || len(names) == 0 && !closed
}

// operands splits a schema into schemas that apply together, each of which is a
// reference without siblings or a schema without references.
func (r *Reader) operands(out []spec.Cursor, cur spec.Cursor) []spec.Cursor {
	r.Open(cur)
	if cur.Node == nil || cur.Has("$ref") && r.SiblingsIgnored(cur) {
		return append(out, cur)
	}
	rest := cur
	if cur.Has("$ref") {
		out = append(out, cur.Only("$ref"))
		rest = rest.Without("$ref")
	}
	for _, part := range cur.Child("allOf").Elements() {
		out = r.operands(out, part)
	}
	if rest = rest.Without("allOf"); rest.IsFalse() || len(Assertions(rest)) > 0 {
		out = append(out, rest)
	}
	return out
}

// AllowsNull reports whether the value can be null; nullable is whether the target of
// the reference can. Next to it, nullable: true without a type means that it can, see
// [Intersection.Nullable].
func (n Narrowed) AllowsNull(r *Reader, nullable bool) bool {
	for _, cur := range n.Weaker {
		if cur.Child("nullable").IsTrue() && !cur.Has("type") {
			return true
		}
		if allows, known := r.AllowsNull(cur); known && !allows {
			nullable = false
		}
	}
	return nullable
}

// impliesDepth is the maximum depth of schemas within schemas that are compared. It is
// arbitrary.
const impliesDepth = 5

// Implies reports whether all values that satisfy an intersection, but for null, also
// satisfy a schema, as far as that is evident.
func (r *Reader) Implies(v Intersection, weaker spec.Cursor) bool { return r.implies(v, weaker, 0) }

func (r *Reader) implies(v Intersection, weaker spec.Cursor, depth int) bool {
	return depth <= impliesDepth && !slices.ContainsFunc(r.Intersection(weaker), func(part spec.Cursor) bool {
		return !v.Contains(part) && !r.impliesPart(v, part, depth+1)
	})
}

// implication is the key of what impliesPart has found out.
type implication struct {
	target string // see exactKey
	part   opened
	depth  int
}

// exactKey is [Intersection.Key], but in the order of the parts and different for copies
// without some of their members.
func (v Intersection) exactKey() string {
	var out strings.Builder
	for _, part := range v {
		fmt.Fprintf(&out, "%s %p ", part.Place(), part.Node)
	}
	return out.String()
}

func (r *Reader) impliesPart(v Intersection, part spec.Cursor, depth int) bool {
	if part.IsFalse() {
		return false
	}
	key := implication{v.exactKey(), opened{part.Place(), part.Node}, depth}
	implied, known := r.implied[key]
	if !known {
		implied = !slices.ContainsFunc(Assertions(part), func(name string) bool { return !r.impliesKeyword(v, name, part, depth) })
		r.implied[key] = implied
	}
	return implied
}

func (r *Reader) impliesKeyword(v Intersection, name string, part spec.Cursor, depth int) bool {
	cur := part.Child(name)
	switch name {
	case "nullable", "discriminator":
		return true // nullable depends on the use, discriminator on the alternatives
	case "type":
		kinds := r.kinds(v, depth, r.effort())
		return len(kinds) > 0 && len(commonTypes(kinds, TypeNames(part))) == len(kinds)
	case "enum", "const":
		return v.listed(slices.Concat(EnumValues(part), ConstValue(part)))
	case "properties":
		return r.impliesProperties(v, cur, depth)
	case "required":
		own := v.Required()
		return !slices.ContainsFunc(cur.Elements(), func(item spec.Cursor) bool { return !slices.Contains(own, item.Node.Text) })
	case "additionalProperties", "unevaluatedProperties":
		if r.AllowsAll(cur) {
			return true
		}
	case "items":
		if items := v.Items(); len(items) > 0 {
			return r.implies(r.together(items), cur, depth)
		}
		return r.AllowsAll(cur)
	case "oneOf", "anyOf":
		if slices.ContainsFunc(cur.Elements(), func(alternative spec.Cursor) bool { return r.implies(v, alternative, depth) }) {
			return true
		}
	case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties":
		return v.within(name, cur, ir.Bound{Limit: cur.Node.Text})
	case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties":
		return v.within(name, cur, ir.Bound{Limit: cur.Node.Text, Upper: true})
	}
	if class := ClassOf(name); class == Unknown || class == Unsupported {
		return true
	}
	text := cur.JSON()
	return slices.ContainsFunc(v.With(name), func(own spec.Cursor) bool { return own.JSON() == text })
}

// within reports whether an intersection has the same keyword with a limit that is at
// least as narrow.
func (v Intersection) within(keyword string, weaker spec.Cursor, limit ir.Bound) bool {
	return slices.ContainsFunc(v.With(keyword), func(own spec.Cursor) bool {
		return own.Node.Kind == source.Number && weaker.Node.Kind == source.Number && limit.Holds(own.Node.Text)
	})
}

// impliesProperties reports whether an intersection declares these properties, too, at
// least as narrow.
func (r *Reader) impliesProperties(v Intersection, properties spec.Cursor, depth int) bool {
	_, own := v.Properties()
	for name, cur := range properties.AllMembers() {
		if len(own[name]) == 0 || !r.implies(r.together(own[name]), cur, depth) {
			return false
		}
	}
	return true
}

// together is the intersection of several schemas.
func (r *Reader) together(schemas []spec.Cursor) (out Intersection) {
	for _, cur := range schemas {
		out = append(out, r.Intersection(cur)...)
	}
	return out.Unique()
}

// kinds are the JSON types of an intersection; of a union, those of its alternatives.
// There are none if any type is possible.
func (r *Reader) kinds(v Intersection, depth int, e *effort) (out []string) {
	rest, part, keyword := v.Alternatives()
	if own := v.Kinds(); keyword == "" || len(own) > 0 {
		return own
	}
	if depth > impliesDepth {
		return nil
	}
	for _, alternative := range part.Child(keyword).Elements() {
		if IsNull(r.doc.Follow(alternative)) {
			continue
		}
		kinds := r.kinds(append(slices.Clone(rest), r.Intersection(alternative)...), depth+1, e)
		if len(kinds) == 0 || depth > 0 && !e.spend() {
			return nil
		}
		for _, kind := range kinds {
			if !slices.Contains(out, kind) {
				out = append(out, kind)
			}
		}
	}
	return out
}

// listed reports whether an intersection lists its values, and all but null are among
// these.
func (v Intersection) listed(values []Value) bool {
	own := v.Values()
	return len(own) > 0 && !slices.ContainsFunc(own, func(a Value) bool {
		return !a.IsNull() && !slices.ContainsFunc(values, func(b Value) bool { return a.JSON() == b.JSON() })
	})
}

// IsBareObject reports whether a schema requires an object and nothing else.
func IsBareObject(cur spec.Cursor) bool {
	for _, name := range Assertions(cur) {
		switch {
		case name == "nullable":
		case name == "type" && slices.Equal(TypeNames(cur), []string{"object"}):
		case name == "additionalProperties" && (cur.Child(name).IsTrue() || len(cur.Child(name).Node.Members) == 0):
		default:
			return false
		}
	}
	return cur.Has("type") && !cur.Has("$ref") && !cur.Has("allOf")
}

// AllowsObject reports whether an object can satisfy several schemas of one value, or
// that is not known.
func (r *Reader) AllowsObject(schemas []spec.Cursor) bool {
	kinds := r.kinds(r.together(schemas), 0, r.effort())
	return len(kinds) == 0 || slices.Contains(kinds, "object")
}
