package emit

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

// models declares the types of all schemas.
func (e *emitter) models(f *file) {
	for _, d := range e.api.Decls {
		doc := declDoc(d)
		switch body := d.Body.(type) {
		case *ir.Struct:
			f.add(e.structType(d, body, doc))
			for _, field := range body.Fields {
				if getter := e.getter(d, field); getter != nil {
					f.add(getter)
				}
			}
		case *ir.Tuple:
			f.add(e.tupleType(d, body))
		case *ir.Enum:
			if body.Open {
				doc = declDoc(d, othersToo(body))
			}
			f.add(jen.Add(doc).Type().Id(d.Name).Add(goType(ir.Value{Type: body.Base})))
			if len(body.Values) > 0 {
				f.add(constants(d, body))
			}
			f.add(known(d, body))
		case *ir.Part:
			f.add(e.partType(d, body))
		case *ir.Named:
			f.add(jen.Add(declDoc(d, constraints(body.Value)...)).Type().Id(d.Name).Add(goType(body.Value)))
		case *ir.Union:
			e.unionType(f, d, body)
		case *ir.Alias:
			f.add(jen.Add(declDoc(d, constraints(body.Value)...)).Type().Id(d.Name).Op("=").Add(elemType(body.Value)))
		default:
			panic(fmt.Sprintf("emit: declaration with a body of kind %T", d.Body))
		}
	}
}

// declDoc is what the document says of a declaration, and facts about its values.
func declDoc(d *ir.Decl, facts ...string) jen.Code {
	return docComment(about(d.Name, d.Doc, "is "+origin(d)+"."), from(d), strings.Join(facts, " "), deprecation(d.Doc))
}

// origin says where a declaration stands in the document.
func origin(d *ir.Decl) string {
	if d.Component != "" {
		return "the schema " + d.Component
	}
	root, below := d.Path[0].String(), d.Path[1:]
	if len(below) == 0 {
		return "the " + root
	}
	path := below.String()
	switch below[0].(type) {
	case label.Own:
		return "the schema " + root + " without those that extend it"
	case label.Alternative:
		path = "the " + path
	}
	switch d.Path[0].(type) {
	case label.Request, label.Response:
		return path + " in the " + root
	}
	return path + " of " + root
}

// from is origin as a paragraph of its own, for a declaration that the
// document describes in its own words.
func from(d *ir.Decl) string {
	if firstText(d.Doc) == "" {
		return ""
	}
	text := origin(d)
	return "It is " + text + "."
}

func (e *emitter) structType(d *ir.Decl, body *ir.Struct, doc jen.Code) jen.Code {
	fields := make([]jen.Code, 0, len(body.Fields))
	for _, field := range body.Fields {
		options := ""
		if !field.Required {
			options = ",omitzero"
		}
		fields = append(fields, jen.Add(fieldDoc(field)).
			Id(field.GoName).Add(shaped(field.Value, e.shape(d, field.Value, field.Required))).Add(fieldTag(field, options)))
	}
	if body.Others != nil {
		fields = append(fields, jen.Add(docComment("Members that have no field.", namesWords(body.OthersNames))).
			Id(body.OthersName).Map(jen.String()).Add(elemType(*body.Others)).Tag(map[string]string{"json": "-"}))
	}
	return jen.Add(doc).Type().Id(d.Name).Struct(fields...)
}

// fieldTag is the json tag, where a tag can hold the name, and those that the
// document adds.
func fieldTag(field *ir.Field, options string) jen.Code {
	tags := tagMap(field.Tags)
	switch {
	case field.Hidden, isFileField(field):
		tags["json"] = "-"
	case taggable(field.Name):
		tags["json"] = field.Name + options
	}
	return jen.Tag(tags)
}

func tagMap(tags []ir.Tag) map[string]string {
	out := map[string]string{}
	for _, tag := range tags {
		out[tag.Key] = tag.Value
	}
	return out
}

// taggable reports whether encoding/json finds a name in a tag as it is.
func taggable(name string) bool {
	return name != "" && name != "-" && strings.IndexFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r)
	}) < 0
}

// fieldDoc is what the document says of a member, its bounds and its direction.
func fieldDoc(field *ir.Field) jen.Code {
	facts := constraints(field.Value)
	if field.Hidden {
		facts = append(facts, "Not in the JSON.")
	}
	due := ""
	if field.Due {
		due = ", which must have it"
	}
	if field.ReadOnly {
		facts = append(facts, "Only in responses"+due+".")
	}
	if field.WriteOnly {
		facts = append(facts, "Only in requests"+due+".")
	}
	if field.Default != "" {
		facts = append(facts, "Default: "+field.Default+".")
	}
	return docComment(firstText(field.Doc), strings.Join(facts, " "), deprecation(field.Doc))
}

// getter makes chains safe: it answers nil for a member of nothing. The package
// comment says so for all of them.
func (e *emitter) getter(d *ir.Decl, field *ir.Field) jen.Code {
	u := ir.Underlying(field.Value)
	if structDecl(u) == nil || u.Nullable {
		return nil
	}
	name := "Get" + field.GoName
	head := jen.Func().Params(jen.Id("v").Op("*").Id(d.Name)).Id(name).Params().Op("*").Add(goType(field.Value))
	if as := e.shape(d, field.Value, field.Required); as == pointer || as == boxed {
		return head.Add(oneLine(jen.Return(jen.Id("orEmpty").Call(jen.Id("v")).Dot(field.GoName))))
	}
	return head.Block(
		jen.If(jen.Id("v").Op("==").Nil()).Block(jen.Return(jen.Nil())),
		jen.Return(jen.Op("&").Id("v").Dot(field.GoName)),
	)
}

// oneLine is the body of a function that says one thing.
func oneLine(statement *jen.Statement) jen.Code {
	return jen.Op("{").Add(statement).Op("}")
}

func constants(d *ir.Decl, body *ir.Enum) jen.Code {
	values := make([]jen.Code, 0, len(body.Values))
	for _, v := range body.Values {
		values = append(values, jen.Add(docComment(v.Doc)).Id(v.GoName).Id(d.Name).Op("=").Add(literal(v.Literal)))
	}
	return jen.Id(comment("The values of " + d.Name + " that the document knows.")).Line().Const().Defs(values...)
}

// othersToo says which values an open enumeration has beside its constants.
func othersToo(body *ir.Enum) string {
	text := "Other values than those known are valid, too"
	if len(body.Others) > 0 {
		text += ": " + phrases(body.Others)
	}
	return text + "."
}

func known(d *ir.Decl, body *ir.Enum) jen.Code {
	names := make([]jen.Code, 0, len(body.Values))
	for _, v := range body.Values {
		names = append(names, jen.Id(v.GoName))
	}
	answer := []jen.Code{jen.Return(jen.False())}
	if len(names) > 0 {
		answer = []jen.Code{
			jen.Switch(jen.Id("v")).Block(jen.Case(names...).Block(jen.Return(jen.True()))),
			jen.Return(jen.False()),
		}
	}
	return jen.Id(comment("Known reports whether v is a value that the document knows.")).Line().
		Func().Params(jen.Id("v").Id(d.Name)).Id("Known").Params().Bool().Block(answer...)
}
