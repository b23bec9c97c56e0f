package emit

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// Parameters that are more than texts: by way of their JSON they become names
// and texts in a style, or the text is the JSON.

// sendForm puts such a parameter into the request; one in the path is pieceText.
func (e *emitter) sendForm(p *ir.Param) jen.Code {
	u := notNull(ir.Underlying(p.Value))
	member := jen.Id("params").Dot(p.GoName)
	switch as := e.paramShape(p); as {
	case plain:
		return sendFormValue(p, u, jen.Op("&").Add(member))
	case nilable:
		return jen.If(jen.Add(member).Op("!=").Nil()).Block(sendFormValue(p, u, jen.Op("&").Add(member)))
	case pointer:
		return jen.If(jen.Add(member).Op("!=").Nil()).Block(sendFormValue(p, u, member))
	case opt:
		return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(member).Dot("Get").Call(), jen.Id("ok")).Block(sendFormValue(p, u, jen.Op("&").Id("v")))
	default:
		panic(fmt.Sprintf("emit: parameter of shape %d", as))
	}
}

func sendFormValue(p *ir.Param, u ir.Value, target jen.Code) jen.Code {
	if p.Style == ir.StyleJSON {
		switch p.In {
		case ir.InQuerystring:
			return jen.Id("r").Dot("addQuerystring").Call(jsonText(p, target))
		case ir.InHeader:
			return jen.Id("r").Dot("addHeader").Call(jen.Lit(p.Name), jsonText(p, target))
		case ir.InCookie:
			return jen.Id("r").Dot("addCookie").Call(jen.Lit(p.Name), jsonText(p, target))
		}
		return jen.Id("r").Dot("addQuery").Call(jen.Lit(p.Name), jsonText(p, target))
	}
	function := map[ir.Location]string{ir.InQuery: "queryForm", ir.InQuerystring: "queryForm", ir.InHeader: "headerForm", ir.InCookie: "cookieForm"}[p.In]
	return jen.Id(function).Call(jen.Id("r"), formStyle(p), target, element(u))
}

func jsonText(p *ir.Param, target jen.Code) *jen.Statement {
	return jen.Id("jsonText").Call(jen.Id("r"), target, element(notNull(ir.Underlying(p.Value))))
}

// formStyle is how both sides write a parameter, with more members that one side
// knows of.
func formStyle(p *ir.Param, more ...jen.Code) *jen.Statement {
	values := []jen.Code{jen.Id("name").Op(":").Lit(p.Name), jen.Id("style").Op(":").Lit(string(p.Style))}
	if p.Explode {
		values = append(values, jen.Id("explode").Op(":").True())
	}
	if p.AllowReserved {
		values = append(values, jen.Id("escape").Op(":").Id("escapeReserved"))
	}
	return jen.Id("formStyle").Values(append(values, more...)...)
}

// receiveForm reads such a parameter into the params struct.
func (e *emitter) receiveForm(op *ir.Operation, p *ir.Param) jen.Code {
	u := notNull(ir.Underlying(p.Value))
	raw := e.rawForm(op, p)
	if otherwise := whenAbsent(p); otherwise != "" {
		raw = raw.Dot("otherwise").Call(rawLiteral(otherwise))
	}
	read := map[shape]string{plain: "readFormRequired", nilable: "readFormNilable", pointer: "readFormPointer", opt: "readFormOpt"}[e.paramShape(p)]
	if read == "" {
		panic(fmt.Sprintf("emit: parameter of shape %d", e.paramShape(p)))
	}
	return jen.Id(read).Call(raw, jen.Op("&").Id("params").Dot(p.GoName), receivedElement(u, isLenient(op)))
}

// whenAbsent is the JSON that stands for a parameter that is not there: its
// default. An object whose members travel by their own names, or in brackets, is
// there without any.
func whenAbsent(p *ir.Param) string {
	switch {
	case !p.Required:
		return p.Default
	case p.Explode && (p.Style == ir.StyleForm || p.Style == ir.StyleDeepObject) && ir.ShapeOf(p.Value) == ir.Objects:
		return "{}"
	}
	return ""
}

