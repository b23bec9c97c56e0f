package naming

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/ir"
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
	methods := newScope(operationMethods, standardMethods)
	ops := sorted(a.api.Operations, func(x, y *ir.Operation) int {
		return cmp.Or(cmp.Compare(familyOf(x.Hook), familyOf(y.Hook)), trueFirst(!x.Anonymous, !y.Anonymous), cmp.Compare(x.ID, y.ID), cmp.Compare(x.Method, y.Method), cmp.Compare(x.Path, y.Path))
	})
	for _, op := range ops {
		want := cmp.Or(Exported(op.ID), "Operation")
		name := methods.claim(want, familyOf(op.Hook).word())
		a.names.set(op, itself, name)
		a.renamed("operation "+operationWords(op), want, name, op.Doc, hintOperation)
		a.names.set(op, params, a.derived(op, name+"Params", "Struct", "the parameters"))
		a.body(op, a.params(op))
		a.results(op)
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

// derived claims the name of a type that belongs to an operation. A component that
// has the name keeps it.
func (a *assignment) derived(op *ir.Operation, want, suffix, what string) string {
	name := a.pkg.claim(want, suffix)
	a.renamed("the type of "+what+" of "+a.names.Operation(op), want, name, op.Doc, hintNone)
	return name
}

// params names the fields of a params struct, and returns their scope. Of two parameters with one name the
// one in the path keeps it; the location follows the others: IDQuery.
func (a *assignment) params(op *ir.Operation) scope {
	names := newScope(paramsFields, paramsMethods)
	for _, p := range sorted(slices.Concat(op.Params, op.RetiredParams), func(x, y *ir.Param) int {
		return cmp.Or(trueFirst(x.Given != "", y.Given != ""), trueFirst(x.In == ir.InPath, y.In == ir.InPath), cmp.Compare(x.Name, y.Name), cmp.Compare(x.In, y.In))
	}) {
		want := cmp.Or(p.Given, Exported(p.Name), "Param")
		name := names.claim(want, capitalize(word(p.In)))
		a.names.set(p, itself, name)
		a.renamed(string(p.In)+" parameter "+p.Name+" of "+a.names.Operation(op), want, name, p.Doc, hintGoName)
	}
	return names
}

// body names the fields of the request body in a params struct: Body for the first
// declared content type, BodyForm or BodyCSV for others of another Go type. A
// parameter keeps a name that both want.
func (a *assignment) body(op *ir.Operation, fields scope) {
	if op.Body == nil {
		return
	}
	a.names.set(op.Body.Choices[0], itself, bodyFieldName)
	for _, choice := range sorted(op.Body.Choices[1:], func(x, y *ir.Choice) int { return cmp.Compare(x.Contents[0].Type, y.Contents[0].Type) }) {
		mediaType := choice.Contents[0].Type
		want := bodyFieldName + mediaWord(mediaType)
		name := fields.claim(want, "Content")
		a.names.set(choice, itself, name)
		a.renamed("the "+mediaType+" request body of "+a.names.Operation(op), want, name, op.Body.Doc, hintNone)
	}
}

// results names the struct with the headers of an operation, and, if its results have
// several Go types, the interface over them and the type around each. That of the
// lowest status is called after its content type only, so that it keeps its name
// whatever status is added: GetPetJSON, GetPetCSV, GetPet202, GetPet202CSV.
func (a *assignment) results(op *ir.Operation) {
	method := a.names.Operation(op)
	if len(op.Headers)+len(op.RetiredHeaders) > 0 {
		a.names.set(op, headers, a.derived(op, method+"Headers", "Struct", "the headers"))
		a.headers(slices.Concat(op.Headers, op.RetiredHeaders), headersMethods)
	}
	if len(op.Bodies) < 2 {
		return
	}
	a.names.set(op, result, a.derived(op, method+"Result", "Union", "the results"))
	for _, b := range sorted(op.Bodies, func(x, y *ir.ResultBody) int { return cmp.Compare(resultWord(op, x), resultWord(op, y)) }) {
		word := resultWord(op, b)
		a.names.set(b, itself, a.derived(op, method+word, "Result", "the "+word+" result"))
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
	scopes := map[family]scope{webhook: newScope(), callback: newScope()}
	for _, h := range sorted(a.api.Hooks, func(x, y *ir.Hook) int { return cmp.Compare(x.ID, y.ID) }) {
		word := familyOf(h).word()
		want := cmp.Or(Exported(h.ID), word)
		name := scopes[familyOf(h)].claim(want, word)
		a.names.set(h, itself, name)
		a.renamed("the handler of "+h.Key, want, name, h.Doc, hintNone)
	}
}
