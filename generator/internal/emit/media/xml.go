package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// xmlBody is application/xml, and all that ends in +xml.
type xmlBody struct{ base }

func (x xmlBody) set(from Sending, target jen.Code, v ir.Value) *jen.Statement {
	return x.RT("client.SetXML").Call(x.setArgs(from, target, v, x.XMLRoot(x.m))...)
}

func (x xmlBody) open(to Reception) []jen.Code {
	return x.readWhole(to, "server.Exchange.ReadBody")
}

func (x xmlBody) decode(target jen.Code, v ir.Value) *jen.Statement {
	return x.RT("media.DecodeXML").Call(x.decodeArgs(target, v, x.XMLRoot(x.m))...)
}

func (x xmlBody) read(pointer bool) *jen.Statement {
	return x.result("client.XMLResult", pointer, x.XMLRoot(x.m))
}

func (x xmlBody) write(contentType jen.Code, target jen.Code) *jen.Statement {
	return x.RT("server.WriteXML").Call(x.writeArgs(contentType, target, x.XMLRoot(x.m))...)
}

func (x xmlBody) ErrorType() *jen.Statement { return x.Types.Elem(x.m.Value) }

func (x xmlBody) ReadError() *jen.Statement {
	return x.RT("client.DecodeErrorXML").Index(x.ErrorType()).Call(jen.Id("resp"), x.checked(x.Reader(x.m.Value)), x.XMLRoot(x.m))
}

func (x xmlBody) ErrorEncoder() *jen.Statement {
	return x.RT("server.ErrorAsXML").Index(x.ErrorType()).Call(x.Appender(x.m.Value), x.XMLRoot(x.m))
}
