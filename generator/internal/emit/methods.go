package emit

import (
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// RecordMethods adds the methods that not all types have to the record of the names.
func (e *Package) RecordMethods() {
	for _, d := range e.API.Decls {
		b := e.Names.Block(d)
		if b == nil {
			continue
		}
		if e.Validates(d) {
			b.Add(lock.Entry{Key: identity.Method(identity.Validate)})
		}
		if _, isStruct := d.Body.(*ir.Struct); isStruct && d.Component == "" && e.HasMarshalers(d) {
			b.Add(lock.Entry{Key: identity.Method(identity.MarshalJSON)})
		}
	}
}
