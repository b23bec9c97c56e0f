package generator

import (
	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/lower"
)

// typeMapping reads the Go types of formats and schemas.
func (r *configReader) typeMapping(node *yaml.Node) *TypeMapping {
	if node == nil {
		return nil
	}
	m := r.members(node, "formats", "schemas")
	return &TypeMapping{Formats: r.mappedTypes(m["formats"]), Schemas: r.mappedTypes(m["schemas"])}
}

const mappedTypeHint = "write `uuid: {type: uuid.UUID, import: github.com/google/uuid}`"

func (r *configReader) mappedTypes(node *yaml.Node) map[string]lower.MappedType {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.MappingNode {
		r.report(node, "here must be a mapping from names to Go types", mappedTypeHint)
		return nil
	}
	rows := map[string]lower.MappedType{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := resolve(node.Content[i]), resolve(node.Content[i+1])
		m := r.members(value, "type", "import")
		row := lower.MappedType{Type: r.text(m["type"]), Import: r.text(m["import"]), At: r.at(key)}
		switch _, twin := rows[key.Value]; {
		case m == nil:
		case twin:
			r.report(key, "the key "+key.Value+" is there twice", "keep one of them")
		case m["type"] == nil:
			r.report(key, key.Value+" has no type", mappedTypeHint)
		case row.Type != "":
			if _, err := lower.GoType(row.Type, row.Import, ""); err != nil {
				r.report(m["type"], err.Error(), mappedTypeHint)
			}
		}
		rows[key.Value] = row
	}
	return rows
}
