package config

import (
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/lower/types"
)

// TypeMapping replaces the Go types of formats and schemas.
type TypeMapping struct {
	// Formats maps a format ("uuid"), a type and format ("string/uuid"), or a type
	// without a format ("integer") to a Go type.
	Formats map[string]GoType
	// Schemas maps names of components.schemas to Go types. The generated package
	// does not declare these schemas.
	Schemas map[string]GoType
}

// GoType is a Go type: "string", "[]byte", or an exported type of a package.
type GoType struct {
	Type   string // with the name of its package: "uuid.UUID"
	Import string // import path of the package; not needed for the standard library

	// At and TypeAt are the positions of the key and of Type in a gen.yaml.
	At, TypeAt diag.Diagnostic `json:"-"`
}

const goTypeHint = "write `uuid: {type: uuid.UUID, import: github.com/google/uuid}`"

// CheckTypes reports types of a mapping that cannot be used. The mapping can be nil.
func CheckTypes(m *TypeMapping, ds *diag.List) {
	if m == nil {
		return
	}
	for _, rows := range []map[string]GoType{m.Formats, m.Schemas} {
		for _, key := range slices.Sorted(maps.Keys(rows)) {
			t := rows[key]
			if _, err := types.GoType(t.Type, t.Import, ""); err != nil {
				d := t.TypeAt
				d.Code, d.Message, d.Hint = diag.BadConfig, err.Error(), goTypeHint
				ds.Add(d)
			}
		}
	}
}

// Types returns a mapping as lowering reads it. The mapping can be nil.
func Types(m *TypeMapping) *types.Mapping {
	if m == nil {
		return nil
	}
	convert := func(given map[string]GoType) map[string]types.MappedType {
		rows := map[string]types.MappedType{}
		for key, t := range given {
			rows[key] = types.MappedType{Type: t.Type, Import: t.Import, At: t.At}
		}
		return rows
	}
	return &types.Mapping{Formats: convert(m.Formats), Schemas: convert(m.Schemas)}
}

// The keys of a type mapping, and of a Go type in it.
var (
	TypeMappingKeys = []string{"formats", "schemas"}
	GoTypeKeys      = []string{"type", "import"}
)

// TypeMapping reads the type-mapping of a target.
func (r *Reader) TypeMapping(node *yaml.Node) *TypeMapping {
	if node == nil {
		return nil
	}
	m := r.Members(node, TypeMappingKeys...)
	mapping := &TypeMapping{Formats: r.goTypes(m["formats"]), Schemas: r.goTypes(m["schemas"])}
	CheckTypes(mapping, r.Diagnostics)
	return mapping
}

// goTypes reads a mapping from names to Go types. Types with a reported error
// are left out.
func (r *Reader) goTypes(node *yaml.Node) map[string]GoType {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.MappingNode {
		r.Report(node, "expected a mapping from names to Go types, found "+KindOf(node), goTypeHint)
		return nil
	}
	types := map[string]GoType{}
	seen := map[string]bool{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := Resolve(node.Content[i]), Resolve(node.Content[i+1])
		if seen[key.Value] {
			r.Report(key, key.Value+" is a duplicate key", "remove one of them")
			continue
		}
		seen[key.Value] = true
		m := r.Members(value, GoTypeKeys...)
		if m == nil {
			continue
		}
		if m["type"] == nil {
			r.Report(key, key.Value+" has no type", goTypeHint)
			continue
		}
		t := GoType{Type: r.Text(m["type"]), Import: r.Text(m["import"]), At: r.At(key), TypeAt: r.At(m["type"])}
		if t.Type != "" {
			types[key.Value] = t
		}
	}
	return types
}
