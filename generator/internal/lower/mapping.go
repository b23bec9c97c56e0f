package lower

import (
	"errors"
	"fmt"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Mapping says which Go types stand for formats and schemas, in place of ours.
type Mapping struct {
	// Formats are by the format ("uuid"), by type and format ("string/uuid"), or
	// by the type alone ("integer"), which is for whatever no format tells more of.
	Formats map[string]MappedType
	Schemas map[string]MappedType // by the name in components.schemas
}

// MappedType is a Go type as a row of a mapping writes it.
type MappedType struct {
	Type   string          // "uuid.UUID", "*big.Int", "string"
	Import string          // the path of its package, "" without one
	At     diag.Diagnostic // the place of the row
}

// usage counts the rows that have been of use.
type usage map[string]bool

// mappedFormat is the type that a row names for one of the formats, or nil.
func (l *lowering) mappedFormat(kind string, formats []string) ir.Type {
	for _, format := range formats {
		for _, key := range []string{kind + "/" + format, format} {
			if row, ok := l.mapping.Formats[key]; ok && !jsonTypes[key] {
				return l.rowType("format "+key, row, kind)
			}
		}
	}
	return nil
}

// mappedType is the type that a row names for a JSON type, or nil.
func (l *lowering) mappedType(kind string) ir.Type {
	row, ok := l.mapping.Formats[kind]
	if !ok || !jsonTypes[kind] {
		return nil
	}
	return l.rowType("format "+kind, row, kind)
}

var jsonTypes = words("string integer number boolean")

// mappedSchema is the type that a row names for a component, or nil.
func (l *lowering) mappedSchema(cur spec.Cursor) ir.Type {
	name := componentName(cur.Pointer)
	row, ok := l.mapping.Schemas[name]
	if !ok || name == "" {
		return nil
	}
	t := l.rowType("schema "+name, row, l.kindOf(cur))
	if f, ok := t.(ir.Foreign); ok && f.Package == "" && f.Of == nil && token.IsExported(f.Name) {
		l.api.Taken = append(l.api.Taken, f.Name)
	}
	return t
}

func (l *lowering) rowType(key string, row MappedType, kind string) ir.Type {
	l.rows[key] = true
	t, err := GoType(row.Type, row.Import, kind)
	if err != nil {
		return nil // a configuration with such a row has not been read
	}
	return l.local(t)
}

// local finds the schema that a type without a package means: the one of its
// name, else the only one that differs in nothing but case and separators, for
// others spell api_key as ApiKey.
func (l *lowering) local(t ir.Type) ir.Type {
	foreign, ok := t.(ir.Foreign)
	if !ok || foreign.Package != "" || predeclared[foreign.Name] {
		return t
	}
	schemas := l.doc.Cursor().Child("components").Child("schemas")
	name := foreign.Name
	if !schemas.Has(name) {
		same := slices.DeleteFunc(schemas.Node.Keys(), func(key string) bool { return folded(key) != folded(name) })
		if len(same) != 1 {
			return t
		}
		name = same[0]
	}
	if _, mapped := l.mapping.Schemas[name]; !mapped {
		l.declare(schemas.Child(name))
		foreign.Of = l.decls[place(schemas.Child(name))]
	}
	return foreign
}

// folded is a name without what spellings differ in.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// kindOf is the JSON type of a schema, "" where it has several or none.
func (l *lowering) kindOf(cur spec.Cursor) string {
	if kinds := l.flatten(cur).kinds(); len(kinds) == 1 {
		return kinds[0]
	}
	return ""
}

// unusedRows reports the rows of the mapping that nothing in the document is for.
func (l *lowering) unusedRows() {
	report := func(subject string, rows map[string]MappedType, known []string) {
		for _, key := range slices.Sorted(maps.Keys(rows)) {
			if l.rows[subject+" "+key] {
				continue
			}
			d := rows[key].At
			d.Code, d.Message = diag.UnusedMapping, fmt.Sprintf("the document has no %s %s for this mapping", subject, key)
			if near := diag.Nearest(key, known); near != "" && near != key {
				d.Hint = "did you mean " + near + "?"
			}
			l.ds.Add(d)
		}
	}
	report("format", l.mapping.Formats, nil)
	report("schema", l.mapping.Schemas, l.doc.Cursor().Child("components").Child("schemas").Node.Keys())
}

var goTypeText = regexp.MustCompile(`^((?:\*|\[\]|map\[string\])*)(?:([\pL_][\pL\d_]*)\.)?([\pL_][\pL\d_]*|interface\{\})$`)

// standard are packages that need no import, for everybody knows their path.
var standard = map[string]string{"big": "math/big", "json": "encoding/json", "mail": "net/mail", "net": "net", "netip": "net/netip", "time": "time", "url": "net/url"}

var predeclared = words(`
	any bool byte float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr`)

// GoType is the type that is written as text, with the import path of its
// package, for values of a JSON type. Types that are ours go the way of ours:
// an integer is an int, a time.Time for an integer counts seconds.
func GoType(text, path, kind string) (ir.Type, error) {
	m := goTypeText.FindStringSubmatch(text)
	if m == nil {
		return nil, fmt.Errorf("`%s` is no type that can be mapped to: write Name or pkg.Name, with *, [] or map[string] in front if need be", text)
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
		return nil, fmt.Errorf("`%s` does not say what its package is called: write name.%s", text, t.Name)
	case token.IsKeyword(t.Package), t.Package == "_", !token.IsExported(t.Name) && (t.Package != "" || !predeclared[t.Name]):
		return nil, fmt.Errorf("`%s` is no type of Go, and not exported", text)
	case strings.ContainsAny(t.Path, " \t\r\n\"`\\"):
		return nil, errors.New("`" + t.Path + "` is no import path")
	}
	if own := ownType(t); own != nil {
		return own, nil
	}
	return t, nil
}

// ownType is the type of ours that a foreign one is for its JSON type, or nil.
func ownType(t ir.Foreign) ir.Type {
	name := t.Prefix + t.Name
	if t.Path != "" {
		name = t.Prefix + t.Path + "." + t.Name
	}
	if name == "encoding/json.RawMessage" {
		return ir.Any{}
	}
	switch t.JSON + " " + name {
	case "string string":
		return ir.String{}
	case "string []byte":
		return ir.Bytes{}
	case "string time.Time":
		return ir.Time{}
	case "string CivilDate":
		return ir.Date{}
	case "integer int":
		return ir.Integer{}
	case "integer uint":
		return ir.Integer{Unsigned: true}
	case "integer time.Time":
		return ir.UnixTime{}
	case "number float32":
		return ir.Number{Bits: 32}
	case "number float64":
		return ir.Number{Bits: 64}
	case "number encoding/json.Number":
		return ir.Decimal{}
	case "boolean bool":
		return ir.Boolean{}
	}
	if integer, ok := integerFormats[name]; ok && t.JSON == "integer" {
		return integer
	}
	return nil
}
