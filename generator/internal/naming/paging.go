package naming

import (
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
)

// paging names the functions over the pages of an operation. Their names are reserved for
// every operation: see plannedOperationSuffixes.
func (a *assignment) paging(op *ir.Operation) {
	if op.Paging == nil {
		return
	}
	method := a.names.Operation(op)
	for i := range op.Paging.Functions {
		f := &op.Paging.Functions[i]
		a.nameEntry(a.pkg, claim{
			part: f, want: method + pagingSuffixes[f.Kind], suffix: "Func", what: "a function over the pages of " + method, doc: op.Doc,
		}, a.names.blocks[op], identity.PagingFunction(f.Kind))
	}
	record(a.names.blocks[op], "", identity.Paging(op.Paging))
}

// pagingSuffixes end the names of the functions over pages.
var pagingSuffixes = map[ir.PagingKind]string{ir.AllItems: "All", ir.AllPages: "Pages", ir.NextPage: "Next"}
