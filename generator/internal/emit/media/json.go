package media

import (
	"mime"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// jsonBody is application/json, and all that ends in +json.
type jsonBody struct{ base }

// namesJSON reports whether the runtime takes a content type for JSON.
func namesJSON(mediaType string) bool {
	base, _, err := mime.ParseMediaType(mediaType)
	return err == nil && (strings.HasSuffix(base, "/json") || strings.HasSuffix(base, "+json"))
}

// response is the variable resp, read as JSON if its content type may be named
// otherwise.
func (j jsonBody) response() *jen.Statement {
	if slices.ContainsFunc(j.contents, func(m *ir.Media) bool { return m.Format == ir.JSON && !namesJSON(m.Type) }) {
		return jen.Id("resp").Dot(j.RTMember("client.Response.TextAsJSON")).Call()
	}
	return jen.Id("resp")
}

func (j jsonBody) set(from Sending, target jen.Code, v ir.Value) *jen.Statement {
	return j.RT("client.SetBody").Call(j.setArgs(from, target, v)...)
}

func (j jsonBody) open(to Reception) []jen.Code {
	return j.readWhole(to, "server.Exchange.ReadBody")
}

func (j jsonBody) decode(target jen.Code, v ir.Value) *jen.Statement {
	return j.RT("json.Decode").Call(j.decodeArgs(target, v)...)
}

func (j jsonBody) read(pointer bool) *jen.Statement {
	read := "client.DecodeValue"
	if pointer {
		read = "client.DecodeResult"
	}
	return j.RT(read).Index(j.Types.Elem(j.m.Value)).Call(j.response(), j.checked(j.Reader(j.m.Value)))
}

func (j jsonBody) write(contentType jen.Code, target jen.Code) *jen.Statement {
	return j.RT("server.WriteResult").Call(j.writeArgs(contentType, target)...)
}

func (j jsonBody) ErrorType() *jen.Statement { return j.Types.Elem(j.m.Value) }

func (j jsonBody) ReadError() *jen.Statement {
	return j.RT("client.DecodeError").Index(j.ErrorType()).Call(j.response(), j.checked(j.Reader(j.m.Value)))
}

func (j jsonBody) ErrorEncoder() *jen.Statement {
	return j.RT("server.ErrorAsJSON").Index(j.ErrorType()).Call(j.Appender(j.m.Value))
}
