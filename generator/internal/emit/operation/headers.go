package operation

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// headers declares the struct with the headers of all responses of an operation.
func (e *Emitter) headers(f *gocode.File, op *ir.Operation) {
	if len(op.Headers)+len(op.RetiredHeaders) == 0 {
		return
	}
	name := e.Names.Headers(op)
	h := jen.Id("h")
	read, write := []jen.Code{e.HeaderReader(jen.Id("header"))}, []jen.Code{}
	fails := false
	join := func(err *jen.Statement) jen.Code {
		fails = true
		return jen.Err().Op("=").Qual("errors", "Join").Call(jen.Err(), err)
	}
	for _, header := range op.Headers {
		read, write = append(read, e.ReadHeader(header, h)), append(write, e.WriteHeader(header, h, join))
	}
	if fails {
		write = append([]jen.Code{jen.Var().Err().Error()}, append(write, jen.Return(jen.Err()))...)
	} else {
		write = append(write, jen.Return(jen.Nil()))
	}
	read = append(read, jen.Return(jen.Id("r").Dot(e.RTMember("form.HeaderReader.Err")).Call()))
	receiver := jen.Id("h").Op("*").Id(name)
	header := jen.Id("header").Qual("net/http", "Header")
	f.Add(jen.Id(gocode.Comment(name + " are the declared headers of all responses of " + e.Names.Operation(op) + ", errors included.")).Line().
		Type().Id(name).Struct(append(e.HeaderFields(op.Headers), e.RetiredHeaders(op.RetiredHeaders)...)...))
	f.Add(jen.Id(gocode.Comment("Read sets the fields of the headers that are present and valid, and returns a *ConstraintError that lists the invalid ones, or nil.")).Line().
		Func().Params(receiver).Id("Read").Params(header).Error().Block(read...))
	f.Add(jen.Id(gocode.Comment("Write sets the headers whose fields are set, and returns an error that names those whose value a header cannot express.")).Line().
		Func().Params(receiver).Id("Write").Params(header).Error().Block(write...))
}
