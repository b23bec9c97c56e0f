package emit

import (
	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/naming"
)

// Runtime has the identifiers of the runtime.
func Runtime() naming.Runtime {
	return naming.Runtime{Package: bundle.Names(), Members: bundle.Members()}
}
