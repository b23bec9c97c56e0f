package naming

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// family is what an operation belongs to. The operations of an earlier family
// choose their names first; one of a later family that finds its name taken has the
// word of its family behind it.
type family int

const (
	served family = iota
	webhook
	callback
)

func familyOf(h *ir.Hook) family {
	switch {
	case h == nil:
		return served
	case h.Callback == nil:
		return webhook
	}
	return callback
}

func (f family) word() string { return [...]string{"Operation", "Webhook", "Callback"}[f] }

// operations names methods and the types that belong to each operation. Methods
// are unique in the package, although webhooks and callbacks have separate
// interfaces: names of types are derived from them.
func (a *assignment) operations() {
	ops := sorted(a.api.Operations, func(x, y *ir.Operation) int {
		return cmp.Or(cmp.Compare(familyOf(x.Hook), familyOf(y.Hook)), trueFirst(!x.Anonymous, !y.Anonymous))
	})
	for _, op := range ops {
		earlier, key := a.identities.EarlierOperation(op), a.identities.Operation(op)
		a.nameBlock(a.methods, claim{
			part: op, want: cmp.Or(Exported(op.ID), "Operation"), suffix: familyOf(op.Hook).word(),
			what: "operation " + operationWords(op), doc: op.Doc, hint: hintOperation,
		}, earlier, func(string) lock.Key { return key })
		a.reportMoved(op, earlier)
		if !op.Anonymous {
			record(a.names.blocks[op], "", identity.OperationID(op.ID))
		}
		a.derived(op, params, "Params", "Struct", "the parameters", lock.Key{Kind: lock.Params})
		a.body(op, a.params(op))
		a.results(op)
		a.paging(op)
	}
	for _, op := range ops {
		for _, suffix := range plannedOperationSuffixes {
			a.pkg.reserve(a.names.Operation(op) + suffix)
		}
	}
}

// operationWords is an operation in words: its id, else its method and path.
func operationWords(op *ir.Operation) string {
	if op.Anonymous {
		return op.Method + " " + op.Path
	}
	return op.ID
}

// reportMoved reports that an operation keeps its name although its method, its path or
// its operationId is another one than in the lock.
func (a *assignment) reportMoved(op *ir.Operation, earlier *lock.Block) {
	name := a.names.Operation(op)
	if from, ok := a.identities.Moved(op); ok {
		a.names.record.Replaces(from)
		a.report(diag.Moved, op.Doc, "operation "+op.ID+" is still "+name+" in Go: it was "+from.ID+" "+from.Sub, hintNone)
		return
	}
	if earlier == nil || op.Anonymous || earlier.Get(identity.OperationID(op.ID)) != nil {
		return
	}
	for _, e := range earlier.Entries() {
		if e.Kind == lock.OperationID && !e.Gone {
			a.report(diag.Moved, op.Doc, "operation "+op.ID+" is still "+name+" in Go: its operationId was "+e.ID,
				"`"+lock.Command(a.ds.EditFlags, "rename", lock.Identity(earlier, nil), Exported(op.ID), "--break")+"` renames it; services that have "+name+" must be edited")
		}
	}
}

// derived names a type that belongs to an operation. A component that has the name
// keeps it.
func (a *assignment) derived(op *ir.Operation, r role, ending, suffix, what string, key lock.Key) {
	a.nameEntry(a.pkg, a.derivedClaim(op, op, r, ending, suffix, what), a.names.blocks[op], key)
}

func (a *assignment) derivedClaim(op *ir.Operation, part any, r role, ending, suffix, what string) claim {
	method := a.names.Operation(op)
	return claim{part: part, role: r, want: method + ending, suffix: suffix, what: "the type of " + what + " of " + method, doc: op.Doc}
}

