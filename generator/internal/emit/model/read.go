package model

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Reader is the function that reads a value of a type.
func (e *Emitter) Reader(v ir.Value) *jen.Statement {
	u := ir.Underlying(v)
	if ref, ok := u.Type.(ir.Ref); ok && !u.Nullable {
		return e.declReader(ref.Decl)
	}
	if _, isAny := u.Type.(ir.Any); isAny || !u.Nullable && !isCollection(u.Type) {
		return e.scalarReader(u.Type)
	}
	param := e.Types.Of(u)
	if ir.IsNullable(v) {
		param = e.RT("core.Opt").Index(param)
	}
	return e.readerOf(param, e.readInto(v, jen.Id("p")))
}

func isCollection(t ir.Type) bool {
	switch t.(type) {
	case ir.List, ir.Dict:
		return true
	}
	return false
}

// readInto reads a value of a type at i into what target points to.
func (e *Emitter) readInto(v ir.Value, target jen.Code) *jen.Statement {
	u := ir.Underlying(v)
	if _, isAny := u.Type.(ir.Any); u.Nullable && !isAny {
		if ir.IsNullable(v) {
			return e.readNullable(ir.NotNull(u), target)
		}
		return e.readWith("json.ReadNullAsZero", target, e.Reader(ir.NotNull(u)))
	}
	switch t := u.Type.(type) {
	case ir.List:
		return e.readWith("json.ReadArray", target, e.Reader(t.Elem))
	case ir.Dict:
		return e.readWith("json.ReadMap", target, e.memberReader(t.Elem, t.Names))
	}
	return readBy(e.Reader(u), target)
}

// readerOf is a function literal that reads with a call. It captures nothing, so it
// costs nothing.
func (e *Emitter) readerOf(param *jen.Statement, call jen.Code) *jen.Statement {
	return jen.Func().Params(e.readerParams(jen.Id("p").Op("*").Add(param))...).Int().Block(jen.Return(call))
}

// pointerReader is the function that reads a pointer to a value that elem reads.
func (e *Emitter) pointerReader(u ir.Value, elem jen.Code) *jen.Statement {
	return e.readerOf(jen.Op("*").Add(e.Types.Of(u)), e.readWith("json.ReadPointer", jen.Id("p"), elem))
}

// memberReader is Reader for the members of a map, see ir.Dict.
func (e *Emitter) memberReader(v ir.Value, names string) *jen.Statement {
	if names == "" {
		return e.Reader(v)
	}
	return e.RT("json.Matching").Index(e.Types.Elem(v)).Call(gocode.RawString(names), e.Reader(v))
}

// declReader is the function that reads a declared type: that of the runtime if it takes
// a type with such a name.
func (e *Emitter) declReader(d *ir.Decl) *jen.Statement {
	if named, ok := d.Body.(*ir.Named); ok {
		switch t := named.Value.Type.(type) {
		case ir.String, ir.Integer, ir.Number, ir.Boolean, ir.Bytes, ir.Decimal:
			return e.scalarReader(t)
		}
	}
	e.Codecs.Mention(Codec{JSONReader, d})
	return jen.Id(e.Names.Reader(d))
}

// scalarReader is the function of the runtime that reads a scalar, or raw JSON.
func (e *Emitter) scalarReader(t ir.Type) *jen.Statement {
	switch t := t.(type) {
	case ir.String:
		return e.RT("json.ReadString")
	case ir.Integer:
		if t.Unsigned {
			return e.RT("json.ReadUint")
		}
		return e.RT("json.ReadInt")
	case ir.Number:
		return e.RT("json.ReadFloat")
	case ir.Boolean:
		return e.RT("json.ReadBool")
	case ir.Any:
		return e.RT("json.ReadRaw")
	case ir.Time:
		return e.RT("json.ReadTime")
	case ir.Date:
		return e.RT("json.ReadDate")
	case ir.Bytes:
		return e.RT("json.ReadBytes")
	case ir.UnixTime:
		return e.RT("json.ReadUnixTime")
	case ir.Decimal:
		return e.RT("json.ReadDecimal")
	case ir.Foreign:
		return e.RT("json.ReadForeign")
	}
	panic(fmt.Sprintf("emit: scalar of kind %T", t))
}

// readerParams are the parameters of a function that reads a value.
func (e *Emitter) readerParams(value jen.Code) []jen.Code {
	return []jen.Code{jen.Id("r").Op("*").Add(e.RT("json.Reader")), jen.Id("i").Int(), value}
}

// readWith calls a function of the runtime that reads.
func (e *Emitter) readWith(helper string, args ...jen.Code) *jen.Statement {
	return readBy(e.RT(helper), args...)
}

// readBy calls a function that reads.
func readBy(function jen.Code, args ...jen.Code) *jen.Statement {
	return jen.Add(function).Call(append([]jen.Code{jen.Id("r"), jen.Id("i")}, args...)...)
}

// afterwards is the line that continues behind a value that a call reads.
func afterwards(call jen.Code) *jen.Statement { return jen.Id("i").Op("=").Add(call) }

// ReaderFunc is the function that reads a declared type.
func (e *Emitter) ReaderFunc(d *ir.Decl) jen.Code {
	value := jen.Id("v")
	var code []jen.Code
	switch body := d.Body.(type) {
	case *ir.Struct:
		code = e.readObject(d, body)
	case *ir.Tuple:
		code = e.readTuple(d, body)
	case *ir.Named:
		code = []jen.Code{jen.Return(e.readNamed(body.Value))}
	case *ir.Enum:
		code = e.readEnum(body)
	case *ir.Union:
		value, code = jen.Id("p"), e.readUnion(d, body)
	default:
		panic(fmt.Sprintf("emit: reader of a declaration with a body of kind %T", d.Body))
	}
	function := jen.Func().Id(e.Names.Reader(d)).Params(e.readerParams(value.Op("*").Id(e.Names.Type(d)))...).Int().Block(code...)
	if body, ok := d.Body.(*ir.Struct); ok {
		return e.keys(d, body).Line().Line().Add(function)
	}
	return function
}

// readNamed reads the value v of a named type.
func (e *Emitter) readNamed(v ir.Value) jen.Code {
	target := jen.Id("v")
	switch v.Type.(type) {
	case ir.Time, ir.Date, ir.UnixTime, ir.Foreign: // a named type does not have their methods
		target = jen.Parens(jen.Op("*").Add(e.Types.Of(v))).Call(target)
	}
	return e.readInto(ir.NotNull(v), target)
}

// readEnum reads a value of an enum. Unless the enum is open, other values violate it.
func (e *Emitter) readEnum(body *ir.Enum) []jen.Code {
	scalar := readBy(e.scalarReader(body.Base), jen.Id("v"))
	if body.Open {
		return []jen.Code{jen.Return(scalar)}
	}
	return []jen.Code{
		jen.Id("end").Op(":=").Add(scalar),
		jen.If(jen.Id("r").Dot(e.RTMember("json.Reader.Strict")).Op("&&").Op("!").Id("v").Dot("Known").Call()).Block(
			jen.Id("r").Dot(e.RTMember("json.Reader.Violate")).Call(jen.Id("i"), jen.Lit("enum"), jen.Lit(EnumMessage(body)))),
		jen.Return(jen.Id("end")),
	}
}
