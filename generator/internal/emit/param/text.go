package param

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Formatted is a scalar as text.
func (e *Emitter) Formatted(v ir.Value, value jen.Code) jen.Code {
	if IsPlainString(v) {
		return value
	}
	return jen.Add(e.Formatter(v)).Call(value)
}

// IsPlainString reports whether the Go type of v is string itself, so that v needs no formatting.
func IsPlainString(v ir.Value) bool {
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

// Formatter is the function of the runtime that formats a scalar as text.
func (e *Emitter) Formatter(v ir.Value) *jen.Statement {
	switch t := textType(v).(type) {
	case ir.String:
		return e.RT("core.FormatString")
	case ir.Boolean:
		return e.RT("core.FormatBool")
	case ir.Integer:
		if t.Unsigned {
			return e.RT("core.FormatUint")
		}
		return e.RT("core.FormatInt")
	case ir.Number:
		if t.Bits == 32 {
			return e.RT("core.FormatFloat32")
		}
		return e.RT("core.FormatFloat64")
	case ir.Time:
		return e.RT("core.FormatTime")
	case ir.Date:
		return e.RT("core.FormatDate")
	case ir.Bytes:
		return e.RT("core.FormatBytes")
	case ir.UnixTime:
		return e.RT("core.FormatUnixTime")
	case ir.Decimal:
		return e.RT("core.FormatDecimal")
	case ir.Foreign:
		return e.RT("core.FormatForeign")
	}
	panic(fmt.Sprintf("emit: text of kind %T", v.Type))
}

// parser is the function of the runtime that parses text as a scalar. It does
// not know the values of an enum.
func (e *Emitter) parser(v ir.Value) *jen.Statement {
	switch t := textType(v).(type) {
	case ir.String:
		return e.RT("core.ParseString")
	case ir.Boolean:
		return e.RT("core.ParseBool")
	case ir.Integer:
		if t.Unsigned {
			return e.RT("core.ParseUint")
		}
		return e.RT("core.ParseInt")
	case ir.Number:
		return e.RT("core.ParseFloat")
	case ir.Time:
		return e.RT("core.ParseTime")
	case ir.Date:
		return e.RT("core.ParseDate")
	case ir.Bytes:
		return e.RT("core.ParseBytes")
	case ir.UnixTime:
		return e.RT("core.ParseUnixTime")
	case ir.Decimal:
		return e.RT("core.ParseDecimal")
	case ir.Foreign:
		return e.RT("core.ParseForeign")
	}
	panic(fmt.Sprintf("emit: text of kind %T", v.Type))
}

// Parser is the function of the runtime that parses text as a scalar. Whether it is
// strict, as about the known values of an enum, is decided when it is called.
func (e *Emitter) Parser(v ir.Value) jen.Code {
	if enum := ir.AsEnum(ir.Underlying(v)); enum != nil && !enum.Open {
		return e.RT("core.ParseKnown").Call(e.parser(v).Index(e.Types.Of(v)), jen.Lit(model.UseMessage(v, enum)))
	}
	return e.parser(v)
}
