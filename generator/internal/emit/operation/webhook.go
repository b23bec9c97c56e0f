package operation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Hooks are all webhooks, or all callbacks: they have an interface, a client and
// handlers.
type Hooks struct {
	Word, Singular, Plural string
	Hooks                  []*ir.Hook
	Operations             []*ir.Operation
}

// Example is an operation to show calls with.
func (h Hooks) Example() *ir.Operation { return h.Operations[0] }

// Hooks are those of the document, by their kind.
func (e *Emitter) Hooks() []Hooks {
	var out []Hooks
	for _, word := range []string{"Webhook", "Callback"} {
		group := Hooks{Word: word, Singular: strings.ToLower(word), Plural: strings.ToLower(word) + "s"}
		for _, op := range e.API.Operations {
			if Family(op) == word {
				group.Operations = append(group.Operations, op)
			}
		}
		for _, hook := range e.API.Hooks {
			if Family(hook.Operations[0]) == word {
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
func (e *Emitter) hookInterfaces(f *gocode.File) {
	for _, group := range e.Hooks() {
		e.operationsInterface(f, group.Word+"API", fmt.Sprintf(
			"%[1]sAPI has the %[2]s of the document: operations that the API calls and its users serve. *%[1]sClient implements it by calling a receiver, and New%[1]sHandlers serves any implementation.",
			group.Word, group.Plural), group.Operations)
	}
}

// hookClients are the senders.
func (e *Emitter) hookClients(f *gocode.File) {
	for _, group := range e.Hooks() {
		e.Template(f, "hookclient.go.tmpl", group, nil)
		for _, op := range group.Operations {
			f.Add(e.clientMethod(op))
		}
	}
}

// ClientDoc is the doc comment of a client of such hooks.
func (h Hooks) ClientDoc() string {
	text := fmt.Sprintf("%sClient calls %s over HTTP, at exactly the URL of WithBaseURL with its query", h.Word, h.Plural)
	below := func(op *ir.Operation) bool { return op.Path != "" || op.Query != "" }
	if slices.ContainsFunc(h.Operations, below) {
		text += ", followed by the path or query that the document adds"
	}
	return text + ". It is safe for concurrent use."
}

// hookServers are the receivers.
func (e *Emitter) hookServers(f *gocode.File) {
	for _, group := range e.Hooks() {
		f.Add(e.handlersStruct(group))
		e.Template(f, "hookserver.go.tmpl", group, nil)
		for _, hook := range group.Hooks {
			f.Add(e.routesOf(e.Names.Routes(hook), hook.Operations))
		}
		for _, op := range group.Operations {
			f.Add(e.handler(op))
		}
		for _, op := range group.Operations {
			f.Add(e.unimplemented(op))
		}
	}
}

func (e *Emitter) handlersStruct(group Hooks) jen.Code {
	fields := make([]jen.Code, 0, len(group.Hooks))
	for _, hook := range group.Hooks {
		fields = append(fields, jen.Add(gocode.Doc(target.About(e.Names.Hook(hook), hook.Doc, "serves "+e.hookFacts(hook)+"."), e.servesToo(hook))).
			Id(e.Names.Hook(hook)).Qual("net/http", "Handler"))
	}
	doc := fmt.Sprintf("%sHandlers are the receivers of %s. Each one can be mounted at any path.", group.Word, group.Plural)
	return jen.Id(gocode.Comment(doc)).Line().Type().Id(group.Word + "Handlers").Struct(fields...)
}

func (e *Emitter) servesToo(hook *ir.Hook) string {
	if target.FirstText(hook.Doc) == "" {
		return ""
	}
	return "It serves " + e.hookFacts(hook) + "."
}

// hookFacts is the operations of a hook in words: POST and PUT of the webhook newPet.
func (e *Emitter) hookFacts(hook *ir.Hook) string {
	methods := make([]string, 0, len(hook.Operations))
	for _, op := range hook.Operations {
		methods = append(methods, op.Method)
	}
	return target.Listed(methods) + " of " + e.hookWords(hook)
}

// hookWords is a hook in words: the webhook newPet, or the callback onEvent of
// Subscribe.
func (e *Emitter) hookWords(hook *ir.Hook) string {
	if hook.Callback == nil {
		return "the webhook " + gocode.OneLine(hook.Key)
	}
	var of []string
	for _, op := range hook.Callback.Of {
		of = append(of, e.Names.Operation(op))
	}
	return "the callback " + gocode.OneLine(hook.Key) + " of " + target.Listed(of)
}

// called is an operation in words: POST /pets, or POST of the callback onEvent of
// Subscribe at {$request.body#/url}/events.
func (e *Emitter) called(op *ir.Operation) string {
	switch {
	case op.Hook == nil && op.Server != nil:
		return gocode.NoBreak(op.Method+" "+op.Path) + " at " + gocode.OneLine(cmp.Or(op.Server.URL, "/"))
	case op.Hook == nil:
		return gocode.NoBreak(op.Method + " " + op.Path)
	case op.Hook.Callback == nil:
		return op.Method + " of " + e.hookWords(op.Hook)
	}
	return op.Method + " of " + e.hookWords(op.Hook) + " at " + gocode.OneLine(op.Hook.Callback.Address)
}
