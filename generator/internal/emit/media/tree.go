package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/check"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// IsTree holds for the formats of which a codec reads and writes the whole.
func IsTree(f ir.Format) bool {
	switch f {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return true
	}
	return false
}

// setTree makes the value that target points at the body of the request r.
func (e *Emitter) setTree(m *ir.Media, target jen.Code, v ir.Value) *jen.Statement {
	args := []jen.Code{jen.Id("r"), jen.Lit(m.Type), target, e.Element(v)}
	switch m.Format {
	case ir.JSON:
		return e.RT("setBody").Call(args...)
	case ir.XML:
		return e.RT("setXML").Call(append(args, e.XMLRoot(m))...)
	case ir.Form:
		return e.RT("setForm").Call(append(args, e.membersArg(m))...)
	case ir.Multipart:
		return e.RT("setMultipart").Call(append(args, e.membersArg(m), e.FilesArg(v))...)
	}
	panic("emit: tree of format " + string(m.Format))
}

// readTree reads the body of a success that is no JSON: a pointer to it, or the
// value.
func (e *Emitter) readTree(m *ir.Media, pointer bool) *jen.Statement {
	args := []jen.Code{jen.Id("resp"), e.Element(m.Value)}
	var read *jen.Statement
	switch m.Format {
	case ir.XML:
		read = e.RT("xmlResult").Index(e.Types.Elem(m.Value)).Call(append(args, e.XMLRoot(m))...)
	case ir.Form:
		read = e.RT("formResult").Index(e.Types.Elem(m.Value)).Call(append(args, e.membersArg(m))...)
	case ir.Multipart:
		read = e.RT("multipartResult").Index(e.Types.Elem(m.Value)).Call(append(args, e.membersArg(m), e.FilesArg(m.Value))...)
	default:
		panic("emit: tree of format " + string(m.Format))
	}
	if pointer {
		return read
	}
	return e.RT("bodyValue").Call(read)
}

// writeTree sends the value that target points at.
func (e *Emitter) writeTree(m *ir.Media, status, contentType, target jen.Code) *jen.Statement {
	args := []jen.Code{jen.Id("w"), status, contentType, target, e.Element(m.Value)}
	switch m.Format {
	case ir.JSON:
		return e.RT("writeResult").Call(args...)
	case ir.XML:
		return e.RT("writeXML").Call(append(args, e.XMLRoot(m))...)
	case ir.Form:
		return e.RT("writeFormBody").Call(append(args, e.membersArg(m))...)
	case ir.Multipart:
		config := []jen.Code{jen.Op("&").Id("h").Dot(e.RTEmbedded("serverConfig")), jen.Id("w"), jen.Id("r")}
		return e.RT("writeMultipart").Call(append(config, append(args[1:], e.membersArg(m), e.FilesArg(m.Value))...)...)
	}
	panic("emit: tree of format " + string(m.Format))
}

// openTree reads a body as far as it goes without a type: body is nil for none.
func (e *Emitter) openTree(m *ir.Media, to Reception) []jen.Code {
	if m.Format != ir.Multipart {
		return e.readWhole(to)
	}
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("h").Dot(e.RTMember("serverConfig.readMultipart")).Call(jen.Id("w"), jen.Id("r"), to.ContentType, jen.Lit(to.Required)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
		jen.Defer().Id("body").Dot(e.RTMember("multipartBody.remove")).Call(),
	}
}

// decodeTree reads the body into the value that target points at.
func (e *Emitter) decodeTree(m *ir.Media, to Reception, target jen.Code, v ir.Value) *jen.Statement {
	switch m.Format {
	case ir.JSON:
		return e.RT("decodeBody").Call(jen.Id("body"), jen.Lit(!to.Lenient), target, e.Element(v))
	case ir.XML:
		return e.RT("decodeXML").Call(jen.Id("body"), jen.Lit(!to.Lenient), target, e.Element(v), e.XMLRoot(m))
	case ir.Form:
		return e.RT("decodeForm").Call(jen.Id("body"), jen.Lit(!to.Lenient), target, e.Element(v), e.membersArg(m))
	case ir.Multipart:
		return e.RT("decodeMultipart").Call(jen.Id("body"), jen.Lit(!to.Lenient), target, e.Element(v), e.membersArg(m), e.FilesArg(v))
	}
	panic("emit: tree of format " + string(m.Format))
}

func (e *Emitter) treeChecks(m *ir.Media, required bool, body *jen.Statement) []jen.Code {
	return e.CheckPlace(nil, m.Value, required, check.Place{}, body)
}

// sendTree puts a body that is there into the request r; of a multipart body,
// assign gets what is sent.
func (e *Emitter) sendTree(m *ir.Media, required bool, body *jen.Statement, assign func(*jen.Statement) *jen.Statement) jen.Code {
	set := func(target jen.Code, v ir.Value) jen.Code {
		return assign(e.setTree(m, target, v))
	}
	u := ir.Underlying(m.Value)
	switch {
	case required:
		return set(jen.Op("&").Add(body), m.Value)
	case ir.IsNullable(m.Value):
		return jen.If(jen.Op("!").Add(body).Dot(e.RTMember("Opt.IsZero")).Call()).Block(set(jen.Op("&").Add(body), m.Value))
	case ir.StructDecl(u) != nil:
		return jen.If(jen.Add(body).Op("!=").Nil()).Block(set(body, u))
	case gocode.IsNilable(u):
		return jen.If(jen.Add(body).Op("!=").Nil()).Block(set(jen.Op("&").Add(body), u))
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(body).Dot(e.RTMember("Opt.Get")).Call(), jen.Id("ok")).Block(set(jen.Op("&").Id("v"), u))
}

func (e *Emitter) receiveTree(m *ir.Media, to Reception) []jen.Code {
	decode := func(target jen.Code, v ir.Value) *jen.Statement { return e.decodeTree(m, to, target, v) }
	code := e.openTree(m, to)
	if to.Required {
		return append(code, to.bodyErr(decode(jen.Op("&").Add(to.Target), m.Value)))
	}
	u := ir.Underlying(m.Value)
	present := jen.If(jen.Id("body").Op("!=").Nil())
	switch {
	case ir.IsNullable(m.Value):
		present.Block(jen.Id("bodyErr").Op("=").Add(decode(jen.Op("&").Add(to.Target), m.Value)))
	case ir.StructDecl(u) != nil:
		present.Block(
			jen.Add(to.Target).Op("=").New(e.Types.Of(m.Value)),
			jen.Id("bodyErr").Op("=").Add(decode(to.Target, u)))
	case gocode.IsNilable(u):
		present.Block(jen.Id("bodyErr").Op("=").Add(decode(jen.Op("&").Add(to.Target), u)))
	default:
		present.Block(
			jen.Var().Id("v").Add(e.Types.Of(m.Value)),
			jen.Id("bodyErr").Op("=").Add(decode(jen.Op("&").Id("v"), u)),
			jen.Add(to.Target).Op("=").Add(e.RT("Some")).Call(jen.Id("v")))
	}
	return to.declared(code, present)
}
