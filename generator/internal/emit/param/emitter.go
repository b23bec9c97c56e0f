// Package param writes how parameters and headers are sent and received.
package param

import (
	"github.com/peergen/peergen/generator/internal/emit/check"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Emitter writes parameters and headers.
type Emitter struct {
	*check.Emitter
	mixed map[string][]*ir.Operation // see conflictingTexts
}

// New returns an emitter of parameters.
func New(e *check.Emitter) *Emitter { return &Emitter{Emitter: e} }
