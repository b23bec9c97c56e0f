package types

import (
	"cmp"
	"go/token"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// The extensions of this file are those of oapi-codegen, with its meaning.

// reportExtension reports an extension that has no effect.
func (b *Builder) reportExtension(cur spec.Cursor, name, why, hint string) {
	if cur.Has(name) {
		b.ReportFirst(diag.UnsupportedKeyword, cur.Child(name), name+" has no effect: "+why, hint)
	}
}

// stringExtension reads an extension that is a string.
func (b *Builder) stringExtension(cur spec.Cursor, name string) string {
	text, ok := cur.Child(name).Node.Str()
	if !ok || text == "" {
		b.reportExtension(cur, name, "it must be a string", "")
		return ""
	}
	return text
}

// boolExtension reads an extension that is true or false.
func (b *Builder) boolExtension(cur spec.Cursor, name string) (value, ok bool) {
	at := cur.Child(name)
	if cur.Has(name) && at.Node.Kind != source.Bool {
		b.reportExtension(cur, name, "it must be true or false", "")
		return false, false
	}
	return at.IsTrue(), cur.Has(name)
}

// givenName is the Go name that an extension gives, "" if it cannot be exported.
func (b *Builder) givenName(cur spec.Cursor, extension string) string {
	name := b.stringExtension(cur, extension)
	if name == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(name)
	exported := string(unicode.ToUpper(first)) + name[size:]
	if !token.IsIdentifier(exported) || !token.IsExported(exported) {
		b.reportExtension(cur, extension, "`"+name+"` is not a Go identifier", "")
		return ""
	}
	return exported
}

// GoName is the Go name that x-go-name gives to what is not a schema, or "".
func (b *Builder) GoName(cur spec.Cursor) string { return b.givenName(cur, "x-go-name") }

// givenTypeName is the Go name that extensions give to the type of a schema. On a
// property x-go-name is the name of the field.
func (b *Builder) givenTypeName(cur spec.Cursor) string {
	tokens := source.SplitPointer(cur.Pointer())
	isProperty := len(tokens) > 1 && tokens[len(tokens)-2] == "properties"
	if name := b.givenName(cur, "x-go-type-name"); name != "" || isProperty {
		return name
	}
	return b.givenName(cur, "x-go-name")
}

// givenType is the type that x-go-type names, or nil. It replaces the schema,
// constraints included.
func (b *Builder) givenType(cur spec.Cursor) ir.Type {
	text := b.stringExtension(cur, "x-go-type")
	if text == "" {
		return nil
	}
	imported := cur.Child("x-go-type-import")
	path, _ := imported.Child("path").Node.Str()
	if strings.Contains("/"+path+"/", "/internal/") {
		b.reportExtension(cur, "x-go-type", path+" is internal to a module, most likely another one", "if it is the module of this output, map the schema or the format in gen.yaml")
		return nil
	}
	if name, ok := imported.Child("name").Node.Str(); ok && path != "" && !strings.Contains(text, ".") {
		text = name + "." + text
	}
	t, err := GoType(text, path, b.Schemas.Kind(cur))
	if err != nil {
		b.reportExtension(cur, "x-go-type", err.Error(), "write its package in x-go-type-import: {path: ..., name: ...}")
		return nil
	}
	t = b.local(t)
	if foreign, ok := t.(ir.Foreign); ok && foreign.Of != nil && foreign.Of == b.declarations.of(cur) {
		b.reportExtension(cur, "x-go-type", "a type cannot be an alias of itself", "")
		return nil
	}
	return t
}

// reportUnusedTypeName reports a name for the type of a schema that declares no type.
func (b *Builder) reportUnusedTypeName(cur spec.Cursor, v ir.Value) {
	if ref, ok := v.Type.(ir.Ref); ok && ref.Decl == b.declarations.of(cur) || schema.ComponentName(cur.Pointer()) != "" {
		return
	}
	b.reportExtension(cur, "x-go-type-name", "only objects, enumerations, unions and schemas under components become declared types", "move the schema under components")
}

// Extend applies the extensions of a schema to its field.
func (b *Builder) Extend(f *ir.Field, cur spec.Cursor) {
	f.Given = b.givenName(cur, "x-go-name")
	f.Tags = b.tags(cur)
	if f.Hidden, _ = b.boolExtension(cur, "x-go-json-ignore"); f.Hidden {
		f.Required, f.Value.Shape = false, ir.Bare // it is not in the JSON
	}
	b.reportExtension(cur, "x-oapi-codegen-only-honour-go-name", "fields are always exported", "")
	if bare, _ := b.boolExtension(cur, "x-go-type-skip-optional-pointer"); bare && !f.Required {
		switch t := ir.Underlying(f.Value).Type.(type) {
		case ir.Foreign:
			b.reportExtension(cur, "x-go-type-skip-optional-pointer", "it is not known whether the zero value of a mapped type means absent", "")
		case ir.Ref:
			if _, isStruct := t.Decl.Body.(*ir.Struct); isStruct {
				b.reportExtension(cur, "x-go-type-skip-optional-pointer", "an optional object is a pointer", "its getters are nil-safe")
			}
		}
		if f.Value.Nullable {
			b.reportExtension(cur, "x-go-type-skip-optional-pointer", "a nullable field needs Opt", "")
		}
		f.Value.Shape = ir.Bare
	}
	for _, name := range []string{"x-omitempty", "x-omitzero"} {
		switch omit, ok := b.boolExtension(cur, name); {
		case ok && omit && f.Required:
			b.reportExtension(cur, name, "a required member is always written", "remove it from required")
		case ok && !omit && !f.Required:
			b.reportExtension(cur, name, "an absent member is never written", "make it required, or nullable and set it to Null")
		}
	}
}

var tagKey = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)

