package operation

import (
	"net/http"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/param"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/mediatype"
)

// faultBody fills an error body of the document.
func (e *Emitter) faultBody(d *ir.Decl, fault *ir.Fault) *jen.Statement {
	values := jen.Dict{}
	for _, m := range fault.Members {
		values[jen.Id(e.Names.Field(m.Field))] = e.faultMember(d, m)
	}
	return jen.Id(e.Names.Type(d)).Values(values)
}

// faultMember is the value of a member, in its shape.
func (e *Emitter) faultMember(owner *ir.Decl, m ir.FaultMember) jen.Code {
	v := ir.NotNull(m.Field.Value)
	elem := v
	list, isList := ir.Underlying(v).Type.(ir.List)
	if isList {
		elem = list.Elem
	}
	var value *jen.Statement
	if m.Within != nil {
		value = e.faultBody(ir.StructDecl(ir.Underlying(elem)), m.Within)
	} else {
		value = e.faultScalar(m.Role, elem)
	}
	if isList {
		value = jen.Add(e.Types.Of(v)).Values(value)
	}
	switch e.Shapes.Of(owner, m.Field.Value, m.Field.Required) {
	case ir.Opt:
		return e.RT("core.Some").Call(value)
	case ir.Pointer:
		return jen.Op("&").Add(value)
	}
	return value
}

// faultScalar is what a scalar has for an error.
func (e *Emitter) faultScalar(role ir.FaultRole, v ir.Value) *jen.Statement {
	_, isText := ir.Underlying(v).Type.(ir.String)
	text := jen.Qual("strconv", "Itoa").Call(jen.Id("status"))
	switch {
	case role == ir.FaultText:
		text = jen.Id("detail")
	case role == ir.FaultType:
		text = e.RT("server.StatusWord").Call(jen.Id("status"))
	case role == ir.FaultTitle:
		text = jen.Qual("net/http", "StatusText").Call(jen.Id("status"))
	case role == ir.FaultBlank:
		text = jen.Lit("about:blank")
	case !isText:
		text = jen.Id("status")
	}
	if _, isString := v.Type.(ir.String); isString {
		return text
	}
	return jen.Add(e.Types.Of(v)).Call(text)
}

// faults writes the functions that make the server's own errors declared ones.
func (e *Emitter) faults(f *gocode.File) {
	e.faultNames = map[*ir.Decl]string{}
	for _, t := range e.API.Errors {
		fault := ir.FaultOf(t.Decl)
		if fault == nil {
			continue
		}
		name := e.Names.ErrorMaker(t.Decl)
		e.faultNames[t.Decl] = name
		f.Add(jen.Id(gocode.Comment(name+" reports an error of the server itself as "+target.WithArticle(e.Names.Type(t.Decl))+".")).Line().
			Func().Id(name).Params(jen.Id("status").Int(), jen.Id("detail").String()).Error().Block(
			jen.Return(jen.Op("&").Id(e.Names.ErrorAlias(t)).Values(jen.Dict{e.RTKey("core.StatusError.StatusCode"): jen.Id("status"), e.RTKey("core.StatusError.Body"): e.faultBody(t.Decl, fault)}))))
	}
}

// invalidStatus is the status of invalid requests, if it is not 400: 422 if that is declared
// instead, unless its body has a required list, such as the articles that are sold out: it is
// for other errors then.
func invalidStatus(op *ir.Operation) (status int, ok bool) {
	declared := func(code int) bool {
		return slices.ContainsFunc(op.Errors, func(r *ir.Response) bool { return r.Status.Code == code })
	}
	for _, r := range op.Errors {
		if m := r.Media(); m != nil && r.Status.Code == http.StatusUnprocessableEntity {
			if ref, isRef := m.Value.Type.(ir.Ref); isRef {
				if fault := ir.FaultOf(ref.Decl); fault != nil && fault.Emptied {
					return 0, false
				}
			}
		}
	}
	return http.StatusUnprocessableEntity, declared(http.StatusUnprocessableEntity) && !declared(http.StatusBadRequest)
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