// rawForm is where the names and texts of a parameter come from.
func (e *emitter) rawForm(op *ir.Operation, p *ir.Param) *jen.Statement {
	in := jen.Id("in")
	switch {
	case p.Style == ir.StyleJSON:
		return rawParam(op, p, false).Dot("asJSON").Call()
	case p.In == ir.InPath:
		return in.Dot("pathForm").Call(e.formReader(op, p), jen.Lit(pathIndex(op, p)))
	case p.In == ir.InHeader:
		return in.Dot("headerForm").Call(e.formReader(op, p))
	case p.In == ir.InCookie:
		return in.Dot("cookieForm").Call(e.formReader(op, p))
	case p.In == ir.InQuerystring:
		return in.Dot("querystring").Call(e.formReader(op, p))
	}
	return in.Dot("queryForm").Call(e.formReader(op, p))
}

// formReader is what a server must know beyond the style.
func (e *emitter) formReader(op *ir.Operation, p *ir.Param) jen.Code {
	server := *p
	server.AllowReserved = false // who reads need not know
	values := []jen.Code{
		jen.Id("formStyle").Op(":").Add(formStyle(&server)),
		jen.Id("shape").Op(":").Add(formShape(ir.ShapeOf(p.Value))),
	}
	if p.Explode && (p.In == ir.InQuery || p.In == ir.InCookie) && p.Style != ir.StyleDeepObject && ir.ShapeOf(p.Value)&ir.Objects != 0 {
		if names := memberNames(p.Value); names != nil {
			values = append(values, nameList("members", names))
		} else if names := e.otherNames(op, p); names != nil {
			values = append(values, nameList("others", names))
		}
	}
	if len(values) > 2 {
		return jen.Id("formReader").Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, values...)
	}
	return jen.Id("formReader").Values(values...)
}

func nameList(field string, names []string) jen.Code {
	return jen.Id(field).Op(":").Index().String().Values(literals(names)...)
}

func formShape(shape ir.Shape) jen.Code {
	var names []string
	for _, row := range []struct {
		shape ir.Shape
		name  string
	}{{ir.Texts, "formTexts"}, {ir.Lists, "formLists"}, {ir.Objects, "formObjects"}} {
		if shape&row.shape != 0 {
			names = append(names, row.name)
		}
	}
	return jen.Id(strings.Join(names, " | "))
}

// memberNames are all members that an object can have; nil where there can be
// others.
func memberNames(v ir.Value) []string {
	d := structDecl(ir.Underlying(v))
	if d == nil {
		return nil
	}
	body := d.Body.(*ir.Struct)
	if body.Others != nil {
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
func (e *emitter) otherNames(op *ir.Operation, p *ir.Param) []string {
	var names []string
	for _, other := range op.Params {
		if other != p && other.In == p.In {
			names = append(names, other.Name)
			if other.Explode && other.Style == ir.StyleForm {
				names = append(names, memberNames(other.Value)...)
			}
		}
	}
	kind := map[ir.Location]ir.SchemeKind{ir.InQuery: ir.APIKeyQuery, ir.InCookie: ir.APIKeyCookie}[p.In]
	for _, scheme := range e.api.Schemes {
		if scheme.Kind == kind {
			names = append(names, scheme.Member)
		}
	}
	return names
}

// travels says how a parameter gets to the server.
func travels(p *ir.Param) string {
	isObject := ir.ShapeOf(p.Value) == ir.Objects
	switch {
	case p.Style == ir.StyleJSON && p.In == ir.InQuerystring:
		return "The query as a whole, as JSON."
	case p.In == ir.InQuerystring:
		return "The query as a whole."
	case p.Style == ir.StyleJSON:
		return fmt.Sprintf("In the %s, as JSON.", p.In)
	case p.Style == ir.StyleDeepObject && isObject:
		return fmt.Sprintf("In the %s, as %s[name].", p.In, oneLineOf(p.Name))
	case p.Style != ir.StyleForm && p.Style != ir.StyleSimple:
		return fmt.Sprintf("In the %s, in the style %s.", p.In, p.Style)
	case isObject && p.Explode && p.Style == ir.StyleForm:
		return fmt.Sprintf("In the %s, each member by its own name.", p.In)
	case p.AllowReserved:
		return fmt.Sprintf("In the %s, with reserved characters and escapes as they are.", p.In)
	}
	return fmt.Sprintf("In the %s.", p.In)
}
