package types

import (
	"fmt"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Mapping maps formats and schemas to Go types.
type Mapping struct {
	// Formats are by the format ("uuid"), by type and format ("string/uuid"), or
	// by the type alone ("integer"), for values without a more specific row.
	Formats map[string]MappedType
	Schemas map[string]MappedType // keys are names in components.schemas
}

// MappedType is a Go type as a row of a mapping writes it.
type MappedType struct {
	Type   string          // "uuid.UUID", "*big.Int", "string"
	Import string          // the path of its package, "" without one
	At     diag.Diagnostic // the place of the row
}

// mapped is a mapping and the rows of it that have been used.
type mapped struct {
	Mapping
	usedFormats, usedSchemas map[string]bool
}

func newMapped(mapping *Mapping) mapped {
	m := mapped{usedFormats: map[string]bool{}, usedSchemas: map[string]bool{}}
	if mapping != nil {
		m.Mapping = *mapping
	}
	return m
}

// mappedFormat is the type that a row has for one of the formats, or nil.
func (b *Builder) mappedFormat(kind string, formats []string) ir.Type {
	for _, format := range formats {
		for _, key := range []string{kind + "/" + format, format} {
			if !slices.Contains(scalarTypes, key) {
				if t := b.formatRow(key, kind); t != nil {
					return t
				}
			}
		}
	}
	return nil
}

// mappedType is the type that a row has for a JSON type, or nil.
func (b *Builder) mappedType(kind string) ir.Type {
	if !slices.Contains(scalarTypes, kind) {
		return nil
	}
	return b.formatRow(kind, kind)
}

var scalarTypes = []string{"string", "integer", "number", "boolean"}

func (b *Builder) formatRow(key, kind string) ir.Type {
	row, ok := b.mapped.Formats[key]
	if !ok {
		return nil
	}
	b.mapped.usedFormats[key] = true
	return b.rowType(row, kind)
}

// mappedSchema is the type that a row has for a component, or nil.
func (b *Builder) mappedSchema(cur spec.Cursor) ir.Type {
	name := b.Schemas.Component(cur)
	row, ok := b.mapped.Schemas[name]
	if !ok || name == "" {
		return nil
	}
	b.mapped.usedSchemas[name] = true
	t := b.rowType(row, b.Schemas.Kind(cur))
	if f, ok := t.(ir.Foreign); ok && f.Package == "" && f.Of == nil && token.IsExported(f.Name) {
		b.API.Taken = append(b.API.Taken, f.Name)
	}
	return t
}

func (b *Builder) rowType(row MappedType, kind string) ir.Type {
	t, err := GoType(row.Type, row.Import, kind)
	if err != nil {
		return nil // gen.yaml has been rejected
	}
	return b.local(t)
}

// local finds the schema that a type without a package means: the one of its
// name, else the only one that differs in nothing but case and separators, because
// other generators spell api_key as ApiKey.
func (b *Builder) local(t ir.Type) ir.Type {
	foreign, ok := t.(ir.Foreign)
	if !ok || foreign.Package != "" || slices.Contains(predeclared, foreign.Name) {
		return t
	}
	schemas := b.Doc.Cursor().Child("components").Child("schemas")
	name := foreign.Name
	if !schemas.Has(name) {
		same := slices.DeleteFunc(schemas.Node.Keys(), func(key string) bool { return !schema.SameWord(key, name) })
		if len(same) != 1 {
			return t
		}
		name = same[0]
	}
	if _, mapped := b.mapped.Schemas[name]; !mapped {
		foreign.Of = b.declare(schemas.Child(name)).Type.(ir.Ref).Decl
	}
	return foreign
}

// ReportUnusedMappings reports the rows of the mapping that nothing in the document uses.
func (b *Builder) ReportUnusedMappings() {
	report := func(subject string, rows map[string]MappedType, used map[string]bool, known []string) {
		for _, key := range slices.Sorted(maps.Keys(rows)) {
			if used[key] {
				continue
			}
			d := rows[key].At
			d.Code, d.Message = diag.UnusedMapping, fmt.Sprintf("the document has no %s %s for this mapping", subject, key)
			if near := diag.Nearest(key, known); near != "" && near != key {
				d.Hint = "did you mean " + near + "?"
			}
			b.Add(d)
		}
	}
	report("format", b.mapped.Formats, b.mapped.usedFormats, nil)
	report("schema", b.mapped.Schemas, b.mapped.usedSchemas, b.Doc.Cursor().Child("components").Child("schemas").Node.Keys())
}

var goTypeText = regexp.MustCompile(`^((?:\*|\[\]|map\[string\])*)(?:([\pL_][\pL\d_]*)\.)?([\pL_][\pL\d_]*|interface\{\})$`)

// standard are packages whose import path can be left out.
var standard = map[string]string{"big": "math/big", "json": "encoding/json", "mail": "net/mail", "net": "net", "netip": "net/netip", "time": "time", "url": "net/url"}

var predeclared = strings.Fields(`
	any bool byte float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr`)

// GoType is the type that a text names, with the import path of its package, for
// values of a JSON type. Types that schemas also have without a mapping are those:
// an int is an integer, a time.Time for an integer counts seconds.
func GoType(text, path, kind string) (ir.Type, error) {
	m := goTypeText.FindStringSubmatch(text)
	if m == nil {
		return nil, fmt.Errorf("`%s` is not a type that can be mapped to: write Name or pkg.Name, optionally with *, [] or map[string] in front", text)
	}
	t := ir.Foreign{Prefix: m[1], Package: m[2], Path: path, Name: m[3], JSON: kind}
	if t.Name == "interface{}" {
		t.Name = "any"
	}
	if t.Package != "" && path == "" {
		t.Path = standard[t.Package]
	}
	switch {
	case t.Package != "" && t.Path == "":
		return nil, fmt.Errorf("`%s` is in a package whose import path is not given", text)
	case t.Package == "" && path != "":
		return nil, fmt.Errorf("`%s` does not name its package: write name.%s", text, t.Name)
	case token.IsKeyword(t.Package), t.Package == "_", !token.IsExported(t.Name) && (t.Package != "" || !slices.Contains(predeclared, t.Name)):
		return nil, fmt.Errorf("`%s` is neither a predeclared type of Go nor exported", text)
	case t.Path == "C" || t.Path == "unsafe":
		return nil, fmt.Errorf("the output does not import %s, which takes away the safety of Go", t.Path)
	case t.Path != "" && !isImportPath(t.Path):
		return nil, fmt.Errorf("%q is not an import path", t.Path)
	}
	if own := ownType(t); own != nil {
		return own, nil
	}
	return t, nil
}

// isImportPath reports whether a text is an import path that Go accepts, other than that of a
// folder: elements of visible characters without those that the specification of Go excludes.
func isImportPath(path string) bool {
	for element := range strings.SplitSeq(path, "/") {
		if element == "" || element == "." || element == ".." {
			return false
		}
	}
	return !strings.ContainsFunc(path, func(r rune) bool {
		return !unicode.IsGraphic(r) || unicode.IsSpace(r) || strings.ContainsRune("!\"#$%&'()*,:;<=>?[\\]^`{|}\ufffd", r)
	})
}

// ownType is the type that schemas also have without a mapping, for a foreign type
// of a JSON type; nil for others.
func ownType(t ir.Foreign) ir.Type {
	name := t.Prefix + t.Name
	if t.Path != "" {
		name = t.Prefix + t.Path + "." + t.Name
	}
	if name == "encoding/json.RawMessage" {
		return ir.Any{}
	}
	if own := ownTypes[jsonAndGo{t.JSON, name}]; own != nil {
		return own
	}
	if integer, ok := integerFormats[name]; ok && t.JSON == "integer" {
		return integer
	}
	return nil
}

// jsonAndGo is a JSON type with the name of a Go type for it.
type jsonAndGo struct{ json, name string }

var ownTypes = map[jsonAndGo]ir.Type{
	{"string", "string"}:               ir.String{},
	{"string", "[]byte"}:               ir.Bytes{},
	{"string", "time.Time"}:            ir.Time{},
	{"string", "CivilDate"}:            ir.Date{},
	{"integer", "int"}:                 ir.Integer{},
	{"integer", "uint"}:                ir.Integer{Unsigned: true},
	{"integer", "time.Time"}:           ir.UnixTime{},
	{"number", "float32"}:              ir.Number{Bits: 32},
	{"number", "float64"}:              ir.Number{Bits: 64},
	{"number", "encoding/json.Number"}: ir.Decimal{},
	{"boolean", "bool"}:                ir.Boolean{},
}
