package emit

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// paramShape: a parameter that may be null is as good as absent then, for null
// has no text.
func (e *emitter) paramShape(p *ir.Param) gocode.Shape {
	if holdsBytes(p.Value) && !p.Required || maySayNothing(p) {
		return gocode.Opt
	}
	return e.types.Shape(nil, ir.NotNull(ir.Underlying(p.Value)), p.Required)
}

// isText reports whether a parameter travels by the scalars in it alone: one, or
// the elements of a list.
func isText(p *ir.Param) bool {
	u := ir.NotNull(ir.Underlying(p.Value))
	if ir.IsScalar(u) {
		return p.Style == ir.StyleForm || p.Style == ir.StyleSimple
	}
	list, ok := u.Type.(ir.List)
	if !ok || !ir.IsScalar(list.Elem) || ir.IsNullable(list.Elem) {
		return false
	}
	return p.In == ir.InQuery && p.Style == ir.StyleForm && (p.Explode || !p.AllowReserved) || p.In == ir.InHeader && p.Style == ir.StyleSimple
}

// sendParam puts a query, header or cookie parameter into the request.
func (e *emitter) sendParam(p *ir.Param) jen.Code {
	if !isText(p) {
		return e.sendForm(p)
	}
	u := ir.NotNull(ir.Underlying(p.Value))
	member := jen.Id("params").Dot(e.names.Param(p))
	if list, ok := u.Type.(ir.List); ok {
		texts := e.rt("formatList").Call(member, e.formatter(list.Elem))
		var adder string
		switch {
		case p.In == ir.InHeader:
			adder = e.rtDot("request.addHeaderList")
		case !p.Explode:
			adder = e.rtDot("request.addQueryList")
		default:
			adder = e.textAdder(p)
			if p.AllowEmpty {
				texts = e.rt("orEmptyText").Call(texts)
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
			return jen.Id("r").Dot(e.rtDot("request.addQuerystring")).Call(e.formatted(u, value))
		}
		return jen.Id("r").Dot(e.textAdder(p)).Call(jen.Lit(p.Name), e.formatted(u, value))
	}
	if p.Required && !maySayNothing(p) {
		return send(member)
	}
	sent := jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(member).Dot(e.rtDot("Opt.Get")).Call(), jen.Id("ok")).Block(send(jen.Id("v")))
	if p.Required {
		sent.Else().Block(jen.Id("r").Dot(e.textAdder(p)).Call(jen.Lit(p.Name), jen.Lit("")))
	}
	return sent
}

// textAdder is the method of a request that adds the text of a parameter.
func (e *emitter) textAdder(p *ir.Param) string {
	switch {
	case p.AllowReserved:
		return e.rtDot("request.addReserved")
	case p.In == ir.InHeader:
		return e.rtDot("request.addHeader")
	case p.In == ir.InCookie:
		return e.rtDot("request.addCookie")
	}
	return e.rtDot("request.addQuery")
}

// maySayNothing holds for a required parameter whose empty text is no value of
// its type, though the document allows it: it is an Opt, and travels with or
// without a value.
func maySayNothing(p *ir.Param) bool {
	if !p.Required || !p.AllowEmpty || !isText(p) {
		return false
	}
	switch ir.NotNull(ir.Underlying(p.Value)).Type.(type) {
	case ir.String, ir.Boolean, ir.List:
		return false
	}
	return true
}

// receiveParam reads a parameter into the params struct.
func (e *emitter) receiveParam(op *ir.Operation, p *ir.Param) jen.Code {
	if !isText(p) {
		return e.receiveForm(op, p)
	}
	u := ir.NotNull(ir.Underlying(p.Value))
	target := jen.Op("&").Id("params").Dot(e.names.Param(p))
	list, isList := u.Type.(ir.List)
	raw := e.rawParam(op, p, isList)
	if maySayNothing(p) {
		raw = raw.Dot(e.rtDot("rawParam.thereAtAll")).Call()
	}
	if p.AllowEmpty {
		raw = e.emptyText(raw, u)
	}
	if p.Default != "" && !p.Required {
		raw = raw.Dot(e.rtDot("rawParam.otherwise")).Call(texts(p.Default)...)
	}
	if isList {
		return e.rt("readList").Call(raw, target, jen.Lit(p.Required), e.receivedParser(list.Elem, isLenient(op)))
	}
	if p.Required && !maySayNothing(p) {
		return e.rt("readRequired").Call(raw, target, e.receivedParser(u, isLenient(op)))
	}
	return e.rt("readOptional").Call(raw, target, e.receivedParser(u, isLenient(op)))
}

