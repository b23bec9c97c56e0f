package param

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/check"
	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/shape"
)

// CheckIn sets the location of the next checks.
func (e *Emitter) CheckIn(in string, first bool) jen.Code {
	if first {
		return jen.Id("c").Op(":=").Op("&").Add(e.RT("check.Collector")).Values(jen.Dict{e.RTKey("check.Collector.In"): jen.Lit(in)})
	}
	return jen.Id("c").Dot(e.RTMember("check.Collector.In")).Op("=").Lit(in)
}

// SendParam puts a query, header or cookie parameter into the request.
func (e *Emitter) SendParam(p *ir.Param) jen.Code {
	if !p.IsText() {
		return e.sendForm(p)
	}
	u := ir.NotNull(ir.Underlying(p.Value))
	member := jen.Id("params").Dot(e.Names.Param(p))
	if list, ok := u.Type.(ir.List); ok {
		texts := e.RT("core.FormatList").Call(member, e.Formatter(list.Elem))
		var adder string
		switch {
		case p.In == ir.InHeader:
			adder = e.RTMember("client.Request.AddHeaderList")
		case !p.Explode:
			adder = e.RTMember("client.Request.AddQueryList")
		default:
			adder = e.textAdder(p)
			if p.AllowEmpty {
				texts = e.RT("client.OrEmptyText").Call(texts)
			}
			texts = texts.Op("...")
		}
		send := jen.Id("r").Dot(adder).Call(jen.Lit(p.Name), texts)
		if p.Required {
			return send
		}
		return jen.If(jen.Add(member).Op("!=").Nil()).Block(send)
	}
	send := func(value jen.Code) jen.Code {
		if p.In == ir.InQuerystring {
			return jen.Id("r").Dot(e.RTMember("client.Request.AddQuerystring")).Call(e.Formatted(u, value))
		}
		return jen.Id("r").Dot(e.textAdder(p)).Call(jen.Lit(p.Name), e.Formatted(u, value))
	}
	if !e.Shapes.Param(p).IsOpt() {
		return send(member)
	}
	sent := jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(member).Dot(e.RTMember("core.Opt.Get")).Call(), jen.Id("ok")).Block(send(jen.Id("v")))
	if p.Required {
		sent.Else().Block(jen.Id("r").Dot(e.textAdder(p)).Call(jen.Lit(p.Name), jen.Lit("")))
	}
	return sent
}

// textAdder is the method of a request that adds the text of a parameter.
func (e *Emitter) textAdder(p *ir.Param) string {
	switch {
	case p.AllowReserved:
		return e.RTMember("client.Request.AddReserved")
	case p.In == ir.InHeader:
		return e.RTMember("client.Request.AddHeader")
	case p.In == ir.InCookie:
		return e.RTMember("client.Request.AddCookie")
	}
	return e.RTMember("client.Request.AddQuery")
}

// ReceiveParam reads a parameter into the params struct.
func (e *Emitter) ReceiveParam(op *ir.Operation, p *ir.Param) jen.Code {
	if !p.IsText() {
		return e.receiveForm(op, p)
	}
	u := ir.NotNull(ir.Underlying(p.Value))
	target := jen.Op("&").Id("params").Dot(e.Names.Param(p))
	list, isList := u.Type.(ir.List)
	raw := e.rawParam(op, p, isList)
	if shape.IsEmptyText(p) {
		raw = raw.Dot(e.RTMember("server.Param.ReportMissing")).Call()
	}
	if p.AllowEmpty {
		raw = e.emptyText(raw, u)
	}
	if p.Default != "" && !p.Required {
		raw = raw.Dot(e.RTMember("server.Param.OrDefault")).Call(texts(p.Default)...)
	}
	if isList {
		return e.RT("server.ReadList").Call(raw, target, jen.Lit(p.Required), e.Parser(list.Elem))
	}
	read := "server.ReadOptional"
	switch e.Shapes.Param(p) {
	case ir.Plain:
		read = "server.ReadRequired"
	case ir.ZeroFilled:
		read = "server.ReadZeroFilled"
	}
	return e.RT(read).Call(raw, target, e.Parser(u))
}

// emptyText is what an empty text means where it is allowed: true to a flag, no
// elements to an array, absent to what has no empty text. See emptyFact.
func (e *Emitter) emptyText(raw *jen.Statement, u ir.Value) *jen.Statement {
	switch u.Type.(type) {
	case ir.String:
		return raw
	case ir.Boolean:
		return raw.Dot(e.RTMember("server.Param.EmptyAs")).Call(jen.Lit("true"))
	case ir.List:
		return raw.Dot(e.RTMember("server.Param.EmptyAsEmptyList")).Call()
	}
	return raw.Dot(e.RTMember("server.Param.EmptyAs")).Call()
}

