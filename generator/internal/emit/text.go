package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// formatted is a scalar as text.
func (e *emitter) formatted(v ir.Value, value jen.Code) jen.Code {
	if isPlainString(v) {
		return value
	}
	return jen.Add(e.formatter(v)).Call(value)
}

func isPlainString(v ir.Value) bool {
	_, ok := v.Type.(ir.String)
	return ok
}

// textType is the type whose text a scalar has: of an enum, that of its values.
func textType(v ir.Value) ir.Type {
	u := ir.Underlying(v)
	if enum := ir.AsEnum(u); enum != nil {
		return enum.Base
	}
	return u.Type
}

// formatter is the function of the runtime that formats a scalar as text.
func (e *emitter) formatter(v ir.Value) *jen.Statement {
	switch t := textType(v).(type) {
	case ir.String:
		return e.rt("formatString")
	case ir.Boolean:
		return e.rt("formatBool")
	case ir.Integer:
		if t.Unsigned {
			return e.rt("formatUint")
		}
		return e.rt("formatInt")
	case ir.Number:
		if t.Bits == 32 {
			return e.rt("formatFloat32")
		}
		return e.rt("formatFloat64")
	case ir.Time:
		return e.rt("formatTime")
	case ir.Date:
		return e.rt("formatCivilDate")
	case ir.Bytes:
		return e.rt("formatBytes")
	case ir.UnixTime:
		return e.rt("formatUnixTime")
	case ir.Decimal:
		return e.rt("formatDecimal")
	case ir.Foreign:
		return e.rt("formatForeign")
	}
	panic(fmt.Sprintf("emit: text of kind %T", v.Type))
}

// parser is the function of the runtime that parses text as a scalar. It does
// not know the values of an enum.
func (e *emitter) parser(v ir.Value) *jen.Statement {
	switch t := textType(v).(type) {
	case ir.String:
		return e.rt("parseString")
	case ir.Boolean:
		return e.rt("parseBool")
	case ir.Integer:
		if t.Unsigned {
			return e.rt("parseUint")
		}
		return e.rt("parseInt")
	case ir.Number:
		return e.rt("parseFloat")
	case ir.Time:
		return e.rt("parseTime")
	case ir.Date:
		return e.rt("parseCivilDate")
	case ir.Bytes:
		return e.rt("parseBytes")
	case ir.UnixTime:
		return e.rt("parseUnixTime")
	case ir.Decimal:
		return e.rt("parseDecimal")
	case ir.Foreign:
		return e.rt("parseForeign")
	}
	panic(fmt.Sprintf("emit: text of kind %T", v.Type))
}

// strictParser parses as a server does, which requires one of the known values
// of an enum.
func (e *emitter) strictParser(v ir.Value) jen.Code {
	if enum := ir.AsEnum(ir.Underlying(v)); enum != nil && !enum.Open {
		return e.rt("parseKnown").Call(e.parser(v).Index(e.types.Of(v)))
	}
	return e.parser(v)
}

// lenientParser parses as a client does: an enum may have new values, and a
// date-time may be loose.
func (e *emitter) lenientParser(v ir.Value) jen.Code {
	u := ir.Underlying(v)
	switch u.Type.(type) {
	case ir.Time:
		return e.rt("parseLooseTime")
	case ir.Date:
		return e.rt("parseLooseCivilDate")
	}
	if ir.AsEnum(u) == nil {
		return e.strictParser(v)
	}
	return e.parser(v).Index(e.types.Of(v))
}
