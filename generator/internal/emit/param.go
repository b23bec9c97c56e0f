package emit

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// paramShape: a parameter that may be null is as good as absent then, for null
// has no text.
func (e *emitter) paramShape(p *ir.Param) shape {
	if holdsBytes(p.Value) && !p.Required || maySayNothing(p) {
		return opt
	}
	return e.shape(nil, notNull(ir.Underlying(p.Value)), p.Required)
}

// isText reports whether a parameter travels by the scalars in it alone: one, or
// the elements of a list.
func isText(p *ir.Param) bool {
	u := notNull(ir.Underlying(p.Value))
	if ir.IsScalar(u) {
		return p.Style == ir.StyleForm || p.Style == ir.StyleSimple
	}
	list, ok := u.Type.(ir.List)
	if !ok || !ir.IsScalar(list.Elem) || elemNullable(list.Elem) {
		return false
	}
	return p.In == ir.InQuery && p.Style == ir.StyleForm && (p.Explode || !p.AllowReserved) || p.In == ir.InHeader && p.Style == ir.StyleSimple
}

// formatted is a scalar as text.
func formatted(v ir.Value, value jen.Code) jen.Code {
	if isPlainString(v) {
		return value
	}
	return jen.Add(formatter(v)).Call(value)
}

func isPlainString(v ir.Value) bool {
	_, ok := v.Type.(ir.String)
	return ok
}

// formatter is the function of the runtime that turns a scalar into text.
func formatter(v ir.Value) jen.Code { return jen.Id("format" + textKind(v)) }

// textKind is the part of formatX and parseX after the verb.
func textKind(v ir.Value) string {
	u := ir.Underlying(v)
	if enum := enumDecl(u); enum != nil {
		u = ir.Value{Type: enum.Base}
	}
	switch t := u.Type.(type) {
	case ir.String:
		return "String"
	case ir.Boolean:
		return "Bool"
	case ir.Integer:
		if t.Unsigned {
			return "Uint"
		}
		return "Int"
	case ir.Number:
		return fmt.Sprintf("Float%d", t.Bits)
	}
	if word := formatWord(u.Type); word != "" {
		return word
	}
	panic(fmt.Sprintf("emit: parameter of kind %T", u.Type))
}

// sendParam puts a query, header or cookie parameter into the request.
func (e *emitter) sendParam(p *ir.Param) jen.Code {
	if !isText(p) {
		return e.sendForm(p)
	}
	u := notNull(ir.Underlying(p.Value))
	member := jen.Id("params").Dot(p.GoName)
	adder := map[ir.Location]string{ir.InQuery: "addQuery", ir.InHeader: "addHeader", ir.InCookie: "addCookie"}[p.In]
	if p.AllowReserved {
		adder = "addReserved"
	}
	if list, ok := u.Type.(ir.List); ok {
		texts := jen.Id("formatList").Call(member, formatter(list.Elem))
		switch {
		case p.In == ir.InHeader || !p.Explode:
			adder += "List"
		case p.AllowEmpty:
			texts = jen.Id("orEmptyText").Call(texts).Op("...")
		default:
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
			return jen.Id("r").Dot("addQuerystring").Call(formatted(u, value))
		}
		return jen.Id("r").Dot(adder).Call(jen.Lit(p.Name), formatted(u, value))
	}
	if p.Required && !maySayNothing(p) {
		return send(member)
	}
	sent := jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(member).Dot("Get").Call(), jen.Id("ok")).Block(send(jen.Id("v")))
	if p.Required {
		sent.Else().Block(jen.Id("r").Dot(adder).Call(jen.Lit(p.Name), jen.Lit("")))
	}
	return sent
}

