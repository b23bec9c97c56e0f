// Package media writes how bodies are sent and received, by their content types.
package media

import "github.com/peergen/peergen/generator/internal/emit/param"

// Emitter writes bodies.
type Emitter struct{ *param.Emitter }

// New returns an emitter of bodies.
func New(e *param.Emitter) *Emitter { return &Emitter{e} }
