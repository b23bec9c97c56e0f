package operation

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/sample"
	"github.com/peergen/peergen/generator/internal/ir"
)

// SampleHeaders are the required headers of the response that a server sends by default: those
// that are texts.
func (e *Emitter) SampleHeaders(s *sample.Sampler, op *ir.Operation) []jen.Code {
	required := func(name string) bool {
		return len(op.Results) > 0 && slices.ContainsFunc(Sent(op).Headers, func(h *ir.Header) bool { return h.Name == name && h.Required })
	}
	var fields []jen.Code
	for _, h := range op.Headers {
		u := ir.NotNull(ir.Underlying(h.Value))
		if required(h.Name) && h.IsText() && ir.IsScalar(u) {
			value := e.RT("core.Some").Index(e.Types.Of(u)).Call(s.Value(u, h.Name, nil))
			fields = append(fields, jen.Line().Id(e.Names.Header(h)).Op(":").Add(value))
		}
	}
	if len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return fields
}

// SampleResult is a sample of the first result of an operation.
func (e *Emitter) SampleResult(s *sample.Sampler, op *ir.Operation) jen.Code {
	s.Request = false
	b := op.Bodies[0]
	body := e.Body(b.First().Contents...)
	if len(op.Bodies) == 1 {
		return body.SampleResponse(s, body.IsPointer())
	}
	return jen.Op("&").Add(e.Declared(e.Names.ResultBody(b))).Values(jen.Dict{jen.Id("Body"): body.SampleResponse(s, false)})
}