// emptyText is what an empty text means where it is allowed: true to a flag, no
// elements to an array, absent to what has no empty text. See emptyFact.
func (e *emitter) emptyText(raw *jen.Statement, u ir.Value) *jen.Statement {
	switch u.Type.(type) {
	case ir.String:
		return raw
	case ir.Boolean:
		return raw.Dot(e.rtDot("rawParam.emptyAs")).Call(jen.Lit("true"))
	case ir.List:
		return raw.Dot(e.rtDot("rawParam.emptyAsNoElements")).Call()
	}
	return raw.Dot(e.rtDot("rawParam.emptyAs")).Call()
}

// emptyFact tells a caller of the same.
func emptyFact(p *ir.Param) string {
	if !p.AllowEmpty || !isText(p) {
		return ""
	}
	switch ir.NotNull(ir.Underlying(p.Value)).Type.(type) {
	case ir.String:
		return "May be empty."
	case ir.Boolean:
		return "An empty text is true."
	case ir.List:
		return "An empty array travels as an empty text."
	}
	if p.Required {
		return "Without a value an empty text travels."
	}
	return "An empty text is no value."
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
func (e *emitter) rawParam(op *ir.Operation, p *ir.Param, isList bool) *jen.Statement {
	in := jen.Id("in")
	name := jen.Lit(p.Name)
	switch p.In {
	case ir.InPath:
		return in.Dot(e.rtDot("paramReader.pathParam")).Call(name, jen.Lit(pathIndex(op, p)))
	case ir.InHeader:
		if isList {
			return in.Dot(e.rtDot("paramReader.headerList")).Call(name)
		}
		if slices.Contains([]string{"Host", "Content-Length"}, http.CanonicalHeaderKey(p.Name)) {
			return in.Dot(e.rtDot("paramReader.ownHeader")).Call(name)
		}
		return in.Dot(e.rtDot("paramReader.headerParam")).Call(name)
	case ir.InCookie:
		return in.Dot(e.rtDot("paramReader.cookieParam")).Call(name)
	case ir.InQuerystring:
		return in.Dot(e.rtDot("paramReader.querystringText")).Call(name)
	}
	if isList && !p.Explode {
		if mayHoldComma(ir.Underlying(p.Value).Type.(ir.List).Elem) {
			return in.Dot(e.rtDot("paramReader.queryTexts")).Call(name)
		}
		return in.Dot(e.rtDot("paramReader.queryList")).Call(name)
	}
	return in.Dot(e.rtDot("paramReader.queryParam")).Call(name)
}

// mayHoldComma reports whether an element of a list can be told from two.
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

// paramField is the field of a parameter in the params struct.
func (e *emitter) paramField(p *ir.Param) jen.Code {
	facts := []string{travels(p)}
	if fact := emptyFact(p); fact != "" {
		facts = append(facts, fact)
	}
	facts = append(facts, constraints(p.Value)...)
	if p.Default != "" {
		facts = append(facts, "Default: "+p.Default+".")
	}
	return jen.Add(gocode.Doc(firstText(p.Doc), strings.Join(facts, " "), deprecation(p.Doc))).
		Id(e.names.Param(p)).Add(e.types.Field(p.Value, e.paramShape(p))).Tag(tagMap(p.Tags))
}

// paramChecks checks the parameters of the params struct p.
func (e *emitter) paramChecks(params []*ir.Param) []jen.Code {
	var code []jen.Code
	at := ir.Location("")
	for _, p := range params {
		checks := e.checkPlace(nil, ir.NotNull(ir.Underlying(p.Value)), p.Required && !maySayNothing(p), jen.Lit(p.Name), jen.Id("p").Dot(e.names.Param(p)))
		if len(checks) > 0 && p.In != at {
			at = p.In
			code = append(code, e.checkIn(string(at), len(code) == 0))
		}
		code = append(code, checks...)
	}
	return code
}
