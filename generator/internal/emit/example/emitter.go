// Package example writes a runnable example of each operation.
package example

import (
	"github.com/peergen/peergen/generator/internal/emit/operation"
	"github.com/peergen/peergen/generator/internal/gocode"
)

// Emitter writes examples.
type Emitter struct{ *operation.Emitter }

// New returns an emitter of examples.
func New(e *operation.Emitter) *Emitter { return &Emitter{e} }

// NewFile returns an empty file for examples. They have local variables that
// would hide a package of the same name.
func NewFile(p *gocode.Package, importPath string) *gocode.File {
	return p.NewTestFile(importPath, "generated", "accept", "choose", "client", "ctx", "err", "h", "handler", "handlers", "receiver", "server", "stop", "stream", "yield")
}
