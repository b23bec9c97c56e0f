package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/param"
	"github.com/peergen/peergen/generator/internal/ir"
)

// events is a stream of server-sent events: text/event-stream.
type events struct{ base }

func (e events) itemType() *jen.Statement {
	return e.RT("media.ServerEvent").Index(e.Types.Elem(e.m.Value))
}

// isText reports whether the data of events is text, not JSON.
func (e events) isText() bool {
	u := ir.Underlying(e.m.Value)
	if enum := ir.AsEnum(u); enum != nil {
		u = ir.Value{Type: enum.Base}
	}
	return param.IsPlainString(u) && !ir.IsNullable(e.m.Value)
}

func (e events) data() jen.Code {
	if e.isText() {
		return e.RT("media.EventText")
	}
	return e.Reader(e.m.Value)
}

func (e events) appender() jen.Code {
	if e.isText() {
		return e.RT("media.AppendEventText")
	}
	return e.Appender(e.m.Value)
}

func (e events) read() call {
	return call{"client.EventResult", []jen.Code{jen.Id("resp"), jen.Id("stream"), jen.Lit(e.isText()), e.checked(e.data())}}
}

func (e events) write() call { return call{"server.WriteEvents", []jen.Code{e.appender()}} }
func (e events) send() call {
	return call{"client.OutgoingEvents", []jen.Code{e.checkedAppender(e.appender())}}
}

func (e events) receive() call {
	return call{"server.ReadBodyEvents", []jen.Code{jen.Lit(e.isText()), e.checked(e.data())}}
}

func (e events) condition() *jen.Statement {
	return jen.Id("r").Dot(e.RTMember("client.Response.IsEvents")).Call()
}

func (e events) sampleItem(value *jen.Statement) *jen.Statement {
	return e.itemType().Values(jen.Dict{e.RTKey("media.ServerEvent.Data"): value})
}
