package param

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// sendForm puts such a parameter into the request; one in the path is pieceText.
func (e *Emitter) sendForm(p *ir.Param) jen.Code {
	u := ir.NotNull(ir.Underlying(p.Value))
	member := jen.Id("params").Dot(e.Names.Param(p))
	switch as := e.Shapes.Param(p); as {
	case ir.Plain, ir.ZeroFilled:
		return e.sendFormValue(p, u, jen.Op("&").Add(member))
	case ir.Nilable:
		return jen.If(jen.Add(member).Op("!=").Nil()).Block(e.sendFormValue(p, u, jen.Op("&").Add(member)))
	case ir.Pointer:
		return jen.If(jen.Add(member).Op("!=").Nil()).Block(e.sendFormValue(p, u, member))
	case ir.Opt:
		return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(member).Dot(e.RTMember("core.Opt.Get")).Call(), jen.Id("ok")).Block(e.sendFormValue(p, u, jen.Op("&").Id("v")))
	default:
		panic(fmt.Sprintf("emit: parameter of shape %d", as))
	}
}

func (e *Emitter) sendFormValue(p *ir.Param, u ir.Value, target jen.Code) jen.Code {
	if p.Style == ir.StyleJSON {
		switch p.In {
		case ir.InQuerystring:
			return jen.Id("r").Dot(e.RTMember("client.Request.AddQuerystring")).Call(e.jsonText(p, target))
		case ir.InHeader:
			return jen.Id("r").Dot(e.RTMember("client.Request.AddHeader")).Call(jen.Lit(p.Name), e.jsonText(p, target))
		case ir.InCookie:
			return jen.Id("r").Dot(e.RTMember("client.Request.AddCookie")).Call(jen.Lit(p.Name), e.jsonText(p, target))
		}
		return jen.Id("r").Dot(e.RTMember("client.Request.AddQuery")).Call(jen.Lit(p.Name), e.jsonText(p, target))
	}
	name := "client.QueryForm"
	switch p.In {
	case ir.InHeader:
		name = "client.HeaderForm"
	case ir.InCookie:
		name = "client.CookieForm"
	}
	return e.RT(name).Call(jen.Id("r"), e.formStyle(p), target, e.Appender(u))
}

func (e *Emitter) jsonText(p *ir.Param, target jen.Code) *jen.Statement {
	return e.RT("client.JSONText").Call(jen.Id("r"), target, e.Appender(ir.NotNull(ir.Underlying(p.Value))))
}

// formStyle is how both sides write a parameter, with more members that one side
// knows of.
func (e *Emitter) formStyle(p *ir.Param, more ...jen.Code) *jen.Statement {
	values := []jen.Code{e.RTKey("form.Style.Name").Op(":").Lit(p.Name), e.RTKey("form.Style.Kind").Op(":").Lit(string(p.Style))}
	if p.Explode {
		values = append(values, e.RTKey("form.Style.Explode").Op(":").True())
	}
	if p.AllowReserved {
		values = append(values, e.RTKey("form.Style.Escape").Op(":").Add(e.RT("form.EscapeReserved")))
	}
	return e.RT("form.Style").Values(append(values, more...)...)
}

// receiveForm reads such a parameter into the params struct.
func (e *Emitter) receiveForm(op *ir.Operation, p *ir.Param) jen.Code {
	u := ir.NotNull(ir.Underlying(p.Value))
	raw := e.rawForm(op, p)
	if otherwise := whenAbsent(p); otherwise != "" {
		raw = raw.Dot(e.RTMember("server.FormParam.OrDefault")).Call(gocode.RawString(otherwise))
	}
	var read string
	switch as := e.Shapes.Param(p); as {
	case ir.Plain:
		read = "server.ReadFormRequired"
	case ir.Nilable, ir.ZeroFilled:
		read = "server.ReadFormNilable"
	case ir.Pointer:
		read = "server.ReadFormPointer"
	case ir.Opt:
		read = "server.ReadFormOpt"
	default:
		panic(fmt.Sprintf("emit: parameter of shape %d", as))
	}
	return e.RT(read).Call(raw, jen.Op("&").Id("params").Dot(e.Names.Param(p)), e.Reader(u))
}

// whenAbsent is the JSON that is used for an absent parameter: its default. An object whose members travel by their own names, or in brackets, is
// there without any.
func whenAbsent(p *ir.Param) string {
	switch {
	case !p.Required:
		return p.Default
	case p.Explode && (p.Style == ir.StyleForm || p.Style == ir.StyleDeepObject) && ir.KindsOf(p.Value) == ir.Objects:
		return "{}"
	}
	return ""
}

