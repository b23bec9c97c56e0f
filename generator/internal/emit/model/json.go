package model

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Codec is a function or method that reads or writes values of a declared type.
type Codec struct {
	Kind CodecKind
	Decl *ir.Decl
}

// CodecKind is what a codec reads or writes.
type CodecKind int

// The kinds of codecs, in the order of the output.
const (
	JSONCodec    CodecKind = iota // reads JSON, and formats that are mapped to it
	JSONAppender                  // writes JSON, and formats that are mapped to it
	FilesCodec                    // the files of an object, see FilesArg
	PartCodec                     // a part of a multipart body, see CodePart
)

func (e *Emitter) codecParam() jen.Code { return jen.Id("c").Op("*").Add(e.RT("json.Codec")) }

// codec mentions the function of a declared type that reads its JSON.
func (e *Emitter) codec(d *ir.Decl) *jen.Statement {
	e.Codecs.Mention(Codec{JSONCodec, d})
	return jen.Id(e.Names.Codec(d))
}

// CodecFunc writes the codec of a declared type, whose value is v.
func (e *Emitter) CodecFunc(d *ir.Decl, body ...jen.Code) jen.Code {
	return jen.Func().Id(e.Names.Codec(d)).Params(e.codecParam(), jen.Id("v").Op("*").Id(e.Names.Type(d))).Block(body...)
}

// NamedCodec is the body of the codec of a named type: code for the value v points to.
func (e *Emitter) NamedCodec(v ir.Value) jen.Code {
	switch t := v.Type.(type) {
	case ir.List:
		return e.RT("json.Array").Call(jen.Id("c"), jen.Id("v"), e.Element(t.Elem))
	case ir.Dict:
		return e.RT("json.Map").Call(jen.Id("c"), jen.Id("v"), e.memberElement(t.Elem, t.Names))
	}
	target := jen.Id("v")
	switch v.Type.(type) {
	case ir.Time, ir.Date, ir.UnixTime, ir.Foreign: // a named type does not have their methods
		target = jen.Parens(jen.Op("*").Add(e.Types.Of(v))).Call(target)
	}
	return e.scalarCodec(v.Type).Call(jen.Id("c"), target)
}

// Element is the function that reads a value of a type.
func (e *Emitter) Element(v ir.Value) *jen.Statement {
	u := ir.Underlying(v)
	if ir.IsNullable(v) {
		return e.closure(e.RT("core.Opt").Index(e.Types.Of(v)), "json.Nullable", e.Element(ir.NotNull(u)))
	}
	if _, isAny := u.Type.(ir.Any); u.Nullable && !isAny {
		return e.closure(e.Types.Of(u), "json.NullAsZero", e.Element(ir.NotNull(u)))
	}
	switch t := u.Type.(type) {
	case ir.List:
		return e.closure(e.Types.Of(u), "json.Array", e.Element(t.Elem))
	case ir.Dict:
		return e.closure(e.Types.Of(u), "json.Map", e.memberElement(t.Elem, t.Names))
	case ir.Ref:
		return e.codec(t.Decl)
	}
	return e.scalarCodec(u.Type)
}

// closure captures nothing, so it costs nothing.
func (e *Emitter) closure(param *jen.Statement, helper string, inner *jen.Statement) *jen.Statement {
	return jen.Func().Params(e.codecParam(), jen.Id("p").Op("*").Add(param)).Block(
		e.RT(helper).Call(jen.Id("c"), jen.Id("p"), inner))
}

// scalarCodec is the function of the runtime for a scalar, or for raw JSON.
func (e *Emitter) scalarCodec(t ir.Type) *jen.Statement {
	switch t := t.(type) {
	case ir.String:
		return e.RT("json.String")
	case ir.Integer:
		if t.Unsigned {
			return e.RT("json.Uint")
		}
		return e.RT("json.Int")
	case ir.Number:
		return e.RT("json.Float")
	case ir.Boolean:
		return e.RT("json.Bool")
	case ir.Any:
		return e.RT("json.Raw")
	case ir.Time:
		return e.RT("json.Time")
	case ir.Date:
		return e.RT("json.Date")
	case ir.Bytes:
		return e.RT("json.Bytes")
	case ir.UnixTime:
		return e.RT("json.UnixTime")
	case ir.Decimal:
		return e.RT("json.Decimal")
	case ir.Foreign:
		return e.RT("json.Foreign")
	}
	panic(fmt.Sprintf("emit: scalar of kind %T", t))
}

// Marshalers declares MarshalJSON and UnmarshalJSON.
func (e *Emitter) Marshalers(d *ir.Decl) jen.Code {
	return jen.Func().Params(jen.Id("v").Id(e.Names.Type(d))).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
		Add(gocode.ShortBody(jen.Return(e.RT("json.Encode").Call(jen.Op("&").Id("v"), e.Appender(ir.Value{Type: ir.Ref{Decl: d}}))))).Line().
		Func().Params(jen.Id("v").Op("*").Id(e.Names.Type(d))).Id("UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().
		Add(gocode.ShortBody(jen.Return(e.RT("json.Unmarshal").Call(jen.Id("data"), jen.Id("v"), e.codec(d)))))
}
