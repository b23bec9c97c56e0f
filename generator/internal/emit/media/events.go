package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/param"
	"github.com/peergen/peergen/generator/internal/ir"
)

// isEventText reports whether the data of events is text and no JSON.
func isEventText(m *ir.Media) bool {
	u := ir.Underlying(m.Value)
	if enum := ir.AsEnum(u); enum != nil {
		u = ir.Value{Type: enum.Base}
	}
	return param.IsPlainString(u) && !ir.IsNullable(m.Value)
}

func (e *Emitter) eventData(m *ir.Media) jen.Code {
	if isEventText(m) {
		return e.RT("eventText")
	}
	return e.Element(m.Value)
}
