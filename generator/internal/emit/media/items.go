package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/sample"
)

// items is a stream of items: iter.Seq2[T, error].
type items struct {
	stream
	format itemFormat
}

// itemFormat is what differs between streams of items.
type itemFormat interface {
	// itemType is T.
	itemType() *jen.Statement
	// The functions of the runtime for a stream, each with its last arguments.
	read() call
	write() call
	send() call
	receive() call
	// condition is IsKept.
	condition() *jen.Statement
	// sampleItem makes an item of a value.
	sampleItem(value *jen.Statement) *jen.Statement
}

// call is a function of the runtime with its last arguments.
type call struct {
	name string
	args []jen.Code
}

func (i items) Type() *jen.Statement {
	return jen.Qual("iter", "Seq2").Index(jen.List(i.format.itemType(), jen.Error()))
}

func (i items) RequestType(bool) *jen.Statement { return i.Type() }
func (i items) FurtherType() *jen.Statement     { return i.Type() }

func (items) RequestFacts() string { return "It is read once; an error in it ends the request." }

func (i items) Send(from Sending) []jen.Code {
	send := i.format.send()
	return outgoing(from, i.RT(send.name).Call(append([]jen.Code{jen.Id("r"), from.contentType(i.m), from.Body}, send.args...)...))
}

func (i items) Receive(to Reception) []jen.Code {
	receive := i.format.receive()
	args := append([]jen.Code{jen.Id("in"), jen.Lit(to.Required), to.ContentType}, receive.args...)
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Add(i.RT(receive.name)).Index(i.Types.Elem(i.m.Value)).Call(args...),
		i.refused(),
		jen.Add(to.Target).Op("=").Id("body"),
	}
}

func (i items) Read(bool) *jen.Statement {
	read := i.format.read()
	limit := jen.Id("c").Dot("config").Dot(i.RTMember("client.Config.MaxBody"))
	return i.RT(read.name).Index(i.Types.Elem(i.m.Value)).Call(append([]jen.Code{limit}, read.args...)...)
}

func (i items) Write(contentType jen.Code, result *jen.Statement, _ bool) *jen.Statement {
	write := i.format.write()
	args := []jen.Code{jen.Id("in"), contentType, result}
	return i.RT(write.name).Call(append(args, write.args...)...)
}

func (i items) IsKept() *jen.Statement { return i.format.condition() }

// SampleRequest is a stream of one item.
func (i items) SampleRequest(s *sample.Sampler) jen.Code {
	item := i.format.sampleItem(s.Element(i.m.Value))
	return jen.Func().Params(jen.Id("yield").Func().Params(i.format.itemType(), jen.Error()).Bool()).Block(
		jen.Id("yield").Call(item, jen.Nil()))
}

func (i items) SampleResponse(s *sample.Sampler, _ bool) jen.Code { return i.SampleRequest(s) }
