package operation

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// hasOtherErrors reports whether an operation declares errors that are not JSON, or
// that have members which a server, or the receiver of a webhook or callback, must not
// send.
func hasOtherErrors(op *ir.Operation) bool {
	isUnsent := model.HasWriteOnly
	if op.Hook != nil {
		isUnsent = model.HasReadOnly
	}
	return slices.ContainsFunc(media.ContentsOf(op.Errors), func(m *ir.Media) bool { return m.Format != ir.JSON || isUnsent(m.Value) })
}

// errorBodyRows are all contents of the declared errors of an operation, the most
// exact status first; none where all of them are JSON.
func (e *Emitter) errorBodyRows(op *ir.Operation) []jen.Code {
	if !hasOtherErrors(op) {
		return nil
	}
	var exact, classes, others []jen.Code
	for _, r := range op.Errors {
		for _, m := range r.Contents {
			row := func(status ...jen.Code) jen.Code {
				return jen.Line().Values(append(status, e.RTKey("server.errorBody.ContentType").Op(":").Lit(m.Type), e.RTKey("server.errorBody.Encode").Op(":").Add(e.Body(m).ErrorEncoder()))...)
			}
			switch {
			case r.Status.IsDefault():
				others = append(others, row())
			case r.Status.Code == 0:
				classes = append(classes, row(e.RTKey("server.errorBody.Class").Op(":").Lit(r.Status.Class)))
			default:
				exact = append(exact, row(e.RTKey("server.errorBody.Code").Op(":").Lit(r.Status.Code)))
			}
		}
	}
	return append(append(append(exact, classes...), others...), jen.Line())
}

// errorAliases names the errors whose bodies are declared.
func (e *Emitter) errorAliases(f *gocode.File) {
	for _, t := range e.API.Errors {
		f.Add(jen.Id(gocode.Comment(fmt.Sprintf("%s is the error of a response whose body is %s. Use errors.As to find it.", e.Names.ErrorAlias(t), target.WithArticle(e.Names.Type(t.Decl))))).Line().
			Type().Id(e.Names.ErrorAlias(t)).Op("=").Add(e.RT("core.StatusError")).Index(jen.Id(e.Names.Type(t.Decl))))
	}
}

// aliasName is the name of the error with a body, or its generic form.
func (e *Emitter) aliasName(m *ir.Media) string {
	if ref, ok := m.Value.Type.(ir.Ref); ok && m.Format != ir.Binary {
		for _, t := range e.API.Errors {
			if t.Decl == ref.Decl {
				return e.Names.ErrorAlias(t)
			}
		}
	}
	return fmt.Sprintf("StatusError[%#v]", e.Body(m).ErrorType())
}

// errorTypeRows are the content types of the declared errors of an operation
// whose errors are JSON, by any name. There are none if all are application/json.
// errorBodyRows has those of other operations.
func (e *Emitter) errorTypeRows(op *ir.Operation) []jen.Code {
	isPlain := func(r *ir.Response) bool { return len(r.Contents) == 1 && r.Contents[0].Type == "application/json" }
	declared := slices.DeleteFunc(slices.Clone(op.Errors), func(r *ir.Response) bool { return !media.Typed(r) })
	if hasOtherErrors(op) || !slices.ContainsFunc(declared, func(r *ir.Response) bool { return !isPlain(r) }) {
		return nil
	}
	var exact, classes, others []jen.Code
	for _, responses := range media.ByStatus(declared) {
		for _, r := range responses {
			row := jen.Dict{e.RTKey("server.errorContent.Types"): media.TypeList(r.Contents)}
			if len(responses) > 1 {
				row[e.RTKey("server.errorContent.Carries")] = e.RT("server.CarriesBody").Index(e.Types.Elem(r.Media().Value))
			}
			switch {
			case r.Status.IsDefault():
				others = append(others, jen.Values(row))
			case r.Status.Code == 0:
				row[e.RTKey("server.errorContent.Class")] = jen.Lit(r.Status.Class)
				classes = append(classes, jen.Values(row))
			default:
				row[e.RTKey("server.errorContent.Code")] = jen.Lit(r.Status.Code)
				exact = append(exact, jen.Values(row))
			}
		}
	}
	return append(append(exact, classes...), others...)
}
