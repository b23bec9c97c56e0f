package surface

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
)

// Compare returns what an importer of the old package loses with the new one, sorted. It
// has no findings for what the documentation of generated packages excludes: new
// methods of the interface API, which UnimplementedAPI has, and == on structs.
func Compare(before, after *Package, importer *Importer) []Finding {
	found := changed(before.Types, after.Types)
	found = append(found, rebound(before, after, found)...)
	found = append(found, incompatible(before.Types, after.Types)...)
	if importer != nil {
		found = append(found, importer.broken(after)...)
	}
	slices.SortStableFunc(found, func(x, y Finding) int { return int(y.Class) - int(x.Class) })
	return found
}

// changed compares the exported declarations by their types as text. Unlike apidiff
// it looks at every use of a generic type.
func changed(before, after *types.Package) []Finding {
	c := &comparison{before: printer{pkg: before}, after: printer{pkg: after, names: oldNames(before, after)}}
	for _, name := range before.Scope().Names() {
		if old := before.Scope().Lookup(name); old.Exported() {
			c.object(name, old, after.Scope().Lookup(name))
		}
	}
	return c.found
}

type comparison struct {
	before, after printer
	found         []Finding
}

func (c *comparison) add(name, format string, args ...any) {
	c.found = append(c.found, Finding{Break, name, fmt.Sprintf(format, args...)})
}

// same compares the types of one name.
func (c *comparison) same(name string, old, now types.Type) {
	if x, y := c.before.text(old), c.after.text(now); x != y {
		c.add(name, "%s -> %s", x, y)
	}
}

func (c *comparison) object(name string, old, now types.Object) {
	switch {
	case now == nil:
		c.add(name, "removed")
		return
	case kindOf(old) != kindOf(now):
		c.add(name, "%s -> %s", kindOf(old), kindOf(now))
		return
	}
	typeName, ok := old.(*types.TypeName)
	if !ok {
		c.same(name, old.Type(), now.Type())
		return
	}
	if typeName.IsAlias() {
		c.same(name, old.Type(), now.Type())
		return
	}
	c.declared(name, old.Type(), now.Type())
}

func kindOf(o types.Object) string {
	switch o.(type) {
	case *types.TypeName:
		return "type"
	case *types.Const:
		return "constant"
	case *types.Var:
		return "variable"
	}
	return "function"
}

// declared compares two types with one name. The new one can be an alias.
func (c *comparison) declared(name string, old, now types.Type) {
	switch u := old.Underlying().(type) {
	case *types.Struct:
		s, ok := now.Underlying().(*types.Struct)
		if !ok {
			c.add(name, "struct -> %s", c.after.text(now.Underlying()))
			return
		}
		fields := map[string]*types.Var{}
		for f := range s.Fields() {
			fields[f.Name()] = f
		}
		for f := range u.Fields() {
			switch now := fields[f.Name()]; {
			case !f.Exported():
			case now == nil:
				c.add(name+"."+f.Name(), "removed")
			default:
				c.same(name+"."+f.Name(), f.Type(), now.Type())
			}
		}
	case *types.Interface:
		i, ok := now.Underlying().(*types.Interface)
		if !ok {
			c.add(name, "interface -> %s", c.after.text(now.Underlying()))
			return
		}
		open := !isSealed(u) && !slices.Contains(operationInterfaces, name)
		for m := range i.Methods() {
			if o, _, _ := types.LookupFieldOrMethod(u, false, m.Pkg(), m.Name()); o == nil && m.Exported() && open {
				c.add(name+"."+m.Name(), "method of an interface that importers implement")
			}
		}
	default:
		c.same(name, u, now.Underlying())
	}
	c.methods(name, old, now)
	c.methods("*"+name, types.NewPointer(old), types.NewPointer(now))
}

// operationInterfaces get a method with each new operation: ours, and those of
// oapi-codegen.
var operationInterfaces = []string{
	"API", "WebhookAPI", "CallbackAPI",
	"ClientInterface", "ClientWithResponsesInterface", "ServerInterface", "StrictServerInterface",
}

