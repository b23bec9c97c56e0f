package decls

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

// shape is what declarations of one class have in common.
type shape struct {
	decl       *ir.Decl
	kind       string            // what is equal
	members    map[string]string // by name, or the values of an enumeration: what is equal about each
	needed     map[string]bool   // members that are required
	key        string            // is equal for shapes with the same members
	memberKeys []memberKey       // one for each member
	refs       []classRef        // the declarations that members refer to
}

// memberKey is equal for equal members of shapes of the same kind.
type memberKey struct{ kind, name, member string }

// classRef is a declaration and its class when the shape was made.
type classRef struct{ decl, class *ir.Decl }

// isCurrent reports whether the classes that a shape refers to are what they were.
func (c *classes) isCurrent(s *shape) bool {
	return !slices.ContainsFunc(s.refs, func(ref classRef) bool { return c.of(ref.decl) != ref.class })
}

// isPartOf reports whether another shape of the same kind has all members of this one,
// and more, but not more than those and only optional ones.
func (s *shape) isPartOf(larger *shape) bool {
	if len(larger.members) <= len(s.members) || len(larger.members) > 2*len(s.members) {
		return false
	}
	for name, member := range s.members {
		if larger.members[name] != member {
			return false
		}
	}
	for name := range larger.needed {
		if !s.needed[name] {
			return false
		}
	}
	return true
}

func (c *classes) shapeOf(d *ir.Decl) *shape {
	s := &shape{decl: d, members: map[string]string{}, needed: map[string]bool{}, kind: leaf(d.Path)}
	if d.Given != "" {
		s.kind = "given " + d.Given
	}
	switch body := d.Body.(type) {
	case *ir.Struct:
		c.structShape(s, body)
	case *ir.Enum:
		enumShape(s, body)
	case *ir.Tuple:
		s.kind += fmt.Sprintf(" tuple %v", body.Closed) + constraint.Key(body.Checks)
		for _, item := range body.Items {
			s.kind += fmt.Sprintf(" %v %q %s", item.Required, item.Doc.Summary, c.equalKey(s, item.Value))
		}
		if body.Rest != nil {
			s.kind += " rest " + c.equalKey(s, *body.Rest)
		}
	default:
		panic(fmt.Sprintf("decls: inline schema with a body of kind %T", body))
	}
	var key strings.Builder
	key.WriteString(s.kind)
	for _, name := range slices.Sorted(maps.Keys(s.members)) {
		member := memberKey{s.kind, name, s.members[name]}
		key.WriteString("\n" + name + "\n" + member.member)
		s.memberKeys = append(s.memberKeys, member)
	}
	s.key = key.String()
	return s
}

func (c *classes) structShape(s *shape, body *ir.Struct) {
	s.kind += fmt.Sprintf(" struct %v", body.Closed)
	if body.Additional != nil {
		s.kind += " additional " + body.AdditionalNames + c.equalKey(s, *body.Additional)
	}
	typeKey := c.typeKey
	if c.variants[s.decl] {
		s.kind += fmt.Sprintf(" variant %v", c.unevaluated[s.decl]) + constraint.Key(body.Checks) + strings.Join(memberNames(body), " ")
		typeKey = c.equalKey
	}
	for _, f := range body.Fields {
		key := fmt.Sprintf("%q %v %v %v %v %v %v %q %q %s", f.Given, f.Required, f.DirectionRequired, f.ReadOnly, f.WriteOnly, f.Hidden, f.Fills, f.Tags, f.Default, typeKey(s, f.Value))
		if f.XML != nil {
			key += fmt.Sprintf(" xml %+v", *f.XML)
		}
		s.members[f.Name] = key
		s.needed[f.Name] = f.Required || f.DirectionRequired
	}
	maps.DeleteFunc(s.needed, func(_ string, needed bool) bool { return !needed })
}

func memberNames(body *ir.Struct) (out []string) {
	for _, f := range body.Fields {
		out = append(out, fmt.Sprintf("%q", f.Name))
	}
	slices.Sort(out)
	return out
}

func enumShape(s *shape, body *ir.Enum) {
	if _, isWord := body.Base.(ir.String); !isWord && len(body.Values) == 1 && len(s.decl.Path) > 1 {
		// a single number means something else in each object
		s.kind += " of " + leaf(s.decl.Path[:len(s.decl.Path)-1]) + " " + body.Values[0].Literal
	}
	s.kind += fmt.Sprintf(" enum %T%v %v", body.Base, body.Base, body.Open) + constraint.Key(body.OpenChecks)
	for _, v := range body.Values {
		s.members[v.Literal] = v.Given
	}
}

// leaf returns a text that is equal for paths whose ends become the same name.
func leaf(path label.Path) string { return fmt.Sprintf("%q", path.Tail().Words()) }

// typeKey is equal for values of the same Go type, whatever their constraints.
func (c *classes) typeKey(s *shape, v ir.Value) string {
	return c.valueKey(s, v, func([]ir.Check) string { return "" })
}

// equalKey is equal for values of the same Go type with the same constraints.
func (c *classes) equalKey(s *shape, v ir.Value) string { return c.valueKey(s, v, constraint.Key) }

func (c *classes) valueKey(s *shape, v ir.Value, checks func([]ir.Check) string) string {
	var kind string
	switch t := v.Type.(type) {
	case ir.Ref:
		d := t.Decl
		if c.parent[d] != nil {
			d = c.of(d)
			s.refs = append(s.refs, classRef{t.Decl, d})
		}
		kind = fmt.Sprintf("%p", d)
	case ir.List:
		kind = "list " + c.valueKey(s, t.Elem, checks)
	case ir.Dict:
		kind = "dict " + t.Names + c.valueKey(s, t.Elem, checks)
	default:
		kind = fmt.Sprintf("%T%v", t, t)
	}
	return fmt.Sprintf("%s%s %v %v", kind, checks(v.Checks), v.Nullable, v.Shape)
}
