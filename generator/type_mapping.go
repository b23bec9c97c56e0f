package generator

import (
	"maps"
	"slices"

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

	at, typeAt diag.Diagnostic // positions of the key and of Type in a gen.yaml
}

const goTypeHint = "write `uuid: {type: uuid.UUID, import: github.com/google/uuid}`"

// check reports types that cannot be used.
func (m *TypeMapping) check(ds *diag.List) {
	if m == nil {
		return
	}
	for _, rows := range []map[string]GoType{m.Formats, m.Schemas} {
		for _, key := range slices.Sorted(maps.Keys(rows)) {
			t := rows[key]
			if _, err := types.GoType(t.Type, t.Import, ""); err != nil {
				d := t.typeAt
				d.Code, d.Message, d.Hint = diag.BadConfig, err.Error(), goTypeHint
				ds.Add(d)
			}
		}
	}
}

func (m *TypeMapping) lower() *types.Mapping {
	if m == nil {
		return nil
	}
	convert := func(given map[string]GoType) map[string]types.MappedType {
		rows := map[string]types.MappedType{}
		for key, t := range given {
			rows[key] = types.MappedType{Type: t.Type, Import: t.Import, At: t.at}
		}
		return rows
	}
	return &types.Mapping{Formats: convert(m.Formats), Schemas: convert(m.Schemas)}
}
