// Package example writes a runnable example of each operation.
package example

import "github.com/peergen/peergen/generator/internal/emit/operation"

// Emitter writes examples.
type Emitter struct{ *operation.Emitter }

// New returns an emitter of examples.
func New(e *operation.Emitter) *Emitter { return &Emitter{e} }
