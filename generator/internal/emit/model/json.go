package model

import (
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
	JSONReader   CodecKind = iota // reads JSON, and formats that are mapped to it
	JSONAppender                  // writes JSON, and formats that are mapped to it
	FilesCodec                    // the files of an object, see FilesArg
	PartCodec                     // a part of a multipart body, see CodePart
)

// Marshalers declares MarshalJSON and UnmarshalJSON.
func (e *Emitter) Marshalers(d *ir.Decl) jen.Code {
	w := jen.Id("w")
	text := e.Appender(ir.Value{Type: ir.Ref{Decl: d}}).Call(jen.Add(w).Dot(e.RTMember("json.Writer.Buf")), w, jen.Lit(""), jen.Op("&").Id("v"))
	return jen.Func().Params(jen.Id("v").Id(e.Names.Type(d))).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).Block(
		jen.Add(w).Op(":=").Add(e.RT("json.NewWriter")).Call(jen.Lit(0)),
		jen.Return(jen.Add(w).Dot(e.RTMember("json.Writer.Finish")).Call(text)),
	).Line().
		Func().Params(jen.Id("v").Op("*").Id(e.Names.Type(d))).Id("UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().
		Add(gocode.ShortBody(jen.Return(e.RT("json.Unmarshal").Call(jen.Id("data"), jen.Id("v"), e.declReader(d)))))
}
