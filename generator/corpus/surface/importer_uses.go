package surface

import (
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// all writes the uses of each declaration, and those of several together.
func (w *writer) all() {
	shared := map[string][]string{} // places by type: "a.Owner" of a *api.Pet
	for _, o := range w.usable() {
		switch o := o.(type) {
		case *types.Const:
			w.printf("func const_%s() { const c = api.%s; var _ = c }\n", o.Name(), o.Name())
			if source, ok := w.typ(o.Type()); ok && !strings.HasPrefix(source, "untyped") {
				w.printf("func typed_%s() { const c %s = api.%s; var _ = c }\n", o.Name(), source, o.Name())
			}
		case *types.Var:
			if source, ok := w.typ(o.Type()); ok {
				w.printf("func var_%s() { var v %s = api.%s; _ = v }\n", o.Name(), source, o.Name())
			}
		case *types.Func:
			w.function(o)
		case *types.TypeName:
			w.declared(o, shared)
		}
	}
	w.assignments(shared)
	w.values()
	for _, name := range operationInterfaces {
		w.service(name)
	}
}

// function assigns a function to a variable of its type, and calls it.
func (w *writer) function(o *types.Func) {
	if source, ok := w.typ(o.Type()); ok {
		w.printf("func func_%s() { var f %s = api.%s; _ = f }\n", o.Name(), source, o.Name())
	}
	w.call("call_"+o.Name(), "", "api."+o.Name(), o.Signature())
}

// call writes a function with the parameters and results of a signature, which calls it.
func (w *writer) call(name, receiver, callee string, s *types.Signature) {
	params := []string{}
	if receiver != "" {
		params = append(params, receiver)
	}
	var args, results []string
	for i := range s.Params().Len() {
		t := s.Params().At(i).Type()
		source, _ := w.typ(t)
		arg := fmt.Sprintf("a%d", i)
		params = append(params, arg+" "+source)
		if s.Variadic() && i == s.Params().Len()-1 {
			arg += "..."
		}
		args = append(args, arg)
	}
	for v := range s.Results().Variables() {
		source, ok := w.typ(v.Type())
		if !ok {
			w.printf("func %s(%s) { %s(%s) }\n", name, strings.Join(params, ", "), callee, strings.Join(args, ", "))
			return
		}
		results = append(results, source)
	}
	do := ""
	if len(results) > 0 {
		do = "return "
	}
	w.printf("func %s(%s) (%s) { %s%s(%s) }\n", name, strings.Join(params, ", "), strings.Join(results, ", "), do, callee, strings.Join(args, ", "))
}

// declared uses a type: a literal with every field, each field, each method.
func (w *writer) declared(o *types.TypeName, shared map[string][]string) {
	name := o.Name()
	w.printf("func type_%s(v api.%s) { var x api.%s = v; _ = x }\n", name, name, name)
	t := types.Unalias(o.Type())
	switch u := t.Underlying().(type) {
	case *types.Struct:
		w.fields(name, u, shared)
	case *types.Interface:
		w.variants(name, u)
	}
	receiver := t
	if !types.IsInterface(t) {
		receiver = types.NewPointer(t)
	}
	for m := range types.NewMethodSet(receiver).Methods() {
		if f, ok := m.Obj().(*types.Func); ok && f.Exported() {
			pointer := "*"
			if types.IsInterface(t) {
				pointer = ""
			}
			w.call(fmt.Sprintf("method_%s_%s", name, f.Name()), fmt.Sprintf("v %sapi.%s", pointer, name), "v."+f.Name(), f.Signature())
		}
	}
}

func (w *writer) fields(name string, s *types.Struct, shared map[string][]string) {
	var literal []string
	for f := range s.Fields() {
		if !f.Exported() {
			continue
		}
		literal = append(literal, fmt.Sprintf("%s: v.%s", f.Name(), f.Name()))
		if source, ok := w.typ(f.Type()); ok {
			w.printf("func field_%s_%s(v *api.%s) { var x %s = v.%s; v.%s = x }\n", name, f.Name(), name, source, f.Name(), f.Name())
			if strings.Contains(source, "api.") {
				shared[source] = append(shared[source], name+"."+f.Name())
			}
		}
	}
	w.printf("func literal_%s(v *api.%s) api.%s { return api.%s{%s} }\n", name, name, name, name, strings.Join(literal, ", "))
}

// variants converts each implementation to a sealed interface, and distinguishes
// them in a switch.
func (w *writer) variants(name string, i *types.Interface) {
	if !isSealed(i) {
		return
	}
	var cases []string
	for _, o := range w.usable() {
		typeName, ok := o.(*types.TypeName)
		if !ok || typeName.IsAlias() || types.IsInterface(o.Type()) {
			continue
		}
		for _, t := range []types.Type{o.Type(), types.NewPointer(o.Type())} {
			if types.Implements(t, i) {
				source, _ := w.typ(t)
				w.printf("func variant_%s_%d(v %s) { var x api.%s = v; _ = x }\n", name, len(cases), source, name)
				cases = append(cases, "\tcase "+source+":\n")
			}
		}
	}
	w.printf("func switch_%s(v api.%s) {\n\tswitch v.(type) {\n%s\t}\n}\n", name, name, strings.Join(cases, ""))
}

// assignments copies values between all places of one type.
func (w *writer) assignments(shared map[string][]string) {
	for _, source := range slices.Sorted(maps.Keys(shared)) {
		places := shared[source]
		for i := 1; i < len(places); i++ {
			from, field, _ := strings.Cut(places[i-1], ".")
			to, target, _ := strings.Cut(places[i], ".")
			w.printf("func assign_%s_%s_%s_%s(a *api.%s, b *api.%s) { b.%s = a.%s }\n", from, field, to, target, from, to, target, field)
		}
	}
}

// values distinguishes the constants of each type in a switch, in which no two may be
// equal.
func (w *writer) values() {
	constants := map[string][]string{}
	seen := map[string]bool{}
	for _, o := range w.usable() {
		c, ok := o.(*types.Const)
		if !ok {
			continue
		}
		named, ok := c.Type().(*types.Named)
		if !ok {
			continue
		}
		if key := named.Obj().Name() + c.Val().ExactString(); !seen[key] {
			seen[key] = true
			constants[named.Obj().Name()] = append(constants[named.Obj().Name()], "\tcase api."+c.Name()+":\n")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(constants)) {
		w.printf("func values_%s(v api.%s) {\n\tswitch v {\n%s\t}\n}\n", name, name, strings.Join(constants[name], ""))
	}
}

// service implements an interface of operations: all methods, with UnimplementedAPI
// embedded.
func (w *writer) service(name string) {
	i := interfaceOf(w.pkg, name)
	if i == nil || w.pkg.Scope().Lookup("Unimplemented"+name) == nil {
		return
	}
	w.printf("type service%s struct{ api.Unimplemented%s }\n", name, name)
	for m := range i.Methods() {
		s := m.Signature()
		var params, results []string
		for v := range s.Params().Variables() {
			source, _ := w.typ(v.Type())
			params = append(params, source)
		}
		for v := range s.Results().Variables() {
			source, _ := w.typ(v.Type())
			results = append(results, source)
		}
		w.printf("func (service%s) %s(%s) (%s) { panic(0) }\n", name, m.Name(), strings.Join(params, ", "), strings.Join(results, ", "))
	}
	w.printf("func service_%s() { var s api.%s = service%s{}; _ = s }\n", name, name, name)
}
