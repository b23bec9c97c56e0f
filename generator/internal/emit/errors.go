package emit

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// errorAliases names the errors whose bodies are declared.
func (e *emitter) errorAliases(f *gocode.File) {
	for _, t := range e.api.Errors {
		f.Add(jen.Id(gocode.Comment(fmt.Sprintf("%s is the error of a response whose body is %s: find it with errors.As or errors.AsType.", e.names.ErrorAlias(t), e.names.Type(t.Decl)))).Line().
			Type().Id(e.names.ErrorAlias(t)).Op("=").Add(e.rt("StatusError")).Index(jen.Id(e.names.Type(t.Decl))))
	}
}

// aliasName is the name of the error with a body, or its generic form.
func (e *emitter) aliasName(m *ir.Media) string {
	if ref, ok := m.Value.Type.(ir.Ref); ok && !asBytes(m) {
		for _, t := range e.api.Errors {
			if t.Decl == ref.Decl {
				return e.names.ErrorAlias(t)
			}
		}
	}
	return fmt.Sprintf("StatusError[%#v]", e.errorType(m))
}

// faultRoles are the members of an error body that a server can fill by
// itself: what went wrong, in words, and the status, as a number or as text.
var faultRoles = map[string]faultRole{
	"message": inWords, "error": inWords, "detail": inWords, "title": inWords, "description": inWords, "reason": inWords, "msg": inWords,
	"error_message": inWords, "errorMessage": inWords, "error_description": inWords,
	"code": asStatus, "status": asStatus, "status_code": asStatus, "statusCode": asStatus, "error_code": asStatus, "errorCode": asStatus,
}

type faultRole int

const (
	inWords faultRole = iota + 1
	asStatus
)

// faultBody fills an error body of the document; nil where it does not fit:
// a required member has no role, or no member says what went wrong.
func (e *emitter) faultBody(d *ir.Decl, body *ir.Struct) jen.Code {
	values := jen.Dict{}
	said := false
	for _, field := range body.Fields {
		role, u := faultRoles[field.Name], ir.Underlying(field.Value)
		value := e.faultValue(role, u)
		if len(u.Checks) > 0 && role != inWords {
			value = nil
		}
		switch {
		case value == nil && field.Required:
			return nil
		case value == nil:
			continue
		case e.types.Shape(d, field.Value, field.Required) == gocode.Opt:
			value = e.rt("Some").Call(value)
		}
		values[jen.Id(e.names.Field(field))] = value
		said = said || role == inWords
	}
	if !said {
		return nil
	}
	return jen.Id(e.names.Type(d)).Values(values)
}

func (e *emitter) faultValue(role faultRole, u ir.Value) *jen.Statement {
	switch t := u.Type.(type) {
	case ir.String:
		switch role {
		case inWords:
			return jen.Id("detail")
		case asStatus:
			return jen.Qual("strconv", "Itoa").Call(jen.Id("status"))
		}
	case ir.Integer:
		if role == asStatus && t.Bits != 8 {
			return jen.Add(e.types.Of(ir.Value{Type: t})).Call(jen.Id("status"))
		}
	}
	return nil
}

// faults writes the functions that make the server's own errors declared ones.
func (e *emitter) faults(f *gocode.File) {
	e.faultNames = map[*ir.Decl]string{}
	for _, t := range e.api.Errors {
		body, ok := t.Decl.Body.(*ir.Struct)
		if !ok {
			continue
		}
		value := e.faultBody(t.Decl, body)
		if value == nil {
			continue
		}
		name := "fault" + e.names.Type(t.Decl)
		e.faultNames[t.Decl] = name
		f.Add(jen.Id(gocode.Comment(name+" is what the server itself has to report, as a "+e.names.Type(t.Decl)+".")).Line().
			Func().Id(name).Params(jen.Id("status").Int(), jen.Id("detail").String()).Error().Block(
			jen.Return(jen.Op("&").Id(e.names.ErrorAlias(t)).Values(jen.Dict{e.rtKey("StatusError.StatusCode"): jen.Id("status"), e.rtKey("StatusError.Body"): value}))))
	}
}

// faultRows are the declared errors of an operation that fit, the most exact
// status first.
func (e *emitter) faultRows(op *ir.Operation) []jen.Code {
	var exact, classes, others []jen.Code
	for _, r := range op.Errors {
		if !typed(r) {
			continue
		}
		name := e.faultName(r.Media())
		switch {
		case name == nil:
		case r.Status.IsDefault():
			others = append(others, jen.Values(jen.Dict{e.rtKey("faultMaker.make"): name}))
		case r.Status.Code == 0:
			classes = append(classes, jen.Values(jen.Dict{e.rtKey("faultMaker.class"): jen.Lit(r.Status.Class), e.rtKey("faultMaker.make"): name}))
		default:
			exact = append(exact, jen.Values(jen.Dict{e.rtKey("faultMaker.code"): jen.Lit(r.Status.Code), e.rtKey("faultMaker.make"): name}))
		}
	}
	return append(append(exact, classes...), others...)
}

// faultName is the function that makes the server's own errors one with such a
// body, nil for none.
func (e *emitter) faultName(m *ir.Media) jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML:
		ref, _ := m.Value.Type.(ir.Ref)
		if name := e.faultNames[ref.Decl]; name != "" {
			return jen.Id(name)
		}
	case ir.Text:
		if u := ir.Underlying(m.Value); isPlainString(u) && len(u.Checks) == 0 {
			return e.rt("faultText")
		}
	}
	return nil
}

// errorTypeRows are the content types of the declared errors of an operation
// whose errors are JSON, by whatever name; none where all of them are
// application/json. Of other operations see errorBodyRows.
func (e *emitter) errorTypeRows(op *ir.Operation) []jen.Code {
	if hasOtherErrors(op) {
		return nil
	}
	var exact, classes, others []jen.Code
	plain := true
	for _, answers := range byStatus(op.Errors) {
		answers = slices.DeleteFunc(answers, func(r *ir.Response) bool { return !typed(r) })
		for _, r := range answers {
			types := e.notations(r.Contents)[0]
			plain = plain && len(types) == 1 && types[0].Type == "application/json"
			row := jen.Dict{e.rtKey("errorContent.types"): typeList(types)}
			if len(answers) > 1 {
				row[e.rtKey("errorContent.carries")] = e.rt("carriesBody").Index(e.types.Elem(r.Media().Value))
			}
			switch {
			case r.Status.IsDefault():
				others = append(others, jen.Values(row))
			case r.Status.Code == 0:
				row[e.rtKey("errorContent.class")] = jen.Lit(r.Status.Class)
				classes = append(classes, jen.Values(row))
			default:
				row[e.rtKey("errorContent.code")] = jen.Lit(r.Status.Code)
				exact = append(exact, jen.Values(row))
			}
		}
	}
	if plain {
		return nil
	}
	return append(append(exact, classes...), others...)
}
