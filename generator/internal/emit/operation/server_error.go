package operation

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/param"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/mediatype"
)

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

// faultBody fills an error body of the document; nil if a required
// member has no role, or no member has the message.
func (e *Emitter) faultBody(d *ir.Decl, body *ir.Struct) jen.Code {
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
		case e.Shapes.Of(d, field.Value, field.Required) == ir.Opt:
			value = e.RT("core.Some").Call(value)
		}
		values[jen.Id(e.Names.Field(field))] = value
		said = said || role == inWords
	}
	if !said {
		return nil
	}
	return jen.Id(e.Names.Type(d)).Values(values)
}

func (e *Emitter) faultValue(role faultRole, u ir.Value) *jen.Statement {
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
			return jen.Add(e.Types.Of(ir.Value{Type: t})).Call(jen.Id("status"))
		}
	}
	return nil
}

// faults writes the functions that make the server's own errors declared ones.
func (e *Emitter) faults(f *gocode.File) {
	e.faultNames = map[*ir.Decl]string{}
	for _, t := range e.API.Errors {
		body, ok := t.Decl.Body.(*ir.Struct)
		if !ok {
			continue
		}
		value := e.faultBody(t.Decl, body)
		if value == nil {
			continue
		}
		name := e.Names.ErrorMaker(t.Decl)
		e.faultNames[t.Decl] = name
		f.Add(jen.Id(gocode.Comment(name+" reports an error of the server itself as "+target.WithArticle(e.Names.Type(t.Decl))+".")).Line().
			Func().Id(name).Params(jen.Id("status").Int(), jen.Id("detail").String()).Error().Block(
			jen.Return(jen.Op("&").Id(e.Names.ErrorAlias(t)).Values(jen.Dict{e.RTKey("core.StatusError.StatusCode"): jen.Id("status"), e.RTKey("core.StatusError.Body"): value}))))
	}
}

// faultRows are the declared errors of an operation that fit, the most exact
// status first.
func (e *Emitter) faultRows(op *ir.Operation) []jen.Code {
	var exact, classes, others []jen.Code
	for _, r := range op.Errors {
		if !media.Typed(r) {
			continue
		}
		name := e.faultName(r.Media())
		switch {
		case name == nil:
		case r.Status.IsDefault():
			others = append(others, jen.Values(jen.Dict{e.RTKey("server.fault.Make"): name}))
		case r.Status.Code == 0:
			classes = append(classes, jen.Values(jen.Dict{e.RTKey("server.fault.Class"): jen.Lit(r.Status.Class), e.RTKey("server.fault.Make"): name}))
		default:
			exact = append(exact, jen.Values(jen.Dict{e.RTKey("server.fault.Code"): jen.Lit(r.Status.Code), e.RTKey("server.fault.Make"): name}))
		}
	}
	return append(append(exact, classes...), others...)
}

// faultName is the function that makes the server's own errors one with such a
// body, nil for none. Text with a syntax, such as HTML, is not made of a message.
func (e *Emitter) faultName(m *ir.Media) jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML:
		ref, _ := m.Value.Type.(ir.Ref)
		if name := e.faultNames[ref.Decl]; name != "" {
			return jen.Id(name)
		}
	case ir.Text:
		if u := ir.Underlying(m.Value); mediatype.Base(m.Type) == "text/plain" && param.IsPlainString(u) && len(u.Checks) == 0 {
			return e.RT("server.FaultText")
		}
	}
	return nil
}