// isSealed reports whether only the package can implement an interface.
func isSealed(i *types.Interface) bool {
	for m := range i.Methods() {
		if !m.Exported() {
			return true
		}
	}
	return false
}

// methods compares the method sets of two types. Methods of both T and *T are
// compared once.
func (c *comparison) methods(name string, old, now types.Type) {
	set := types.NewMethodSet(now)
	base := strings.TrimPrefix(name, "*")
	for m := range types.NewMethodSet(old).Methods() {
		if !m.Obj().Exported() {
			continue
		}
		if _, isInterface := old.Underlying().(*types.Interface); base != name && (isInterface || hasMethod(old.(*types.Pointer).Elem(), m.Obj())) {
			continue
		}
		found := set.Lookup(nil, m.Obj().Name())
		if found == nil {
			c.add(base+"."+m.Obj().Name(), "method removed from %s", name)
			continue
		}
		c.same(base+"."+m.Obj().Name(), m.Obj().Type(), found.Obj().Type())
	}
}

func hasMethod(t types.Type, method types.Object) bool {
	return types.NewMethodSet(t).Lookup(method.Pkg(), method.Name()) != nil
}

// oldNames returns the names that types of the new package had in the old one, where
// the new package keeps the name as an alias.
func oldNames(before, after *types.Package) map[*types.TypeName]string {
	names := map[*types.TypeName]string{}
	for _, name := range before.Scope().Names() {
		old, ok := before.Scope().Lookup(name).(*types.TypeName)
		if !ok || old.IsAlias() {
			continue
		}
		now, ok := after.Scope().Lookup(name).(*types.TypeName)
		if !ok || !now.IsAlias() {
			continue
		}
		if named, ok := types.Unalias(now.Type()).(*types.Named); ok {
			if o := named.Obj(); names[o] == "" && before.Scope().Lookup(o.Name()) == nil {
				names[o] = name
			}
		}
	}
	return names
}

// printer writes types so that those of two packages can be compared.
type printer struct {
	pkg   *types.Package
	names map[*types.TypeName]string // for types of pkg that are called otherwise
}

// text returns a type without aliases. Types that are not exported have no name:
// they may be called otherwise.
func (p printer) text(t types.Type) string {
	var b strings.Builder
	p.write(&b, t)
	return b.String()
}

func (p printer) write(b *strings.Builder, t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Pointer:
		b.WriteByte('*')
		p.write(b, t.Elem())
	case *types.Slice:
		b.WriteString("[]")
		p.write(b, t.Elem())
	case *types.Array:
		fmt.Fprintf(b, "[%d]", t.Len())
		p.write(b, t.Elem())
	case *types.Map:
		b.WriteString("map[")
		p.write(b, t.Key())
		b.WriteByte(']')
		p.write(b, t.Elem())
	case *types.Named:
		p.named(b, t)
	case *types.Signature:
		b.WriteString("func(")
		p.tuple(b, t.Params())
		if t.Variadic() {
			b.WriteString("...")
		}
		b.WriteString(") (")
		p.tuple(b, t.Results())
		b.WriteByte(')')
	default:
		b.WriteString(types.TypeString(t, func(other *types.Package) string {
			if other == p.pkg {
				return ""
			}
			return other.Path()
		}))
	}
}

func (p printer) tuple(b *strings.Builder, t *types.Tuple) {
	for i := range t.Len() {
		if i > 0 {
			b.WriteString(", ")
		}
		p.write(b, t.At(i).Type())
	}
}

func (p printer) named(b *strings.Builder, t *types.Named) {
	o := t.Obj()
	switch name := p.names[o]; {
	case name != "":
		b.WriteString(name)
	case o.Pkg() != nil && o.Pkg() != p.pkg:
		b.WriteString(o.Pkg().Path() + "." + o.Name())
	case o.Pkg() == p.pkg && !o.Exported():
		b.WriteString("unexported")
	default:
		b.WriteString(o.Name())
	}
	if args := t.TypeArgs(); args.Len() > 0 {
		b.WriteByte('[')
		for i := range args.Len() {
			if i > 0 {
				b.WriteByte(',')
			}
			p.write(b, args.At(i))
		}
		b.WriteByte(']')
	}
}
