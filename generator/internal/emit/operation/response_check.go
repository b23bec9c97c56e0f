package operation

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/ir"
)

// responseCheck is a function that reads the responses of an operation as its client does.
// It is nil for operations without declared bodies, and for those whose result is a stream.
func (e *Emitter) responseCheck(op *ir.Operation) jen.Code {
	streams := slices.ContainsFunc(media.ContentsOf(op.Results), func(m *ir.Media) bool { return m.Format.IsStream() })
	typed := len(op.Bodies) > 0 || slices.ContainsFunc(op.Errors, media.Typed)
	if !e.Has(bundle.ResponseChecks) || streams || !typed {
		return nil
	}
	read := jen.Func().Params(jen.Id("resp").Op("*").Add(e.RT("client.Response")))
	if len(op.Bodies) == 0 {
		return read.Error().Block(e.readResponse(op, e.failing(op))...)
	}
	results := jen.Params(jen.Id("result").Add(e.ResultType(op)), jen.Id("err").Error())
	if e.nilResult(op) {
		results = jen.Params(e.ResultType(op), jen.Error())
	}
	return e.RT("server.CheckBy").Call(read.Add(results).Block(e.readResponse(op, e.failing(op))...))
}
