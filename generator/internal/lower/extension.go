package lower

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
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// The extensions of this file are those of oapi-codegen, with its meaning.

// inVain reports an extension that has no effect where it stands, once.
func (l *lowering) inVain(cur spec.Cursor, name, why, hint string) {
	if at := cur.Child(name); cur.Has(name) && l.first("in vain", at) {
		l.report(diag.UnsupportedKeyword, at, name+" has no effect: "+why, hint)
	}
}

// word reads an extension that is a string.
func (l *lowering) word(cur spec.Cursor, name string) string {
	text, ok := cur.Child(name).Node.Str()
	if !ok || text == "" {
		l.inVain(cur, name, "it must be a string", "")
		return ""
	}
	return text
}

// flag reads an extension that is true or false.
func (l *lowering) flag(cur spec.Cursor, name string) (value, ok bool) {
	at := cur.Child(name)
	if cur.Has(name) && at.Node.Kind != source.Bool {
		l.inVain(cur, name, "it must be true or false", "")
		return false, false
	}
	return isTrue(at), cur.Has(name)
}

// givenName is what an extension calls a thing in Go, "" for nothing that could
// be exported.
func (l *lowering) givenName(cur spec.Cursor, extension string) string {
	name := l.word(cur, extension)
	if name == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(name)
	exported := string(unicode.ToUpper(first)) + name[size:]
	if !token.IsIdentifier(exported) || !token.IsExported(exported) {
		l.inVain(cur, extension, "`"+name+"` cannot be a name in Go", "")
		return ""
	}
	return exported
}

// givenTypeName is what the type of a schema shall be called. On a property
// x-go-name is the name of the field.
func (l *lowering) givenTypeName(cur spec.Cursor) string {
	tokens := source.SplitPointer(cur.Pointer)
	isProperty := len(tokens) > 1 && tokens[len(tokens)-2] == "properties"
	if name := l.givenName(cur, "x-go-type-name"); name != "" || isProperty {
		return name
	}
	return l.givenName(cur, "x-go-name")
}

// givenType is the type that x-go-type names, or nil. It stands for the schema
// as it is: constraints are the type's own matter.
func (l *lowering) givenType(cur spec.Cursor) ir.Type {
	text := l.word(cur, "x-go-type")
	if text == "" {
		return nil
	}
	imported := cur.Child("x-go-type-import")
	path, _ := imported.Child("path").Node.Str()
	if strings.Contains("/"+path+"/", "/internal/") {
		l.inVain(cur, "x-go-type", path+" is internal to a module that is hardly the one of this output", "map the schema or the format in gen.yaml if it is")
		return nil
	}
	if name, ok := imported.Child("name").Node.Str(); ok && path != "" && !strings.Contains(text, ".") {
		text = name + "." + text
	}
	t, err := GoType(text, path, l.kindOf(cur))
	if err != nil {
		l.inVain(cur, "x-go-type", err.Error(), "give its package under x-go-type-import: {path: ..., name: ...}")
		return nil
	}
	t = l.local(t)
	if foreign, ok := t.(ir.Foreign); ok && foreign.Of != nil && foreign.Of == l.decls[place(cur)] {
		l.inVain(cur, "x-go-type", "a type is no other name of itself", "")
		return nil
	}
	return t
}

// unnamed reports a name for the type of a schema that has no type of its own.
func (l *lowering) unnamed(cur spec.Cursor, v ir.Value) {
	if ref, ok := v.Type.(ir.Ref); ok && ref.Decl == l.decls[place(cur)] || componentName(cur.Pointer) != "" {
		return
	}
	l.inVain(cur, "x-go-type-name", "only objects, enumerations, unions and schemas under components have a type of their own", "move the schema under components")
}

