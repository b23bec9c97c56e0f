package lower

import (
	"fmt"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// mergeIdentical makes one declaration of inline schemas that say the same and
// would have the same name: vendors paste "asn" wherever they need it.
func mergeIdentical(api *ir.API) {
	m := &merger{keys: map[*ir.Decl]string{}, first: map[string]*ir.Decl{}}
	for _, d := range api.Decls {
		if _, ok := d.Body.(*ir.Union); ok || d.Owner != nil {
			m.keys[d] = fmt.Sprintf("%p", d) // variants belong to one union
		}
	}
	kept := api.Decls[:0]
	for _, d := range api.Decls {
		if d.Component != "" {
			kept = append(kept, d)
			continue
		}
		key := m.key(d)
		if m.first[key] == nil {
			m.first[key] = d
			kept = append(kept, d)
		}
	}
	api.Decls = kept
	for _, d := range api.Decls {
		m.redirectDecl(d)
	}
	ir.MapOperationValues(api, m.redirect)
}

type merger struct {
	keys  map[*ir.Decl]string
	first map[string]*ir.Decl
}

// key is equal for two declarations that may be one: the last name of their
// paths and all they say but prose. A declaration that contains itself is only
// equal to itself.
func (m *merger) key(d *ir.Decl) string {
	if key, ok := m.keys[d]; ok {
		return key
	}
	m.keys[d] = fmt.Sprintf("%p", d)
	var b strings.Builder
	b.WriteString(leaf(d.Path))
	switch body := d.Body.(type) {
	case *ir.Struct:
		fmt.Fprintf(&b, " struct %v", body.Closed)
		if body.Others != nil {
			b.WriteString(" others " + m.valueKey(*body.Others))
		}
		for _, f := range body.Fields {
			fmt.Fprintf(&b, " %q %v %v %v %q %s", f.Name, f.Required, f.ReadOnly, f.WriteOnly, f.Default, m.valueKey(f.Value))
		}
	case *ir.Enum:
		fmt.Fprintf(&b, " enum %T%v", body.Base, body.Base)
		for _, v := range body.Values {
			b.WriteString(" " + v.Literal)
		}
	default:
		panic(fmt.Sprintf("lower: inline schema with a body of kind %T", body))
	}
	m.keys[d] = b.String()
	return m.keys[d]
}

// leaf is the last name of a path with the steps behind it.
func leaf(path []string) string {
	i := len(path) - 1
	for i > 0 && (path[i] == ir.ItemStep || path[i] == ir.ValueStep) {
		i--
	}
	return fmt.Sprintf("%q", path[max(i, 0):])
}

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
		kind = "dict " + m.valueKey(t.Elem)
	default:
		kind = fmt.Sprintf("%T%v", t, t)
	}
	for _, c := range v.Checks {
		kind += " " + checkKey(c)
	}
	return fmt.Sprintf("%s %v", kind, v.Nullable)
}

func checkKey(c ir.Check) string {
	limit := func(max *uint64) string {
		if max == nil {
			return ""
		}
		return fmt.Sprint(*max)
	}
	switch c := c.(type) {
	case ir.Length:
		return fmt.Sprintf("length %d..%s", c.Min, limit(c.Max))
	case ir.Items:
		return fmt.Sprintf("items %d..%s", c.Min, limit(c.Max))
	case ir.Pattern, ir.Bound:
		return fmt.Sprintf("%T%v", c, c)
	}
	panic(fmt.Sprintf("lower: check of kind %T", c))
}

func (m *merger) redirectDecl(d *ir.Decl) { ir.MapValues(d, m.redirect) }

// redirect points references to merged declarations at the one that was kept.
func (m *merger) redirect(v ir.Value) ir.Value {
	if ref, ok := v.Type.(ir.Ref); ok && ref.Decl.Component == "" {
		v.Type = ir.Ref{Decl: m.first[m.key(ref.Decl)]}
	}
	return v
}
