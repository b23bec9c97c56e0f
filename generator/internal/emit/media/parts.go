package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// partCode is the function that codes each part of a stream, for both directions.
func (e *Emitter) partCode(m *ir.Media) jen.Code {
	if d := ir.PartDecl(m.Value); d != nil {
		return e.CodePart(d)
	}
	return jen.Func().Params(jen.Id("v").Op("*").Add(e.Types.Elem(m.Value)), jen.Id("c").Op("*").Add(e.RT("partCodec"))).
		Add(gocode.ShortBody(e.PartBody(m.Value, m.PartTypes, jen.Id("v"))))
}
