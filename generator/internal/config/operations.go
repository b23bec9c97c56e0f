package config

import (
	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/lower"
)

// OperationKeys are the keys of an operation.
var OperationKeys = []string{"idempotent"}

const operationsHint = "write `operations: {createPet: {idempotent: true}}`"

// Operations reads the options of operations by operationId, or by method and path.
func (r *Reader) Operations(node *yaml.Node) map[string]lower.OperationOptions {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.MappingNode {
		r.Report(node, "expected a mapping from operationIds to options, found "+KindOf(node), operationsHint)
		return nil
	}
	out := map[string]lower.OperationOptions{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := Resolve(node.Content[i]), Resolve(node.Content[i+1])
		if _, seen := out[key.Value]; seen {
			r.Report(key, key.Value+" is a duplicate key", "remove one of them")
			continue
		}
		options := lower.OperationOptions{At: r.At(key)}
		if m := r.Members(value, OperationKeys...); m["idempotent"] != nil {
			idempotent := r.Boolean(m["idempotent"])
			options.Idempotent = &idempotent
		}
		out[key.Value] = options
	}
	return out
}
