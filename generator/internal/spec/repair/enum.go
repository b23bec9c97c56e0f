package repair

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// enumExtensions describe the values under enum by lists that are parallel to it, or by name.
var enumExtensions = []string{
	"x-enum-varnames", "x-enumNames", "x-go-const-names", "x-enum-descriptions", "x-enumDescriptions", "x-ms-enum",
}

// values repairs the values of a schema that are of another type than the schema: those under
// enum, const and default. types are the types that enclosing schemas give it by allOf.
//
//	{type: string, enum: [1.10, true]}     {type: string, enum: ["1.10", "true"]}
//	{type: integer, enum: ["1", "2"]}      {type: integer, enum: [1, 2]}
//	{type: array, enum: [a, b]}            {type: array, items: {enum: [a, b]}}
//	{type: object, enum: [a, b]}           {type: string, enum: [a, b]}
//	{type: string, enum: [a, null]}        {type: string, nullable: true, enum: [a, null]}
func (r *repairer) values(n *source.Node, types []string) {
	if own := r.typesOf(r.file, n, 0); len(own) > 0 {
		types = own
	}
	if list := n.Get("enum"); list != nil {
		r.push("enum")
		if r.value(list, r.table.schema.fields["enum"]) {
			types = r.enum(n, list, types)
		}
		r.pop()
	}
	for _, keyword := range []string{"const", "default"} {
		if v := n.Get(keyword); v != nil {
			r.push(keyword)
			r.ofType(types, v)
			r.pop()
		}
	}
	for i, part := range n.Get("allOf").Elements() {
		if part.Kind == source.Object && !part.Has("$ref") && !part.Has("type") && len(types) > 0 {
			r.push("allOf")
			r.push(index(i))
			r.values(part, types)
			r.pop()
			r.pop()
		}
	}
}

// typesDepth is the maximum depth of references and allOf where a type is looked for.
const typesDepth = 5

// typesOf returns the types of a schema in file: its own, or those of its reference or of its allOf.
func (r *repairer) typesOf(file *source.File, n *source.Node, depth int) []string {
	if t := n.Get("type"); t != nil || depth > typesDepth {
		var names []string
		for _, item := range append(slices.Clip(t.Elements()), t) {
			if name, ok := item.Str(); ok {
				names = append(names, name)
			}
		}
		return names
	}
	if ref, ok := n.Get("$ref").Str(); ok {
		to, _, _ := r.resolve(file, ref)
		return r.typesOf(to.file, to.node, depth+1)
	}
	for _, part := range n.Get("allOf").Elements() {
		if names := r.typesOf(file, part, depth+1); len(names) > 0 {
			return names
		}
	}
	return nil
}

// enum repairs a list of values. It returns the types of the schema, which can change.
func (r *repairer) enum(n, list *source.Node, types []string) []string {
	if len(list.Items) == 0 {
		r.report(diag.UnsupportedKeyword, list, "empty enum ignored", "")
		n.Delete("enum")
		return types
	}
	scalars := slices.DeleteFunc(slices.Clone(list.Items), func(v *source.Node) bool { return v.Kind == source.Null })
	if len(scalars) == 0 || len(types) == 0 {
		return types
	}
	nested := slices.ContainsFunc(scalars, func(v *source.Node) bool { return v.Kind == source.Array || v.Kind == source.Object })
	switch {
	case !nested && slices.Contains(types, "array") && !slices.ContainsFunc(types, isScalarType):
		r.enumOfItems(n, list)
		return types
	case !nested && slices.Contains(types, "object") && !slices.ContainsFunc(types, isScalarType) && n.Has("properties"):
		r.repaired(list, "expected objects, found "+article(scalars[0])+": the enum is ignored", "the enum in the schema of a property")
		n.Delete("enum")
		return types
	case !nested && n.Has("type") && !slices.ContainsFunc(scalars, func(v *source.Node) bool { return r.fitsType(types, v) }):
		meant := typeOfValues(scalars)
		r.repaired(n.Get("type"), "no value under enum is of type "+strings.Join(types, " or "), "type: "+meant)
		r.setTypes(n, append([]string{meant}, slices.DeleteFunc(slices.Clone(types), func(name string) bool { return name != "null" })...))
		types = r.typesOf(r.file, n, 0)
	}
	r.allOfType(types, list)
	for _, described := range n.Get("x-ms-enum").Get("values").Elements() {
		if v := described.Get("value"); v != nil {
			r.readAs(types, v)
		}
	}
	r.nullInEnum(n, list, types)
	return types
}

func isScalarType(name string) bool {
	return name == "string" || name == "integer" || name == "number" || name == "boolean"
}

// typeOfValues is the type that all of these scalars have, or string.
func typeOfValues(values []*source.Node) string {
	for _, name := range []string{"boolean", "integer", "number"} {
		if !slices.ContainsFunc(values, func(v *source.Node) bool { return !isOfType(v, name) }) {
			return name
		}
	}
	return "string"
}

func isOfType(v *source.Node, name string) bool {
	switch name {
	case "string":
		return v.Kind == source.String
	case "boolean":
		return v.Kind == source.Bool
	case "number":
		return v.Kind == source.Number
	case "integer":
		return v.Kind == source.Number && isWhole(v.Text)
	case "array":
		return v.Kind == source.Array
	case "object":
		return v.Kind == source.Object
	}
	return v.Kind == source.Null
}

