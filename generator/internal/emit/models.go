package emit

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

// models declares the types of all schemas.
func (e *emitter) models(f *gocode.File) {
	for _, d := range e.api.Decls {
		doc := e.declDoc(d)
		switch body := d.Body.(type) {
		case *ir.Struct:
			f.Add(e.structType(d, body, doc))
			for _, field := range body.Fields {
				if getter := e.getter(d, field); getter != nil {
					f.Add(getter)
				}
			}
		case *ir.Tuple:
			f.Add(e.tupleType(d, body))
		case *ir.Enum:
			if body.Open {
				doc = e.declDoc(d, othersToo(body))
			}
			f.Add(jen.Add(doc).Type().Id(e.names.Type(d)).Add(e.types.Of(ir.Value{Type: body.Base})))
			if len(body.Values) > 0 {
				f.Add(e.constants(d, body))
			}
			f.Add(e.known(d, body))
		case *ir.Part:
			f.Add(e.partType(d, body))
		case *ir.Named:
			f.Add(jen.Add(e.declDoc(d, constraints(body.Value)...)).Type().Id(e.names.Type(d)).Add(e.types.Of(body.Value)))
		case *ir.Union:
			e.unionType(f, d, body)
		case *ir.Alias:
			f.Add(jen.Add(e.declDoc(d, constraints(body.Value)...)).Type().Id(e.names.Type(d)).Op("=").Add(e.types.Elem(body.Value)))
		default:
			panic(fmt.Sprintf("emit: declaration with a body of kind %T", d.Body))
		}
	}
}

// declDoc is what the document says of a declaration, and facts about its values.
func (e *emitter) declDoc(d *ir.Decl, facts ...string) jen.Code {
	return gocode.Doc(about(e.names.Type(d), d.Doc, "is "+origin(d)+"."), from(d), strings.Join(facts, " "), deprecation(d.Doc))
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
			Id(e.names.Field(field)).Add(e.types.Field(field.Value, e.types.Shape(d, field.Value, field.Required))).Add(fieldTag(field, options)))
	}
	if body.Others != nil {
		fields = append(fields, jen.Add(gocode.Doc("Members that have no field.", namesWords(body.OthersNames))).
			Id(e.names.AdditionalProperties(body)).Map(jen.String()).Add(e.types.Elem(*body.Others)).Tag(map[string]string{"json": "-"}))
	}
	return jen.Add(doc).Type().Id(e.names.Type(d)).Struct(fields...)
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
	return gocode.Doc(firstText(field.Doc), strings.Join(facts, " "), deprecation(field.Doc))
}

// getter makes chains safe: it answers nil for a member of nothing. The package
// comment says so for all of them.
func (e *emitter) getter(d *ir.Decl, field *ir.Field) jen.Code {
	u := ir.Underlying(field.Value)
	if ir.StructDecl(u) == nil || u.Nullable {
		return nil
	}
	name := "Get" + e.names.Field(field)
	head := jen.Func().Params(jen.Id("v").Op("*").Id(e.names.Type(d))).Id(name).Params().Op("*").Add(e.types.Of(field.Value))
	if as := e.types.Shape(d, field.Value, field.Required); as == gocode.Pointer || as == gocode.Boxed {
		return head.Add(gocode.ShortBody(jen.Return(e.rt("orEmpty").Call(jen.Id("v")).Dot(e.names.Field(field)))))
	}
	return head.Block(
		jen.If(jen.Id("v").Op("==").Nil()).Block(jen.Return(jen.Nil())),
		jen.Return(jen.Op("&").Id("v").Dot(e.names.Field(field))),
	)
}

func (e *emitter) constants(d *ir.Decl, body *ir.Enum) jen.Code {
	values := make([]jen.Code, 0, len(body.Values))
	for _, v := range body.Values {
		values = append(values, jen.Add(gocode.Doc(v.Doc)).Id(e.names.Value(v)).Id(e.names.Type(d)).Op("=").Add(gocode.Literal(v.Literal)))
	}
	return jen.Id(gocode.Comment("The values of " + e.names.Type(d) + " that the document knows.")).Line().Const().Defs(values...)
}

// othersToo says which values an open enumeration has beside its constants.
func othersToo(body *ir.Enum) string {
	text := "Other values than those known are valid, too"
	if len(body.Others) > 0 {
		text += ": " + phrases(body.Others)
	}
	return text + "."
}

func (e *emitter) known(d *ir.Decl, body *ir.Enum) jen.Code {
	names := make([]jen.Code, 0, len(body.Values))
	for _, v := range body.Values {
		names = append(names, jen.Id(e.names.Value(v)))
	}
	answer := []jen.Code{jen.Return(jen.False())}
	if len(names) > 0 {
		answer = []jen.Code{
			jen.Switch(jen.Id("v")).Block(jen.Case(names...).Block(jen.Return(jen.True()))),
			jen.Return(jen.False()),
		}
	}
	return jen.Id(gocode.Comment("Known reports whether v is a value that the document knows.")).Line().
		Func().Params(jen.Id("v").Id(e.names.Type(d))).Id("Known").Params().Bool().Block(answer...)
}