// emptyFact documents the same.
func emptyFact(p *ir.Param) string {
	if !p.AllowEmpty || !p.IsText() {
		return ""
	}
	switch ir.NotNull(ir.Underlying(p.Value)).Type.(type) {
	case ir.String:
		return "May be empty."
	case ir.Boolean:
		return "An empty value means true."
	case ir.List:
		return "An empty array is sent as an empty value."
	}
	if p.Required {
		return "If absent, an empty value is sent."
	}
	return "An empty value means absent."
}

// texts are the scalars of a default, as they travel.
func texts(value string) []jen.Code {
	var items []json.RawMessage
	if json.Unmarshal([]byte(value), &items) != nil {
		items = []json.RawMessage{json.RawMessage(value)}
	}
	out := make([]jen.Code, len(items))
	for i, item := range items {
		text := string(item)
		if strings.HasPrefix(text, `"`) {
			text = gocode.Unquote(text)
		}
		out[i] = jen.Lit(text)
	}
	return out
}

// rawParam is where a parameter's text comes from.
func (e *Emitter) rawParam(op *ir.Operation, p *ir.Param, isList bool) *jen.Statement {
	in := jen.Id("in")
	name := jen.Lit(p.Name)
	switch p.In {
	case ir.InPath:
		return in.Dot(e.RTMember("server.Exchange.PathParam")).Call(name, jen.Lit(pathIndex(op, p)))
	case ir.InHeader:
		if isList {
			return in.Dot(e.RTMember("server.Exchange.HeaderList")).Call(name)
		}
		if slices.Contains([]string{"Host", "Content-Length"}, http.CanonicalHeaderKey(p.Name)) {
			return in.Dot(e.RTMember("server.Exchange.OwnHeader")).Call(name)
		}
		return in.Dot(e.RTMember("server.Exchange.HeaderParam")).Call(name)
	case ir.InCookie:
		return in.Dot(e.RTMember("server.Exchange.CookieParam")).Call(name)
	case ir.InQuerystring:
		return in.Dot(e.RTMember("server.Exchange.QuerystringText")).Call(name)
	}
	if isList && !p.Explode {
		if mayHoldComma(ir.Underlying(p.Value).Type.(ir.List).Elem) {
			return in.Dot(e.RTMember("server.Exchange.QueryTexts")).Call(name)
		}
		return in.Dot(e.RTMember("server.Exchange.QueryList")).Call(name)
	}
	return in.Dot(e.RTMember("server.Exchange.QueryParam")).Call(name)
}

// mayHoldComma reports whether an element of a list may contain a comma.
func mayHoldComma(v ir.Value) bool {
	u := ir.Underlying(v)
	if enum := ir.AsEnum(u); enum != nil && !enum.Open {
		return slices.ContainsFunc(enum.Values, func(v *ir.EnumValue) bool { return strings.Contains(v.Literal, ",") })
	}
	switch textType(u).(type) {
	case ir.String, ir.Foreign:
		return true
	}
	return false
}

// ParamField is the field of a parameter in the params struct.
func (e *Emitter) ParamField(p *ir.Param) jen.Code {
	facts := []string{travels(p)}
	if fact := emptyFact(p); fact != "" {
		facts = append(facts, fact)
	}
	facts = append(facts, model.Constraints(p.Value)...)
	if p.Default != "" {
		facts = append(facts, "Default: "+p.Default+".")
	}
	return jen.Add(gocode.Doc(target.FirstText(p.Doc), strings.Join(facts, " "), target.Deprecation(p.Doc))).
		Id(e.Names.Param(p)).Add(e.Types.Field(p.Value, e.Shapes.Param(p))).Tag(model.TagMap(p.Tags))
}

// RetiredParam is the field of a parameter that is only in the lock.
func (e *Emitter) RetiredParam(p *ir.Param) jen.Code {
	return jen.Add(gocode.Doc("Not sent.", target.Deprecation(p.Doc))).Id(e.Names.Param(p)).Add(e.Types.Field(p.Value, e.Shapes.Param(p)))
}

// ParamChecks checks the parameters of the params struct p.
func (e *Emitter) ParamChecks(params []*ir.Param) []jen.Code {
	var code []jen.Code
	at := ir.Location("")
	for _, p := range params {
		checks := e.CheckShaped(p.Value, e.Shapes.Param(p), check.Named(p.Name), jen.Id("p").Dot(e.Names.Param(p)))
		if len(checks) > 0 && p.In != at {
			at = p.In
			code = append(code, e.CheckIn(string(at), len(code) == 0))
		}
		code = append(code, checks...)
	}
	return code
}
