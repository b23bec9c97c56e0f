package operation

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/ir"
)

// negotiates reports whether callers choose the content type of a response: a
// status has several ones.
func negotiates(op *ir.Operation) bool {
	for _, responses := range media.ByStatus(op.Results) {
		if len(media.ContentsOf(responses)) > 1 {
			return true
		}
	}
	return false
}

// negotiate rejects callers that accept none of the content types.
func (e *Emitter) negotiate(op *ir.Operation) []jen.Code {
	if !negotiates(op) {
		return nil
	}
	return []jen.Code{
		refuse(jen.Id("in").Dot(e.RTMember("server.Exchange.Negotiate")).Call(media.TypeNames(media.ContentsOf(op.Results))...)),
	}
}
