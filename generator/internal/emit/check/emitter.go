// Package check writes the checks of constraints: Validate and what it calls.
package check

import "github.com/peergen/peergen/generator/internal/emit/model"

// Emitter writes checks.
type Emitter struct {
	*model.Emitter
	patterns   []string // regular expressions, see patternName
	rawSchemas []string // schemas of raw JSON, see rawSchemaName
}

// New returns an emitter of checks.
func New(e *model.Emitter) *Emitter { return &Emitter{Emitter: e} }
