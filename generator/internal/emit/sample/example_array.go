package sample

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// array is a slice of the type goType.
func (r *exampleReader) array(goType *jen.Statement, elem ir.Value, x any) *jen.Statement {
	list, ok := x.([]any)
	if !ok {
		return nil
	}
	broken := len(list) > 1 && !isShortList(list)
	items := make([]jen.Code, 0, len(list)+1)
	for _, x := range list {
		item := r.element(elem, x)
		if item == nil {
			return nil
		}
		if broken {
			r.lines++
			item = jen.Line().Add(item)
		}
		items = append(items, item)
	}
	if broken {
		items = append(items, jen.Line())
	}
	return jen.Add(goType).Values(items...)
}

// isShortList reports whether a list of scalars is written on one line.
func isShortList(list []any) bool {
	length := 0
	for _, x := range list {
		switch x := x.(type) {
		case string:
			length += len(x) + 4
		case json.Number:
			length += len(x) + 2
		default:
			return false
		}
	}
	return length < 60
}

// dict is a map of the type goType.
func (r *exampleReader) dict(goType *jen.Statement, t ir.Dict, x any) *jen.Statement {
	m, ok := x.(map[string]any)
	if !ok {
		return nil
	}
	entries := make([]jen.Code, 0, len(m)+1)
	for _, name := range slices.Sorted(maps.Keys(m)) {
		value := r.element(t.Elem, m[name])
		if value == nil || !nameMatches(t.Names, name) || len(name) > maxText || !r.canHave(name) {
			return nil
		}
		r.lines++
		entries = append(entries, jen.Line().Lit(name).Op(":").Add(value))
	}
	if len(entries) > 0 {
		entries = append(entries, jen.Line())
	}
	return jen.Add(goType).Values(entries...)
}

// nameMatches reports whether an additional property may have a name.
func nameMatches(expr, name string) bool {
	return expr == "" || regexp.MustCompile(expr).MatchString(name)
}

// element is an element of a list or a map.
func (r *exampleReader) element(v ir.Value, x any) *jen.Statement {
	switch {
	case !ir.IsNullable(v) && x == nil:
		if _, isAny := ir.Underlying(v).Type.(ir.Any); isAny {
			return r.raw(x)
		}
		return nil
	case !ir.IsNullable(v):
		return r.value(v, x)
	case x == nil:
		return r.RT("core.Null").Index(r.Types.Of(v)).Call()
	}
	value := r.value(ir.NotNull(ir.Underlying(v)), x)
	if value == nil {
		return nil
	}
	return r.some(ir.NotNull(v), r.Types.Of(v), value)
}

// some is the Opt of a value. Its type is written out where Go does not infer it.
func (r *exampleReader) some(v ir.Value, goType, value *jen.Statement) *jen.Statement {
	u := ir.Underlying(v)
	some := r.RT("core.Some")
	switch u.Type.(type) {
	case ir.String, ir.Boolean, ir.Time, ir.Date:
		return some.Call(value)
	case ir.Ref:
		if ir.StructDecl(u) != nil || ir.AsEnum(u) != nil {
			return some.Call(value)
		}
	}
	return some.Index(goType).Call(value)
}
