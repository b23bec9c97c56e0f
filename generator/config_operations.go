package generator

import (
	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/lower"
)

// OperationOptions are what a document does not have of an operation.
type OperationOptions struct {
	// Idempotent is whether a request may be sent again if its outcome is unknown. If it
	// is nil, the method of the operation decides.
	Idempotent *bool

	at diag.Diagnostic // position of the key in a gen.yaml
}

var operationKeys = []string{"idempotent"}

const operationsHint = "write `operations: {createPet: {idempotent: true}}`"

// operations reads the options of operations by operationId, or by method and path.
func (r *configReader) operations(node *yaml.Node) map[string]OperationOptions {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.MappingNode {
		r.report(node, "expected a mapping from operationIds to options, found "+kindOf(node), operationsHint)
		return nil
	}
	out := map[string]OperationOptions{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := resolve(node.Content[i]), resolve(node.Content[i+1])
		if _, seen := out[key.Value]; seen {
			r.report(key, key.Value+" is a duplicate key", "remove one of them")
			continue
		}
		options := OperationOptions{at: r.at(key)}
		if m := r.members(value, operationKeys...); m["idempotent"] != nil {
			idempotent := r.boolean(m["idempotent"])
			options.Idempotent = &idempotent
		}
		out[key.Value] = options
	}
	return out
}

// lowerOperations returns the options of operations for lowering.
func (opt Options) lowerOperations() map[string]lower.OperationOptions {
	out := map[string]lower.OperationOptions{}
	for id, options := range opt.Operations {
		out[id] = lower.OperationOptions{Idempotent: options.Idempotent, At: options.at}
	}
	return out
}
