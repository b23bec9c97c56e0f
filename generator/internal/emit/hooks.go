package emit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// family is the word in names of Go that tells the operations of hooks from
// those of the API: Client, WebhookClient, CallbackClient.
func family(op *ir.Operation) string {
	switch {
	case op.Hook == nil:
		return ""
	case op.Hook.Callback == nil:
		return "Webhook"
	}
	return "Callback"
}

// handlersType is the type of what serves an operation.
func handlersType(op *ir.Operation) string {
	if word := family(op); word != "" {
		return strings.ToLower(word) + "Handlers"
	}
	return "handlers"
}

// isLenient reports whether the server of an operation reads as a client does. The
// receiver of a hook has no say in what the API sends, and the API may have learned
// a value since; to refuse it would turn an additive change into a failure.
func isLenient(op *ir.Operation) bool { return op.Hook != nil }

// receivedElement is element for what a server reads.
func (e *emitter) receivedElement(v ir.Value, lenient bool) *jen.Statement {
	if lenient {
		return e.rt("leniently").Index(e.types.Elem(v)).Call(e.element(v))
	}
	return e.element(v)
}

// receivedParser is the function of the runtime by which a server reads a scalar
// from text.
func (e *emitter) receivedParser(v ir.Value, lenient bool) jen.Code {
	if lenient {
		return e.lenientParser(v)
	}
	return e.strictParser(v)
}

// hooks are all webhooks, or all callbacks: what has an interface, a client and
// handlers of its own.
type hooks struct {
	Word, Singular, Plural string
	Hooks                  []*ir.Hook
	Operations             []*ir.Operation
}

// Example is an operation to show calls with.
func (h hooks) Example() *ir.Operation { return h.Operations[0] }

// hooks are those of the document, of either kind only where there are any.
func (e *emitter) hooks() []hooks {
	var out []hooks
	for _, word := range []string{"Webhook", "Callback"} {
		group := hooks{Word: word, Singular: strings.ToLower(word), Plural: strings.ToLower(word) + "s"}
		for _, op := range e.api.Operations {
			if family(op) == word {
				group.Operations = append(group.Operations, op)
			}
		}
		for _, hook := range e.api.Hooks {
			if family(hook.Operations[0]) == word {
				group.Hooks = append(group.Hooks, hook)
			}
		}
		if len(group.Hooks) > 0 {
			out = append(out, group)
		}
	}
	return out
}

// hookInterfaces are what senders and receivers of hooks share.
func (e *emitter) hookInterfaces(f *gocode.File) {
	for _, group := range e.hooks() {
		e.operationsInterface(f, group.Word+"API", fmt.Sprintf(
			"%[1]sAPI is the %[2]s of the document: operations that the API calls, and its users serve. A *%[1]sClient implements it by calling a receiver; New%[1]sHandlers serves whatever implements it.",
			group.Word, group.Plural), group.Operations)
	}
}

// hookClients are the senders.
func (e *emitter) hookClients(f *gocode.File) {
	for _, group := range e.hooks() {
		e.template(f, "hookclient.go.tmpl", group)
		for _, op := range group.Operations {
			f.Add(e.clientMethod(op))
		}
	}
}

// ClientDoc says what a client of such hooks calls.
func (h hooks) ClientDoc() string {
	text := fmt.Sprintf("%sClient calls %s over HTTP: the URL of WithBaseURL as it stands, its query included", h.Word, h.Plural)
	below := func(op *ir.Operation) bool { return op.Path != "" || op.Query != "" }
	if slices.ContainsFunc(h.Operations, below) {
		text += ", with what the document adds to it"
	}
	return text + ". It is safe for concurrent use."
}

// hookServers are the receivers.
func (e *emitter) hookServers(f *gocode.File) {
	for _, group := range e.hooks() {
		f.Add(e.handlersStruct(group))
		e.template(f, "hookserver.go.tmpl", group)
		for _, hook := range group.Hooks {
			f.Add(e.routesOf("routes"+e.names.Hook(hook), hook.Operations))
		}
		for _, op := range group.Operations {
			f.Add(e.handler(op))
		}
		for _, op := range group.Operations {
			f.Add(e.unimplemented(op))
		}
	}
}

func (e *emitter) handlersStruct(group hooks) jen.Code {
	fields := make([]jen.Code, 0, len(group.Hooks))
	for _, hook := range group.Hooks {
		fields = append(fields, jen.Add(gocode.Doc(about(e.names.Hook(hook), hook.Doc, "serves "+e.hookFacts(hook)+"."), e.servesToo(hook))).
			Id(e.names.Hook(hook)).Qual("net/http", "Handler"))
	}
	doc := fmt.Sprintf("%sHandlers are the receivers of %s. Each answers at whatever path it is mounted.", group.Word, group.Plural)
	return jen.Id(gocode.Comment(doc)).Line().Type().Id(group.Word + "Handlers").Struct(fields...)
}

func (e *emitter) servesToo(hook *ir.Hook) string {
	if firstText(hook.Doc) == "" {
		return ""
	}
	return "It serves " + e.hookFacts(hook) + "."
}

// hookFacts is a hook in words: POST and PUT of the webhook newPet.
func (e *emitter) hookFacts(hook *ir.Hook) string {
	methods := make([]string, 0, len(hook.Operations))
	for _, op := range hook.Operations {
		methods = append(methods, op.Method)
	}
	return listed(methods) + " of " + e.hookWords(hook)
}

// hookWords says what hook it is: the webhook newPet, the callback onEvent of
// Subscribe.
func (e *emitter) hookWords(hook *ir.Hook) string {
	if hook.Callback == nil {
		return "the webhook " + gocode.OneLine(hook.Key)
	}
	var of []string
	for _, op := range hook.Callback.Of {
		of = append(of, e.names.Operation(op))
	}
	return "the callback " + gocode.OneLine(hook.Key) + " of " + listed(of)
}

func listed(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// verb introduces called: an operation of the API is there to be called.
func verb(op *ir.Operation) string {
	if op.Hook == nil {
		return "calls "
	}
	return "is "
}

// called is what an operation is: POST /pets; the POST of the callback onEvent of
// Subscribe, to {$request.body#/url}/events.
func (e *emitter) called(op *ir.Operation) string {
	switch {
	case op.Hook == nil && op.Server != nil:
		return op.Method + " " + op.Path + " of " + gocode.OneLine(cmp.Or(op.Server.URL, "/"))
	case op.Hook == nil:
		return op.Method + " " + op.Path
	case op.Hook.Callback == nil:
		return "the " + op.Method + " of " + e.hookWords(op.Hook)
	}
	return "the " + op.Method + " of " + e.hookWords(op.Hook) + ", to " + gocode.OneLine(op.Hook.Callback.Address)
}

// baseURLFact says what a callback's base URL is: the field that holds it, as
// far as the document leads to one, else the expression.
func (e *emitter) baseURLFact(op *ir.Operation) string {
	if op.Hook == nil || op.Hook.Callback == nil {
		return ""
	}
	base := op.Hook.Callback.Base
	if !strings.Contains(base, "$") {
		return ""
	}
	var fields []string
	for _, parent := range op.Hook.Callback.Of {
		if field := e.addressField(parent, strings.Trim(base, "{}")); field != "" && !slices.Contains(fields, field) {
			fields = append(fields, field)
		}
	}
	if len(fields) < len(op.Hook.Callback.Of) {
		return "Its base URL is what " + gocode.OneLine(base) + " stands for."
	}
	return "Its base URL is " + strings.Join(fields, ", or ") + "."
}