// rawForm is where the names and texts of a parameter come from.
func (e *Emitter) rawForm(op *ir.Operation, p *ir.Param) *jen.Statement {
	in := jen.Id("in")
	switch {
	case p.Style == ir.StyleJSON:
		return e.rawParam(op, p, false).Dot(e.RTMember("server.Param.AsJSON")).Call()
	case p.In == ir.InPath:
		return in.Dot(e.RTMember("server.Exchange.PathForm")).Call(e.formReader(op, p), jen.Lit(pathIndex(op, p)))
	case p.In == ir.InHeader:
		return in.Dot(e.RTMember("server.Exchange.HeaderForm")).Call(e.formReader(op, p))
	case p.In == ir.InCookie:
		return in.Dot(e.RTMember("server.Exchange.CookieForm")).Call(e.formReader(op, p))
	case p.In == ir.InQuerystring:
		return in.Dot(e.RTMember("server.Exchange.Querystring")).Call(e.formReader(op, p))
	}
	return in.Dot(e.RTMember("server.Exchange.QueryForm")).Call(e.formReader(op, p))
}

// formReader is what a server must know beyond the style.
func (e *Emitter) formReader(op *ir.Operation, p *ir.Param) jen.Code {
	server := *p
	server.AllowReserved = false // who reads need not know
	values := []jen.Code{
		e.RTKey("form.Reader.Style").Op(":").Add(e.formStyle(&server)),
		e.RTKey("form.Reader.Shape").Op(":").Add(e.FormShape(ir.KindsOf(p.Value))),
	}
	if p.Explode && (p.In == ir.InQuery || p.In == ir.InCookie) && p.Style != ir.StyleDeepObject && ir.KindsOf(p.Value)&ir.Objects != 0 {
		if names := memberNames(p.Value); names != nil {
			values = append(values, e.nameList("form.Reader.Members", names))
		} else if names := e.otherNames(op, p); names != nil {
			values = append(values, e.nameList("form.Reader.Others", names))
		}
	}
	if len(values) > 2 {
		return e.RT("form.Reader").Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, values...)
	}
	return e.RT("form.Reader").Values(values...)
}

func (e *Emitter) nameList(field string, names []string) jen.Code {
	return e.RTKey(field).Op(":").Index().String().Values(gocode.Strings(names)...)
}

// FormShape is the runtime's constant for kinds of JSON values, nil without any.
func (e *Emitter) FormShape(kinds ir.Kinds) jen.Code {
	var sum *jen.Statement
	for _, row := range []struct {
		kind ir.Kinds
		name string
	}{{ir.Texts, "form.Texts"}, {ir.Lists, "form.Lists"}, {ir.Objects, "form.Objects"}} {
		switch {
		case kinds&row.kind == 0:
		case sum == nil:
			sum = e.RT(row.name)
		default:
			sum.Op("|").Add(e.RT(row.name))
		}
	}
	return sum
}

// memberNames are all members that an object can have; nil where there can be
// others.
func memberNames(v ir.Value) []string {
	d := ir.StructDecl(ir.Underlying(v))
	if d == nil {
		return nil
	}
	body := d.Body.(*ir.Struct)
	if body.Additional != nil {
		return nil
	}
	names := []string{}
	for _, field := range body.Fields {
		names = append(names, field.Name)
	}
	return names
}

// otherNames are those that other parameters of the operation, and keys of the
// API, have in the same place.
func (e *Emitter) otherNames(op *ir.Operation, p *ir.Param) []string {
	var names []string
	for _, other := range op.Params {
		if other != p && other.In == p.In {
			names = append(names, other.Name)
			if other.Explode && other.Style == ir.StyleForm {
				names = append(names, memberNames(other.Value)...)
			}
		}
	}
	for _, scheme := range e.API.Schemes {
		key, ok := scheme.Credentials.(ir.APIKey)
		if ok && key.In == p.In && (p.In == ir.InQuery || p.In == ir.InCookie) {
			names = append(names, key.Name)
		}
	}
	return names
}

// travels documents how a parameter is encoded.
func travels(p *ir.Param) string {
	isObject := ir.KindsOf(p.Value) == ir.Objects
	switch {
	case p.Style == ir.StyleJSON && p.In == ir.InQuerystring:
		return "The query as a whole, as JSON."
	case p.In == ir.InQuerystring:
		return "The query as a whole."
	case p.Style == ir.StyleJSON:
		return fmt.Sprintf("In the %s, as JSON.", p.In)
	case p.Style == ir.StyleDeepObject && isObject:
		return fmt.Sprintf("In the %s, as %s[name].", p.In, gocode.OneLine(p.Name))
	case p.Style != ir.StyleForm && p.Style != ir.StyleSimple:
		return fmt.Sprintf("In the %s, in the style %s.", p.In, p.Style)
	case isObject && p.Explode && p.Style == ir.StyleForm:
		return fmt.Sprintf("In the %s, with one parameter per member.", p.In)
	case p.AllowReserved:
		return fmt.Sprintf("In the %s, without escaping reserved characters.", p.In)
	}
	return fmt.Sprintf("In the %s.", p.In)
}
