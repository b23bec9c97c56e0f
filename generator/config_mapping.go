package generator

import "go.yaml.in/yaml/v3"

var (
	typeMappingKeys = []string{"formats", "schemas"}
	goTypeKeys      = []string{"type", "import"}
)

// typeMapping reads the type-mapping of a target.
func (r *configReader) typeMapping(node *yaml.Node) *TypeMapping {
	if node == nil {
		return nil
	}
	m := r.members(node, typeMappingKeys...)
	mapping := &TypeMapping{Formats: r.goTypes(m["formats"]), Schemas: r.goTypes(m["schemas"])}
	mapping.check(r.ds)
	return mapping
}

// goTypes reads a mapping from names to Go types. Types with a reported error
// are left out.
func (r *configReader) goTypes(node *yaml.Node) map[string]GoType {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.MappingNode {
		r.report(node, "expected a mapping from names to Go types, found "+kindOf(node), goTypeHint)
		return nil
	}
	types := map[string]GoType{}
	seen := map[string]bool{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := resolve(node.Content[i]), resolve(node.Content[i+1])
		if seen[key.Value] {
			r.report(key, key.Value+" is a duplicate key", "remove one of them")
			continue
		}
		seen[key.Value] = true
		m := r.members(value, goTypeKeys...)
		if m == nil {
			continue
		}
		if m["type"] == nil {
			r.report(key, key.Value+" has no type", goTypeHint)
			continue
		}
		t := GoType{Type: r.text(m["type"]), Import: r.text(m["import"]), at: r.at(key), typeAt: r.at(m["type"])}
		if t.Type != "" {
			types[key.Value] = t
		}
	}
	return types
}
