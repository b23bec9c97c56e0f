// Package operation writes operations: their types, and both sides of each call.
package operation

import (
	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Emitter writes operations.
type Emitter struct {
	*media.Emitter
	facts      target.Helpers[*ir.Operation] // the variables of operationVar
	faultNames map[*ir.Decl]string           // see faults
}

// New returns an emitter of operations.
func New(e *media.Emitter) *Emitter { return &Emitter{Emitter: e} }
