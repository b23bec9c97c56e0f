package lower

import (
	"github.com/peergen/peergen/generator/internal/bind"
	"github.com/peergen/peergen/generator/internal/hold"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/decls"
	"github.com/peergen/peergen/generator/internal/lower/paging"
	"github.com/peergen/peergen/generator/internal/lower/types"
)

// fact is what a pass leaves for later ones.
type fact string

const (
	servers      fact = "servers"           // ir.API.Servers
	baseURL      fact = "base URL"          // ir.API has the default server and its base path
	schemes      fact = "security schemes"  // lowering.schemes
	endpoints    fact = "endpoints"         // lowering.endpoints: all operations with their place
	operationIDs fact = "operation ids"     // ir.Operation.ID; names of inline types start with them
	components   fact = "components"        // each component schema is declared or mapped to a Go type
	operations   fact = "operations"        // ir.API has all operations; all schemas in use are declared
	variants     fact = "variants"          // each ir.Union has its variants and what distinguishes them
	noAliases    fact = "no inline aliases" // only components are aliases
	bound        fact = "bound types"       // ir.Decl.Earlier
	objectChecks fact = "object checks"     // structs and tuples have their constraints
	heldTypes    fact = "held types"        // what importers use has the Go type of the lock, where that is possible
	noUnused     fact = "no unused types"   // each inline declaration is referred to
	uniqueTypes  fact = "unique types"      // inline types that repeat each other are one declaration
	bodyTypes    fact = "body types"        // contents of bodies are grouped by Go type
	resultTypes  fact = "result types"      // ir.Operation.Bodies
	headers      fact = "headers"           // ir.Operation.Headers
	errorTypes   fact = "error types"       // ir.API.Errors
	pagings      fact = "pagings"           // ir.Operation.Paging
)

// pass is a step of [API]. A test checks that an earlier pass leaves what a pass needs.
type pass struct {
	name   string
	needs  []fact
	leaves []fact
	run    func(*lowering)
}

var passes = []pass{
	{"read servers", nil, []fact{servers}, (*lowering).servers},
	{"decide the default server", []fact{servers}, []fact{baseURL}, (*lowering).defaultServer},
	{"read security schemes", nil, []fact{schemes}, (*lowering).securitySchemes},
	{"find endpoints", nil, []fact{endpoints}, (*lowering).findEndpoints},
	{"decide operation ids", []fact{endpoints}, []fact{operationIDs}, (*lowering).operationIDs},
	{"lower component schemas", []fact{operationIDs}, []fact{components}, onTypes((*types.Builder).Components)},
	{"lower operations", []fact{baseURL, schemes, endpoints, operationIDs, components}, []fact{operations}, (*lowering).operations},
	{"name servers", []fact{baseURL, endpoints, operations}, nil, (*lowering).namedServers},
	{"report unused options", []fact{operations}, nil, (*lowering).reportUnusedOptions},
	{"decide variants", []fact{operations}, []fact{variants}, onTypes((*types.Builder).DecideVariants)},
	{"check defaults", []fact{variants}, nil, (*lowering).checkDefaults},
	{"inline aliases", []fact{variants}, []fact{noAliases}, onAPI(decls.InlineAliases)},
	{"check objects", []fact{variants, noAliases}, []fact{objectChecks}, onTypes((*types.Builder).CheckObjects)},
	{"find unused components", []fact{operations, objectChecks}, nil, onTypes((*types.Builder).FindUnused)},
	{"report unused mappings", []fact{operations}, nil, onTypes((*types.Builder).ReportUnusedMappings)},
	{"report unsupported keywords", []fact{operations, objectChecks}, nil, onTypes((*types.Builder).ReportKeywords)},
	{"report required cycles", []fact{noAliases}, nil, (*lowering).reportRequiredCycles},
	{"bind types to the lock", []fact{variants, noAliases}, []fact{bound}, (*lowering).bindTypes},
	{"hold earlier types", []fact{bound, variants, noAliases, objectChecks}, []fact{heldTypes}, (*lowering).holdTypes},
	{"drop unused types", []fact{variants, noAliases, objectChecks, heldTypes}, []fact{noUnused}, onAPI(decls.DropUnused)},
	{"merge repeated types", []fact{heldTypes, objectChecks, noUnused}, []fact{uniqueTypes}, onAPI(decls.MergeRepeated)},
	{"find overlaps", []fact{variants, uniqueTypes}, nil, onTypes((*types.Builder).FindOverlaps)},
	{"group bodies by type", []fact{uniqueTypes}, []fact{bodyTypes}, onAPI(bodyChoices)},
	{"group results by type", []fact{bodyTypes}, []fact{resultTypes}, onAPI(groupResults)},
	{"hold default statuses", []fact{resultTypes}, nil, (*lowering).holdDefaultStatuses},
	{"collect headers", []fact{uniqueTypes}, []fact{headers}, onAPI(collectHeaders)},
	{"collect error types", []fact{bodyTypes}, []fact{errorTypes}, onAPI(collectErrorTypes)},
	{"find what pages", []fact{endpoints, resultTypes}, []fact{pagings}, (*lowering).findPaging},
	{"check examples of fakes", []fact{uniqueTypes}, nil, (*lowering).checkFakeExamples},
	{"report error bodies that servers cannot fill", []fact{bodyTypes}, nil, (*lowering).reportUnfilled},
}

func (l *lowering) bindTypes() { bind.Apply(l.API, l.earlier, l.ds) }

func (l *lowering) findPaging() {
	in := paging.Input{Rules: l.rules, Identities: identity.New(l.API, l.earlier), Diagnose: l.ds}
	for _, s := range l.endpoints {
		in.Operations = append(in.Operations, paging.Operation{Operation: s.out, Cursor: s.cur})
	}
	paging.Apply(in)
}

func (l *lowering) holdTypes() { hold.Apply(l.API, l.earlier, l.ds) }

func (l *lowering) holdDefaultStatuses() { hold.DefaultStatuses(l.API, l.earlier, l.ds) }

func (l *lowering) reportRequiredCycles() { decls.ReportRequiredCycles(l.API, l.ds) }

// onAPI is a pass over the IR alone.
func onAPI(run func(*ir.API)) func(*lowering) { return func(l *lowering) { run(l.API) } }

// onTypes is a pass over the schemas and the types made of them.
func onTypes(run func(*types.Builder)) func(*lowering) {
	return func(l *lowering) { run(l.Builder) }
}
