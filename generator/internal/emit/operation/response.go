package operation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// readResponse turns each declared status into its result or error, exact
// statuses before classes, and any other one into an *APIError. If no body is
// declared for a success, every 2xx is one.
func (e *Emitter) readResponse(op *ir.Operation, fail func(jen.Code) jen.Code) []jen.Code {
	var exact, classes []jen.Code
	undeclared := fail(jen.Id("resp").Dot(e.RTMember("client.Response.APIError")).Call())
	last := []jen.Code{undeclared}
	add := func(s ir.Status, class int, body []jen.Code) {
		switch {
		case s.Code != 0:
			exact = append(exact, jen.Case(jen.Lit(s.Code)).Block(body...))
		case class != 0:
			classes = append(classes, jen.Case(jen.Lit(class)).Block(body...))
		default:
			last = body
		}
	}
	for _, responses := range media.ByStatus(op.Results) {
		if s := responses[0].Status; len(op.Bodies) > 0 || s.Hundreds() == 3 {
			add(s, resultClass(s), e.byContent(responses, undeclared, func(r *ir.Response, contents []*ir.Media) []jen.Code { return e.resultOf(op, r, contents, fail) }))
		}
	}
	if len(op.Bodies) == 0 {
		add(ir.Status{Class: 2}, 2, []jen.Code{jen.Return(jen.Nil())})
	}
	for _, responses := range media.ByStatus(op.Errors) {
		if s := responses[0].Status; slices.ContainsFunc(responses, media.Typed) {
			add(s, s.Class, e.byContent(responses, undeclared, func(_ *ir.Response, contents []*ir.Media) []jen.Code { return e.errorOf(contents, fail) }))
		}
	}
	var code []jen.Code
	if len(exact) > 0 {
		code = append(code, jen.Switch(jen.Id("resp").Dot(e.RTMember("client.Response.Status"))).Block(exact...))
	}
	if len(classes) > 0 {
		code = append(code, jen.Switch(jen.Id("resp").Dot(e.RTMember("client.Response.Status")).Op("/").Lit(100)).Block(classes...))
	}
	return append(code, last...)
}

// byContent reads the responses with one status by their content types.
func (e *Emitter) byContent(responses []*ir.Response, undeclared jen.Code, read func(*ir.Response, []*ir.Media) []jen.Code) []jen.Code {
	all := media.ContentsOf(responses)
	if len(responses) == 1 && len(e.Notations(all)) < 2 {
		return read(responses[0], responses[0].Contents)
	}
	var cases []jen.Code
	for _, r := range responses {
		for _, notation := range e.Notations(r.Contents) {
			if code := read(r, notation); len(code) > 0 {
				cases = append(cases, jen.Case(media.TypeNames(notation)...).Block(code...))
			}
		}
	}
	return []jen.Code{jen.Switch(jen.Id("resp").Dot(e.RTMember("client.Response.Content")).Call(media.TypeList(all))).Block(cases...), undeclared}
}

// accept lists the content types of all responses, each once.
func accept(op *ir.Operation) string {
	var types []string
	for _, m := range append(media.ContentsOf(op.Results), media.ContentsOf(op.Errors)...) {
		types = target.AppendOnce(types, m.Type)
	}
	return strings.Join(types, ", ")
}

// errorList names the errors that the document declares, each with its statuses,
// and last those without a separate type.
func (e *Emitter) errorList(op *ir.Operation) string {
	const untyped = "APIError"
	var names []string
	when := map[string][]string{}
	for _, r := range op.Errors {
		name, status := untyped, statusWords(r.Status)
		if media.Typed(r) {
			name = e.aliasName(r.Media())
			names = target.AppendOnce(names, name)
			if headers := requiredHeaders(r); headers != "" {
				status += " with the header " + headers
			}
		}
		when[name] = target.AppendOnce(when[name], status)
	}
	if when[untyped] != nil {
		names = target.AppendOnce(names, untyped)
	}
	if len(names) == 0 {
		return ""
	}
	for i, name := range names {
		names[i] = fmt.Sprintf("*%s (%s)", name, strings.Join(when[name], ", "))
	}
	return "Declared errors: " + strings.Join(names, ", ") + "."
}

// emptyFact documents the result of successes without a body.
func (e *Emitter) emptyFact(op *ir.Operation) string {
	if len(op.Bodies) == 0 || len(emptyResponses(op)) == 0 {
		return ""
	}
	var statuses []string
	for _, r := range emptyResponses(op) {
		statuses = append(statuses, statusWords(r.Status))
	}
	value := "the zero value"
	if e.nilResult(op) {
		value = "nil"
	}
	return "The result is " + value + " if the status is " + strings.Join(statuses, " or ") + "."
}

// headersFact refers to the declared headers.
func (e *Emitter) headersFact(op *ir.Operation) string {
	if len(op.Headers) == 0 {
		return ""
	}
	return "Declared headers: " + e.Names.Headers(op) + "."
}

// interimFact documents interim responses.
func interimFact(op *ir.Operation) string {
	var all []string
	for _, r := range op.Interim {
		words := statusWords(r.Status)
		if text := strings.TrimRight(gocode.OneLine(target.FirstText(r.Doc)), "."); text != "" {
			words += " (" + text + ")"
		}
		all = append(all, words)
	}
	if len(all) == 0 {
		return ""
	}
	return "Interim responses: " + strings.Join(all, ", ") + "."
}

func requiredHeaders(r *ir.Response) string {
	var names []string
	for _, h := range r.Headers {
		if h.Required {
			names = append(names, h.Name)
		}
	}
	return strings.Join(names, " and ")
}

func statusWords(s ir.Status) string {
	switch {
	case s.IsDefault():
		return "any other status"
	case s.Code == 0:
		return fmt.Sprintf("%dXX", s.Class)
	}
	return fmt.Sprint(s.Code)
}

// errorOf returns a declared error. One without a body is like an undeclared one.
func (e *Emitter) errorOf(contents []*ir.Media, fail func(jen.Code) jen.Code) []jen.Code {
	if len(contents) == 0 {
		return nil
	}
	return []jen.Code{fail(e.Body(contents...).ReadError())}
}