// tags are further entries of a struct tag.
func (b *Builder) tags(cur spec.Cursor) []ir.Tag {
	const extension = "x-oapi-codegen-extra-tags"
	var out []ir.Tag
	list := cur.Child(extension)
	if cur.Has(extension) && list.Node.Kind != source.Object {
		b.reportExtension(cur, extension, "it must be an object of strings", "")
	}
	for key, value := range list.AllMembers() {
		text, ok := value.Node.Str()
		switch {
		case key == "json":
			b.reportExtension(list, key, "the generated codec needs this tag", "use x-go-json-ignore")
		case !ok || !tagKey.MatchString(key):
			b.reportExtension(list, key, "it must be a key with a string", "")
		default:
			out = append(out, ir.Tag{Key: key, Value: text})
		}
	}
	return out
}

// ExtendParam applies the extensions of a parameter, and those of its schema.
func (b *Builder) ExtendParam(p *ir.Param, cur spec.Cursor) {
	p.Given = b.givenName(cur, "x-go-name")
	schema := cur.Child("schema")
	p.Tags = append(b.tags(schema), b.tags(cur)...)
	for _, at := range []spec.Cursor{cur, schema} {
		for _, name := range []string{"x-go-type-skip-optional-pointer", "x-omitempty", "x-omitzero", "x-go-json-ignore"} {
			if on, ok := b.boolExtension(at, name); on && ok {
				b.reportExtension(at, name, "a parameter is either required or an Opt", "")
			}
		}
	}
}

// inOrder sorts fields by x-order; those without it come last, in declared order.
func (b *Builder) inOrder(fields []*ir.Field, schemas map[string][]spec.Cursor) {
	rank := map[*ir.Field]float64{}
	for _, f := range fields {
		last := schemas[f.Name][len(schemas[f.Name])-1]
		rank[f] = math.Inf(1)
		for _, cur := range []spec.Cursor{b.Doc.Follow(last), last} {
			at := cur.Child("x-order")
			if !cur.Has("x-order") {
				continue
			}
			if n, err := strconv.ParseFloat(at.Node.Text, 64); err == nil && at.Node.Kind == source.Number {
				rank[f] = n
			} else {
				b.reportExtension(cur, "x-order", "it must be a number", "")
			}
		}
	}
	slices.SortStableFunc(fields, func(a, b *ir.Field) int { return cmp.Compare(rank[a], rank[b]) })
}

// Textual requires that the value of a parameter can be written as text: that of a foreign type,
// and floats, which can be infinite or not a number.
func Textual(v ir.Value) ir.Value {
	switch t := ir.Underlying(v).Type.(type) {
	case ir.Foreign:
		if !ir.IsScalar(v) {
			return v // travels as JSON
		}
		v.Checks = append(slices.Clip(v.Checks), ir.Texted{})
	case ir.Number:
		v.Checks = append(slices.Clip(v.Checks), ir.Texted{})
	case ir.List:
		if _, ok := v.Type.(ir.List); ok {
			v.Type = ir.List{Elem: Textual(t.Elem)}
		}
	}
	return v
}