func isWhole(literal string) bool {
	if len(literal) > 40 {
		return !strings.ContainsAny(literal, ".eE")
	}
	x, ok := new(big.Rat).SetString(literal)
	return ok && x.IsInt()
}

// fitsType reports whether a value is of one of the types, or can be read as one.
func (r *repairer) fitsType(types []string, v *source.Node) bool {
	one := *v
	return r.readAs(types, &one) != "" || slices.ContainsFunc(types, func(name string) bool { return isOfType(v, name) })
}

// readAs converts a scalar to one of the types and returns what to write instead; "" if it is
// of one of them, or cannot be converted.
func (r *repairer) readAs(types []string, v *source.Node) string {
	if v.Kind == source.Null || slices.ContainsFunc(types, func(name string) bool { return isOfType(v, name) }) {
		return ""
	}
	has := func(name string) bool { return slices.Contains(types, name) }
	switch v.Kind {
	case source.String:
		literal := strings.TrimSpace(v.Text)
		switch {
		case isNumber(literal) && (has("number") || has("integer") && isWhole(literal)):
			v.Kind, v.Text = source.Number, literal
			return literal
		case has("boolean"):
			return toBool(r, v, nil)
		}
	case source.Number, source.Bool:
		switch {
		case has("string"):
			v.Kind, v.Text = source.String, r.file.Spelling(v)
			return strconv.Quote(v.Text)
		case has("boolean"):
			return toBool(r, v, nil)
		}
	}
	return ""
}

// ofType repairs one value.
func (r *repairer) ofType(types []string, v *source.Node) {
	found := article(v)
	if isScalar(v) && slices.Contains(types, "array") && !slices.ContainsFunc(types, isScalarType) {
		one := *v
		*v = *arrayAt(v, &one)
		r.repaired(v, "expected an array, found "+found, "["+string(one.JSON())+"]")
		return
	}
	if write := r.readAs(types, v); write != "" {
		r.repaired(v, "expected "+article(v)+", found "+found, write)
	}
}

func isScalar(v *source.Node) bool {
	return v.Kind == source.String || v.Kind == source.Number || v.Kind == source.Bool
}

// allOfType repairs the values of a list, and reports them together. Values that cannot be
// read as one of the types are left to the lowering, but for those that it takes for the
// values of another type.
func (r *repairer) allOfType(types []string, list *source.Node) {
	var written []string
	var first *source.Node
	var found string
	for _, v := range list.Items {
		was := article(v)
		if write := r.readAs(types, v); write != "" {
			if first == nil {
				first, found = v, was
			}
			written = append(written, write)
		}
	}
	if first != nil {
		r.repaired(first, "expected "+article(first)+", found "+found, strings.Join(written, ", "))
	}
	kinds := map[source.Kind]bool{}
	for _, v := range list.Items {
		kinds[v.Kind] = true
	}
	delete(kinds, source.Null)
	for _, v := range list.Items {
		if len(kinds) > 1 && v.Kind != source.Null && !slices.ContainsFunc(types, func(name string) bool { return isOfType(v, name) }) {
			r.report(diag.InvalidDocument, v, "the value "+string(v.JSON())+" is not of type "+strings.Join(types, " or "), "")
		}
	}
}

// nullInEnum makes a schema nullable that lists null.
func (r *repairer) nullInEnum(n, list *source.Node, types []string) {
	i := slices.IndexFunc(list.Items, func(v *source.Node) bool { return v.Kind == source.Null })
	t := n.Get("type")
	if i < 0 || t == nil || slices.Contains(types, "null") || n.Get("nullable").IsTrue() {
		return
	}
	if r.set.Since31() {
		r.repaired(list.Items[i], "the enum lists null, which the type does not allow: it is allowed", "type: ["+strings.Join(types, ", ")+", 'null']")
		r.setTypes(n, append(slices.Clone(types), "null"))
		return
	}
	r.repaired(list.Items[i], "the enum lists null, which the type does not allow: it is allowed", "nullable: true next to the type")
	n.Set("nullable", boolAt(list.Items[i], true))
}

// setTypes replaces the type of a schema, which has one.
func (r *repairer) setTypes(n *source.Node, types []string) {
	at := n.Get("type")
	if len(types) == 1 {
		n.Set("type", stringAt(at, types[0]))
		return
	}
	list := arrayAt(at)
	for _, name := range types {
		list.Items = append(list.Items, stringAt(at, name))
	}
	n.Set("type", list)
}

// enumOfItems moves a list of scalars from an array to its items.
func (r *repairer) enumOfItems(n, list *source.Node) {
	items := n.Get("items")
	r.repaired(list, "expected arrays, found "+article(list.Items[0])+": the enum is read as that of the items", "items: {enum: [...]}")
	n.Delete("enum")
	moved := []source.Member{memberAt("enum", list)}
	for _, name := range enumExtensions {
		if v := n.Get(name); v != nil {
			moved = append(moved, memberAt(name, v))
			n.Delete(name)
		}
	}
	if items == nil || items.Kind != source.Object {
		items = objectAt(list, memberAt("type", stringAt(list, typeOfValues(list.Items))))
		n.Set("items", items)
	}
	if ref, ok := items.Get("$ref").Str(); ok {
		if to, _, _ := r.resolve(r.file, ref); to.node.Has("enum") {
			return
		}
		wrapped := *items
		*items = *objectAt(items, memberAt("allOf", arrayAt(items, &wrapped)))
	}
	if items.Has("enum") {
		return
	}
	for _, member := range moved {
		items.Set(member.Name, member.Value)
	}
}
