package lower

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

// mergeIdentical keeps one of several declarations of inline schemas that have the same
// content and would get the same name, because documents repeat schemas. It keeps the
// one whose path sorts first, so the order of the document makes no difference. Nor
// does the order of members and of values. It has nothing to do with allOf: see package
// schema for that.
func mergeIdentical(api *ir.API) {
	m := &merger{keys: map[*ir.Decl]string{}, ids: map[string]string{}, chosen: map[string]*ir.Decl{}}
	for _, d := range api.Decls {
		switch d.Body.(type) {
		case *ir.Union, *ir.Part, *ir.Named: // an inline Named contains itself
			m.keys[d] = m.unique(d)
		default:
			if d.Owner != nil { // variants belong to one union
				m.keys[d] = m.unique(d)
			}
		}
	}
	for _, d := range api.Decls {
		if d.Component != "" {
			continue
		}
		if other := m.chosen[m.key(d)]; other == nil || cmp.Or(d.Path.Compare(other.Path), cmp.Compare(d.Media, other.Media)) < 0 {
			m.chosen[m.key(d)] = d
		}
	}
	api.Decls = slices.DeleteFunc(api.Decls, func(d *ir.Decl) bool { return d.Component == "" && m.chosen[m.key(d)] != d })
	for _, d := range api.Decls {
		ir.MapValues(d, m.redirect)
	}
	ir.MapOperationValues(api, m.redirect)
}

type merger struct {
	keys   map[*ir.Decl]string
	ids    map[string]string // short names of keys
	chosen map[string]*ir.Decl
}

// unique returns a key that no other declaration has.
func (m *merger) unique(d *ir.Decl) string { return fmt.Sprintf("%p", d) }

// key returns a text that is equal for declarations that become one. It is made from the
// end of the path and from the content without documentation. The key of a declaration
// that contains itself is unique.
func (m *merger) key(d *ir.Decl) string {
	if key, ok := m.keys[d]; ok {
		return key
	}
	m.keys[d] = m.unique(d)
	text := leaf(d.Path)
	if d.Given != "" {
		text = "given " + d.Given
	}
	switch body := d.Body.(type) {
	case *ir.Struct:
		text += fmt.Sprintf(" struct %v", body.Closed) + constraint.Key(body.Checks)
		if body.Additional != nil {
			text += " additional " + body.AdditionalNames + m.valueKey(*body.Additional)
		}
		var fields []string
		for _, f := range body.Fields {
			key := fmt.Sprintf(" %q %q %v %v %v %v %v %q %q %s", f.Name, f.Given, f.Required, f.DirectionRequired, f.ReadOnly, f.WriteOnly, f.Hidden, f.Tags, f.Default, m.valueKey(f.Value))
			if f.XML != nil {
				key += fmt.Sprintf(" xml %+v", *f.XML)
			}
			fields = append(fields, key)
		}
		slices.Sort(fields)
		text += strings.Join(fields, "")
	case *ir.Tuple:
		text += fmt.Sprintf(" tuple %v", body.Closed) + constraint.Key(body.Checks)
		for _, f := range body.Items {
			text += fmt.Sprintf(" %v %q %s", f.Required, f.Doc.Summary, m.valueKey(f.Value))
		}
		if body.Rest != nil {
			text += " rest " + m.valueKey(*body.Rest)
		}
	case *ir.Enum:
		if _, isWord := body.Base.(ir.String); !isWord && len(body.Values) == 1 && len(d.Path) > 1 {
			text += " of " + leaf(d.Path[:len(d.Path)-1]) // a single number means something else in each object
		}
		text += fmt.Sprintf(" enum %T%v %v", body.Base, body.Base, body.Open) + constraint.Key(body.OpenChecks)
		var values []string
		for _, v := range body.Values {
			values = append(values, " "+v.Literal+v.Given)
		}
		slices.Sort(values)
		text += strings.Join(values, "")
	default:
		panic(fmt.Sprintf("lower: inline schema with a body of kind %T", body))
	}
	if m.ids[text] == "" {
		m.ids[text] = fmt.Sprintf("#%d", len(m.ids))
	}
	m.keys[d] = m.ids[text]
	return m.keys[d]
}

// leaf returns a text that is equal for paths whose ends become the same name.
func leaf(path label.Path) string { return fmt.Sprintf("%q", path.Tail().Words()) }

func (m *merger) valueKey(v ir.Value) string {
	var kind string
	switch t := v.Type.(type) {
	case ir.Ref:
		kind = "component " + t.Decl.Component
		if t.Decl.Component == "" {
			kind = "(" + m.key(t.Decl) + ")"
		}
	case ir.List:
		kind = "list " + m.valueKey(t.Elem)
	case ir.Dict:
		kind = "dict " + t.Names + m.valueKey(t.Elem)
	default:
		kind = fmt.Sprintf("%T%v", t, t)
	}
	return fmt.Sprintf("%s%s %v %v", kind, constraint.Key(v.Checks), v.Nullable, v.Bare)
}

// redirect replaces a reference to a merged declaration by one to the declaration that
// is kept.
func (m *merger) redirect(v ir.Value) ir.Value {
	if ref, ok := v.Type.(ir.Ref); ok && ref.Decl.Component == "" {
		v.Type = ir.Ref{Decl: m.chosen[m.key(ref.Decl)]}
	}
	return v
}