// extend gives a field what the extensions of its schema say.
func (l *lowering) extend(f *ir.Field, cur spec.Cursor) {
	f.Given = l.givenName(cur, "x-go-name")
	f.Tags = l.tags(cur)
	if f.Hidden, _ = l.flag(cur, "x-go-json-ignore"); f.Hidden {
		f.Required, f.Value.Bare = false, true // the JSON has not got it
	}
	l.inVain(cur, "x-oapi-codegen-only-honour-go-name", "fields are always exported", "")
	if bare, _ := l.flag(cur, "x-go-type-skip-optional-pointer"); bare && !f.Required {
		switch t := ir.Underlying(f.Value).Type.(type) {
		case ir.Foreign:
			l.inVain(cur, "x-go-type-skip-optional-pointer", "whether the zero value of a type from elsewhere is absent is not known", "")
		case ir.Ref:
			if _, isStruct := t.Decl.Body.(*ir.Struct); isStruct {
				l.inVain(cur, "x-go-type-skip-optional-pointer", "an optional object is a pointer", "its Get method is safe for nil")
			}
		}
		if f.Value.Nullable {
			l.inVain(cur, "x-go-type-skip-optional-pointer", "null needs an Opt", "")
		}
		f.Value.Bare = true
	}
	for _, name := range []string{"x-omitempty", "x-omitzero"} {
		switch omit, ok := l.flag(cur, name); {
		case ok && omit && f.Required:
			l.inVain(cur, name, "a required member is always written", "take it out of required")
		case ok && !omit && !f.Required:
			l.inVain(cur, name, "an absent member is never written", "make it required, or nullable and Null")
		}
	}
}

var tagKey = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)

// tags are the further entries of a struct tag.
func (l *lowering) tags(cur spec.Cursor) []ir.Tag {
	const extension = "x-oapi-codegen-extra-tags"
	var out []ir.Tag
	list := cur.Child(extension)
	if cur.Has(extension) && list.Node.Kind != source.Object {
		l.inVain(cur, extension, "it must be an object of strings", "")
	}
	for key, value := range list.AllMembers() {
		text, ok := value.Node.Str()
		switch {
		case key == "json":
			l.inVain(list, key, "the tag is what our own codec writes", "use x-go-json-ignore")
		case !ok || !tagKey.MatchString(key):
			l.inVain(list, key, "it is no tag of a string", "")
		default:
			out = append(out, ir.Tag{Key: key, Value: text})
		}
	}
	return out
}

// extendParam gives a parameter what its extensions say, and those of its schema.
func (l *lowering) extendParam(p *ir.Param, cur spec.Cursor) {
	p.Given = l.givenName(cur, "x-go-name")
	schema := cur.Child("schema")
	p.Tags = append(l.tags(schema), l.tags(cur)...)
	for _, at := range []spec.Cursor{cur, schema} {
		for _, name := range []string{"x-go-type-skip-optional-pointer", "x-omitempty", "x-omitzero", "x-go-json-ignore"} {
			if on, ok := l.flag(at, name); on && ok {
				l.inVain(at, name, "a parameter is required, or an Opt", "")
			}
		}
	}
}

// inOrder sorts fields by x-order; those without come last, as declared.
func (l *lowering) inOrder(fields []*ir.Field, schemas map[string][]spec.Cursor) {
	rank := map[*ir.Field]float64{}
	for _, f := range fields {
		last := schemas[f.Name][len(schemas[f.Name])-1]
		rank[f] = math.Inf(1)
		for _, cur := range []spec.Cursor{l.doc.Follow(last), last} {
			at := cur.Child("x-order")
			if !cur.Has("x-order") {
				continue
			}
			if n, err := strconv.ParseFloat(at.Node.Text, 64); err == nil && at.Node.Kind == source.Number {
				rank[f] = n
			} else {
				l.inVain(cur, "x-order", "it must be a number", "")
			}
		}
	}
	slices.SortStableFunc(fields, func(a, b *ir.Field) int { return cmp.Compare(rank[a], rank[b]) })
}

// textual demands a text of the foreign types of a parameter.
func textual(v ir.Value) ir.Value {
	switch t := ir.Underlying(v).Type.(type) {
	case ir.Foreign:
		if !ir.IsScalar(v) {
			return v // by way of its JSON
		}
		v.Checks = append(v.Checks[:len(v.Checks):len(v.Checks)], ir.Texted{})
	case ir.List:
		if _, ok := v.Type.(ir.List); ok {
			v.Type = ir.List{Elem: textual(t.Elem)}
		}
	}
	return v
}
