package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// xmlBody is application/xml, and all that ends in +xml.
type xmlBody struct{ base }

func (x xmlBody) set(target jen.Code, v ir.Value) *jen.Statement {
	return x.RT("setXML").Call(x.setArgs(target, v, x.XMLRoot(x.m))...)
}

func (x xmlBody) open(to Reception) []jen.Code {
	return x.readWhole(to, func() jen.Code { return x.RT("isXML") })
}

func (x xmlBody) decode(to Reception, target jen.Code, v ir.Value) *jen.Statement {
	return x.RT("decodeXML").Call(x.decodeArgs(to, target, v, x.XMLRoot(x.m))...)
}

func (x xmlBody) read(pointer bool) *jen.Statement {
	return x.result("xmlResult", pointer, x.XMLRoot(x.m))
}

func (x xmlBody) write(to Writing, target jen.Code) *jen.Statement {
	return x.RT("writeXML").Call(x.writeArgs(to, target, x.XMLRoot(x.m))...)
}

func (x xmlBody) ErrorType() *jen.Statement { return x.Types.Elem(x.m.Value) }

func (x xmlBody) ReadError() *jen.Statement {
	return x.RT("decodeErrorXML").Index(x.ErrorType()).Call(jen.Id("resp"), x.Element(x.m.Value), x.XMLRoot(x.m))
}

func (x xmlBody) ErrorEncoder() *jen.Statement {
	return x.RT("errorAsXML").Index(x.ErrorType()).Call(x.Element(x.m.Value), x.XMLRoot(x.m))
}
