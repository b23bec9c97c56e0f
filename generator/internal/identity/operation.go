package identity

import (
	"regexp"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// Operation is the identity of an operation: its method and path.
func (t *Table) Operation(op *ir.Operation) lock.Key { return t.keys[op] }

// EarlierOperation returns the block of an operation in the lock, or nil. That of an
// operation that has moved has another identity.
func (t *Table) EarlierOperation(op *ir.Operation) *lock.Block {
	if b := t.moved[op]; b != nil {
		return b
	}
	return t.earlier.Block(t.keys[op])
}

// Moved returns the identity that the lock has for an operation which has another
// method or path now.
func (t *Table) Moved(op *ir.Operation) (from lock.Key, ok bool) {
	if b := t.moved[op]; b != nil {
		return b.Key, true
	}
	return lock.Key{}, false
}

// findKeys decides the identities of operations. Two paths that differ only in the
// names of parameters are ambiguous, but occur: the operation whose operationId the
// lock has, or else the first, has the identity, and others have their operationId in it.
func (t *Table) findKeys(api *ir.API) {
	byKey := map[lock.Key][]*ir.Operation{}
	for _, op := range api.Operations {
		key := operationKey(op)
		byKey[key] = append(byKey[key], op)
	}
	for key, ops := range byKey {
		first := ops[0]
		for _, op := range ops {
			if b := t.earlier.Block(key); b.Get(OperationID(op.ID)) != nil {
				first = op
				break
			}
		}
		for _, op := range ops {
			t.keys[op] = key
			if op != first {
				t.keys[op] = lock.Key{Kind: lock.Operation, ID: key.ID, Sub: key.Sub + " " + op.ID}
			}
		}
	}
}

func operationKey(op *ir.Operation) lock.Key {
	key := lock.Key{Kind: lock.Operation, ID: op.Method}
	switch hook := op.Hook; {
	case hook == nil && op.Query != "":
		key.Sub = op.Shape() + "?" + op.Query
	case hook == nil:
		key.Sub = op.Shape()
	case hook.Callback == nil:
		key.Sub = "webhook " + hook.Key
	default:
		key.Sub = "callback " + hook.ID
	}
	return key
}

// Path is the identity of an operation of a path, by its template: /pets/{id}.
func Path(method, template string) lock.Key {
	return lock.Key{Kind: lock.Operation, ID: method, Sub: parameter.ReplaceAllString(template, "{}")}
}

var parameter = regexp.MustCompile(`\{[^{}]*\}`)

// OperationID is the entry for the operationId of an operation.
func OperationID(id string) lock.Key { return lock.Key{Kind: lock.OperationID, ID: id} }

// findMoved finds the operations that the lock has with another method or path: the
// operationId is the same, and neither the document nor the lock has it twice.
func (t *Table) findMoved(api *ir.API) {
	if t.earlier == nil {
		return
	}
	present := map[lock.Key]bool{}
	added := map[string][]*ir.Operation{} // by operationId
	for _, op := range api.Operations {
		present[t.keys[op]] = true
		if known := t.earlier.Block(t.keys[op]); !op.Anonymous && op.Hook == nil && (known == nil || known.Gone) {
			added[op.ID] = append(added[op.ID], op)
		}
	}
	missing := map[string][]*lock.Block{}
	for _, b := range t.earlier.Blocks() {
		if b.Kind == lock.Operation && !b.Gone && !present[b.Key] {
			for _, e := range b.Entries() {
				if e.Kind == lock.OperationID && !e.Gone && len(added[e.ID]) > 0 {
					missing[e.ID] = append(missing[e.ID], b)
				}
			}
		}
	}
	for id, ops := range added {
		if blocks := missing[id]; len(ops) == 1 && len(blocks) == 1 {
			t.moved[ops[0]] = blocks[0]
		}
	}
}
