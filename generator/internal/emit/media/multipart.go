package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// multipartBody is multipart/form-data, an object whose members are parts. It is
// sent while it is read, for its files may be large.
type multipartBody struct{ tree }

func (multipartBody) IsOutgoing() bool { return true }

func (m multipartBody) Send(from Sending) []jen.Code {
	if from.Declared {
		return []jen.Code{m.send(from, assign("="))}
	}
	if from.Required {
		return []jen.Code{m.send(from, assign(":="))}
	}
	return []jen.Code{jen.Var().Id("out").Op("*").Add(m.RT("media.Outgoing")), m.send(from, assign("="))}
}

// assign returns a function that assigns to the variable out.
func assign(op string) func(*jen.Statement) *jen.Statement {
	return func(out *jen.Statement) *jen.Statement { return jen.Id("out").Op(op).Add(out) }
}

type multipartTree struct{ base }

func (m multipartTree) set(from Sending, target jen.Code, v ir.Value) *jen.Statement {
	return m.RT("client.SetMultipart").Call(m.setArgs(from, target, v, m.membersArg(), m.FilesArg(v))...)
}

func (m multipartTree) open(to Reception) []jen.Code {
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("in").Dot(m.RTMember("server.Exchange.ReadMultipart")).Call(jen.Lit(to.Required), to.ContentType),
		m.refused(),
		jen.Defer().Id("body").Dot(m.RTMember("media.MultipartBody.Remove")).Call(),
	}
}

func (m multipartTree) decode(target jen.Code, v ir.Value) *jen.Statement {
	return m.RT("media.DecodeMultipart").Call(m.decodeArgs(target, v, m.membersArg(), partNames(v), m.FilesArg(v))...)
}

// partNames is the list of the members of a body, or nil if it has parts of any name.
func partNames(v ir.Value) jen.Code {
	ref, _ := ir.Underlying(v).Type.(ir.Ref)
	if ref.Decl == nil {
		return jen.Nil()
	}
	body, ok := ref.Decl.Body.(*ir.Struct)
	if !ok || body.Additional != nil || body.Kept != nil {
		return jen.Nil()
	}
	names := []jen.Code{}
	for _, field := range body.Fields {
		names = append(names, jen.Lit(field.Name))
	}
	return jen.Index().String().Values(names...)
}

func (m multipartTree) read(pointer bool) *jen.Statement {
	return m.result("client.MultipartResult", pointer, m.membersArg(), m.FilesArg(m.m.Value))
}

func (m multipartTree) write(contentType jen.Code, target jen.Code) *jen.Statement {
	return m.RT("server.WriteMultipart").Call(m.writeArgs(contentType, target, m.membersArg(), m.FilesArg(m.m.Value))...)
}