// maySayNothing holds for a required parameter whose empty text is no value of
// its type, though the document allows it: it is an Opt, and travels with or
// without a value.
func maySayNothing(p *ir.Param) bool {
	if !p.Required || !p.AllowEmpty || !isText(p) {
		return false
	}
	switch notNull(ir.Underlying(p.Value)).Type.(type) {
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
	u := notNull(ir.Underlying(p.Value))
	target := jen.Op("&").Id("params").Dot(p.GoName)
	list, isList := u.Type.(ir.List)
	raw := rawParam(op, p, isList)
	if maySayNothing(p) {
		raw = raw.Dot("thereAtAll").Call()
	}
	if p.AllowEmpty {
		raw = emptyText(raw, u)
	}
	if p.Default != "" && !p.Required {
		raw = raw.Dot("otherwise").Call(texts(p.Default)...)
	}
	if isList {
		return jen.Id("readList").Call(raw, target, jen.Lit(p.Required), receivedParser(list.Elem, isLenient(op)))
	}
	if p.Required && !maySayNothing(p) {
		return jen.Id("readRequired").Call(raw, target, receivedParser(u, isLenient(op)))
	}
	return jen.Id("readOptional").Call(raw, target, receivedParser(u, isLenient(op)))
}

// emptyText is what an empty text means where it is allowed: true to a flag, no
// elements to an array, absent to what has no empty text. See emptyFact.
func emptyText(raw *jen.Statement, u ir.Value) *jen.Statement {
	switch u.Type.(type) {
	case ir.String:
		return raw
	case ir.Boolean:
		return raw.Dot("emptyAs").Call(jen.Lit("true"))
	case ir.List:
		return raw.Dot("emptyAsNoElements").Call()
	}
	return raw.Dot("emptyAs").Call()
}

// emptyFact tells a caller of the same.
func emptyFact(p *ir.Param) string {
	if !p.AllowEmpty || !isText(p) {
		return ""
	}
	switch notNull(ir.Underlying(p.Value)).Type.(type) {
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
			text = unquote(text)
		}
		out[i] = jen.Lit(text)
	}
	return out
}

// rawParam is where a parameter's text comes from.
func rawParam(op *ir.Operation, p *ir.Param, isList bool) *jen.Statement {
	in := jen.Id("in")
	name := jen.Lit(p.Name)
	switch p.In {
	case ir.InPath:
		return in.Dot("pathParam").Call(name, jen.Lit(pathIndex(op, p)))
	case ir.InHeader:
		if isList {
			return in.Dot("headerList").Call(name)
		}
		if slices.Contains([]string{"Host", "Content-Length"}, http.CanonicalHeaderKey(p.Name)) {
			return in.Dot("ownHeader").Call(name)
		}
		return in.Dot("headerParam").Call(name)
	case ir.InCookie:
		return in.Dot("cookieParam").Call(name)
	case ir.InQuerystring:
		return in.Dot("querystringText").Call(name)
	}
	if isList && !p.Explode {
		if mayHoldComma(ir.Underlying(p.Value).Type.(ir.List).Elem) {
			return in.Dot("queryTexts").Call(name)
		}
		return in.Dot("queryList").Call(name)
	}
	return in.Dot("queryParam").Call(name)
}

// mayHoldComma reports whether an element of a list can be told from two.
func mayHoldComma(v ir.Value) bool {
	u := ir.Underlying(v)
	if enum := enumDecl(u); enum != nil && !enum.Open {
		return slices.ContainsFunc(enum.Values, func(v *ir.EnumValue) bool { return strings.Contains(v.Literal, ",") })
	}
	_, isForeign := u.Type.(ir.Foreign)
	return isForeign || textKind(u) == "String"
}

// textParser is the function of the runtime that reads a scalar from text; a
// server knows all values of an enumeration.
func textParser(v ir.Value) jen.Code {
	u := ir.Underlying(v)
	parse := jen.Id(parserName(v))
	if enum := enumDecl(u); enum != nil && !enum.Open {
		return jen.Id("parseKnown").Call(jen.Add(parse).Index(goType(v)))
	}
	return parse
}

// parserName: one function parses the numbers of all sizes.
func parserName(v ir.Value) string { return "parse" + strings.TrimRight(textKind(v), "3264") }

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
	return jen.Add(docComment(firstText(p.Doc), strings.Join(facts, " "), deprecation(p.Doc))).
		Id(p.GoName).Add(shaped(p.Value, e.paramShape(p))).Tag(tagMap(p.Tags))
}

// paramChecks checks the parameters of the params struct p.
func (e *emitter) paramChecks(params []*ir.Param) []jen.Code {
	var code []jen.Code
	at := ir.Location("")
	for _, p := range params {
		checks := e.checkPlace(nil, notNull(ir.Underlying(p.Value)), p.Required && !maySayNothing(p), jen.Lit(p.Name), jen.Id("p").Dot(p.GoName))
		if len(checks) > 0 && p.In != at {
			at = p.In
			code = append(code, checkIn(string(at), len(code) == 0))
		}
		code = append(code, checks...)
	}
	return code
}