// params names the fields of a params struct, and returns their scope. Of two parameters with one name the
// one in the path keeps it; the location follows the others: IDQuery.
func (a *assignment) params(op *ir.Operation) *scope {
	names := newScope(paramsMethods)
	keepEntries(names, a.names.blocks[op].earlier, map[lock.Kind]spelling{lock.Param: asIs, lock.Body: asIs})
	names.reserve(paramsFields...)
	earlier := identity.EarlierParams(op, a.names.blocks[op].earlier)
	for _, p := range op.RetiredParams {
		earlier[p] = identity.Param(p)
	}
	for _, p := range sorted(slices.Concat(op.Params, op.RetiredParams), func(x, y *ir.Param) int {
		return cmp.Or(trueFirst(x.Given != "", y.Given != ""), trueFirst(x.In == ir.InPath, y.In == ir.InPath))
	}) {
		a.nameEntryAs(names, claim{
			part: p, want: cmp.Or(p.Given, Exported(p.Name), "Param"), suffix: capitalize(word(p.In)), given: p.Given != "",
			what: string(p.In) + " parameter " + p.Name + " of " + a.names.Operation(op), doc: p.Doc, hint: hintGoName,
		}, a.names.blocks[op], []lock.Key{earlier[p]}, identity.Param(p))
	}
	return names
}

// body names the fields of the request body in a params struct: Body for the first
// declared content type, BodyForm or BodyCSV for others of another Go type. A
// parameter keeps a name that both want, and so does a content type of the lock.
func (a *assignment) body(op *ir.Operation, fields *scope) {
	if op.Body == nil {
		return
	}
	b := a.names.blocks[op]
	first := !slices.ContainsFunc(b.earlier.Entries(), func(e *lock.Entry) bool { return e.Kind == lock.Body && e.Name == bodyFieldName })
	for i, choice := range op.Body.Choices {
		keys := identity.Bodies(choice)
		if i == 0 && first {
			a.names.set(choice, itself, bodyFieldName)
			record(b, bodyFieldName, keys...)
			continue
		}
		mediaType := choice.Contents[0].Type
		a.nameEntry(fields, claim{
			part: choice, want: bodyFieldName + mediaWord(mediaType), suffix: "Content",
			what: "the " + mediaType + " request body of " + a.names.Operation(op), doc: op.Body.Doc,
		}, b, keys...)
	}
}

// results names the struct with the headers of an operation, and, if its results have
// several Go types, the interface over them and the type around each. That of the
// lowest status is called after its content type only, so that it keeps its name
// whatever status is added: GetPetJSON, GetPetCSV, GetPet202, GetPet202CSV.
func (a *assignment) results(op *ir.Operation) {
	if len(op.Headers)+len(op.RetiredHeaders) > 0 {
		a.derived(op, headers, "Headers", "Struct", "the headers", lock.Key{Kind: lock.Headers})
		a.headers(slices.Concat(op.Headers, op.RetiredHeaders), a.names.blocks[op], headersMethods)
	}
	if len(op.Bodies) < 2 {
		return
	}
	a.derived(op, result, "Result", "Union", "the results", lock.Key{Kind: lock.Results})
	for _, b := range op.Bodies {
		word := resultWord(op, b)
		a.nameEntry(a.pkg, a.derivedClaim(op, b, itself, word, "Result", "the "+word+" result"), a.names.blocks[op], identity.ResultBodies(b)...)
	}
}

// resultWord is what distinguishes one of several results: the status, unless it is
// the lowest one, and the content type.
func resultWord(op *ir.Operation, b *ir.ResultBody) string {
	status, word := b.First().Status, choiceWord(b.First().Contents)
	if status == op.Bodies[0].First().Status {
		return word
	}
	alone := !slices.ContainsFunc(op.Results, func(other *ir.Response) bool { return other != b.First() && other.Status == status })
	if word == "JSON" || alone && b.First().Contents[0].Format == ir.JSON {
		return statusName(status)
	}
	return statusName(status) + word
}

// statusName is the status as it ends an identifier: 201, 4XX, Default.
func statusName(s ir.Status) string {
	switch {
	case s.IsDefault():
		return "Default"
	case s.Code == 0:
		return string(rune('0'+s.Class)) + "XX"
	}
	return strconv.Itoa(s.Code)
}

// hooks names the handlers: fields of one struct for webhooks and of another one
// for callbacks.
func (a *assignment) hooks() {
	for _, h := range a.api.Hooks {
		word, key := familyOf(h).word(), identity.Hook(h)
		a.nameBlock(a.hookFields[familyOf(h)], claim{
			part: h, want: cmp.Or(Exported(h.ID), word), suffix: word, what: "the handler of " + h.Key, doc: h.Doc,
		}, a.earlier.Block(key), func(string) lock.Key { return key })
	}
}
