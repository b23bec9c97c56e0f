package decls

import (
	"cmp"
	"maps"
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
)

// classes divides the declarations of inline schemas into classes that share one Go
// type. Two are in one class if the ends of their paths become the same name and
//
//   - they are objects with the same members, or one has more members, which are optional
//     and not more than it has in common with the other;
//   - they are enumerations with the same values, or one has more values, but not more than
//     it has in common with the other.
//
// The Go types of common members are the same. Constraints make no difference, because they
// belong to the use. So a class stays one if one of its schemas gains a member or a value.
// Tuples, and objects that are variants of a union, are in one class only if they are equal.
//
// Before that, declarations of one type in the lock are in one class.
type classes struct {
	decls       []*ir.Decl            // in the order of their paths
	parent      map[*ir.Decl]*ir.Decl // leads to the declaration that identifies the class
	variants    map[*ir.Decl]bool     // of unions
	unevaluated map[*ir.Decl]bool     // variants whose union forbids unevaluated members, and not the variant
	shapes      map[*ir.Decl]*shape   // of the last round
	earlier     map[*ir.Decl]string   // the type in the lock, by the declaration that identifies the class
	kept        map[*ir.Decl]bool     // in a class because they are one type in the lock
	components  [][]*ir.Decl          // classes whose first declaration is a component
}

func newClasses(api *ir.API) *classes {
	c := &classes{parent: map[*ir.Decl]*ir.Decl{}, variants: map[*ir.Decl]bool{}, unevaluated: map[*ir.Decl]bool{}, shapes: map[*ir.Decl]*shape{}, earlier: map[*ir.Decl]string{}, kept: map[*ir.Decl]bool{}}
	for _, d := range api.Decls {
		if body, ok := d.Body.(*ir.Union); ok {
			for _, variant := range body.Variants {
				c.variants[variant.Decl] = true
				c.unevaluated[variant.Decl] = c.unevaluated[variant.Decl] || body.Unevaluated
			}
		}
		if isRepeatable(d) {
			c.decls = append(c.decls, d)
			c.parent[d] = d
		}
	}
	slices.SortStableFunc(c.decls, compareDecls)
	c.keepTypes(api)
	return c
}

func compareDecls(x, y *ir.Decl) int {
	return cmp.Or(x.Path.Compare(y.Path), cmp.Compare(x.Media, y.Media))
}

// isRepeatable reports whether a declaration is that of an inline schema that another one
// can repeat. Variants belong to one union, and an inline [ir.Named] contains itself.
func isRepeatable(d *ir.Decl) bool {
	switch d.Body.(type) {
	case *ir.Struct, *ir.Tuple, *ir.Enum:
		return d.Component == "" && d.Owner == nil
	}
	return false
}

// of identifies the class of a declaration.
func (c *classes) of(d *ir.Decl) *ir.Decl {
	for c.parent[d] != d {
		c.parent[d] = c.parent[c.parent[d]]
		d = c.parent[d]
	}
	return d
}

// all are the classes, each in the order of paths; components are first.
func (c *classes) all() (out [][]*ir.Decl) {
	out = slices.Clone(c.components)
	at := map[*ir.Decl]int{}
	for _, d := range c.decls {
		class := c.of(d)
		if _, ok := at[class]; !ok {
			at[class] = len(out)
			out = append(out, nil)
		}
		out[at[class]] = append(out[at[class]], d)
	}
	return out
}

// merge makes classes larger and reports whether one grew: then others may, because
// their members have the same Go type now.
func (c *classes) merge() bool {
	r := &merging{classes: c, whole: map[*ir.Decl]map[string]string{}, having: map[memberKey][]*shape{}}
	var shapes []*shape
	for _, d := range c.decls {
		s := c.shapes[d]
		if s == nil || !c.isCurrent(s) {
			s = c.shapeOf(d)
			c.shapes[d] = s
		}
		r.add(c.of(d), s)
		shapes = append(shapes, s)
	}
	for _, s := range r.joinEqual(shapes) {
		for _, larger := range r.rarest(s) {
			if s.isPartOf(larger) {
				r.join(s.decl, larger.decl)
			}
		}
	}
	return r.grew
}

// merging is a round of [classes.merge].
type merging struct {
	*classes
	whole  map[*ir.Decl]map[string]string // the members of each class
	having map[memberKey][]*shape         // by member
	grew   bool
}

// joinEqual makes one class of shapes with the same members, and returns the first of each.
func (r *merging) joinEqual(shapes []*shape) (distinct []*shape) {
	first := map[string]*shape{}
	for _, s := range shapes {
		if first[s.key] != nil {
			r.join(first[s.key].decl, s.decl)
			continue
		}
		first[s.key] = s
		distinct = append(distinct, s)
		for _, member := range s.memberKeys {
			r.having[member] = append(r.having[member], s)
		}
	}
	return distinct
}

func (r *merging) add(class *ir.Decl, s *shape) {
	if r.whole[class] == nil {
		r.whole[class] = map[string]string{}
	}
	maps.Copy(r.whole[class], s.members)
}

// join makes one class of two, unless they have members with one name and several types,
// or with names that are spelled alike in Go: one of these would get another name.
func (r *merging) join(a, b *ir.Decl) {
	a, b = r.of(a), r.of(b)
	earlier := cmp.Or(r.earlier[a], r.earlier[b])
	if a == b || r.earlier[b] != "" && r.earlier[b] != earlier {
		return
	}
	alike := map[string]bool{} // names that only b has
	for name, member := range r.whole[b] {
		other, ok := r.whole[a][name]
		if ok && other != member {
			return
		}
		if !ok {
			alike[schema.Fold(name)] = true
		}
	}
	if len(alike) > 0 {
		for name := range r.whole[a] {
			if _, ok := r.whole[b][name]; !ok && alike[schema.Fold(name)] {
				return
			}
		}
	}
	r.parent[b] = a
	r.earlier[a] = earlier
	maps.Copy(r.whole[a], r.whole[b])
	r.grew = true
}

// rarest are the shapes with that member of a shape that the fewest have.
func (r *merging) rarest(s *shape) (out []*shape) {
	for _, member := range s.memberKeys {
		if having := r.having[member]; out == nil || len(having) < len(out) {
			out = having
		}
	}
	return out
}
