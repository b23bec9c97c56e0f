package model

import (
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// StructType declares the struct of an object.
func (e *Emitter) StructType(d *ir.Decl, body *ir.Struct, doc jen.Code) jen.Code {
	fields := make([]jen.Code, 0, len(body.Fields))
	for _, field := range body.Fields {
		as, options := e.Shapes.Of(d, field.Value, field.Required), ""
		if as == ir.Pointer || !field.Required && as != ir.ZeroFilled {
			options = ",omitzero"
		}
		fields = append(fields, jen.Add(fieldDoc(field)).
			Id(e.Names.Field(field)).Add(e.Types.Field(field.Value, as)).Add(fieldTag(field, options)))
	}
	if body.Additional != nil {
		fields = append(fields, jen.Add(gocode.Doc("Members without a field.", namesWords(body.AdditionalNames))).
			Id(e.Names.AdditionalProperties(body)).Map(jen.String()).Add(e.Types.Elem(*body.Additional)).Tag(map[string]string{"json": "-"}))
	}
	if body.Kept != nil {
		fields = append(fields, jen.Add(gocode.Doc("Members that other alternatives declare, as raw JSON.")).Id(keptField).Add(e.RT("json.Kept")))
	}
	return jen.Add(doc).Type().Id(e.Names.Type(d)).Struct(fields...)
}

// keptField is the field for [ir.Kept]. No field of a document is unexported.
const keptField = "kept"

// fieldTag is the json tag, if a tag can have the name, and the tags that the
// document adds.
func fieldTag(field *ir.Field, options string) jen.Code {
	tags := TagMap(field.Tags)
	switch {
	case field.Hidden, isFileField(field):
		tags["json"] = "-"
	case taggable(field.Name):
		tags["json"] = field.Name + options
	}
	return jen.Tag(tags)
}

// TagMap is a struct tag as jennifer takes it.
func TagMap(tags []ir.Tag) map[string]string {
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

// fieldDoc is the doc comment of a member: its text, its constraints and its
// direction.
func fieldDoc(field *ir.Field) jen.Code {
	facts := Constraints(field.Value)
	if field.Hidden {
		facts = append(facts, "Not in the JSON.")
	}
	if field.ReadOnly {
		facts = append(facts, dueFact("Read-only", "always present in responses", field.DirectionRequired))
	}
	if field.WriteOnly {
		facts = append(facts, dueFact("Write-only", "required in requests", field.DirectionRequired))
	}
	if field.Default != "" {
		facts = append(facts, "Default: "+field.Default+".")
	}
	return gocode.Doc(target.FirstText(field.Doc), strings.Join(facts, " "), target.Deprecation(field.Doc))
}

func dueFact(direction, due string, isDue bool) string {
	if isDue {
		return direction + "; " + due + "."
	}
	return direction + "."
}

// Getter returns nil for the member of a nil object, so that getters can be
// chained. The package comment documents it for all of them.
func (e *Emitter) Getter(d *ir.Decl, field *ir.Field) jen.Code {
	u := ir.Underlying(field.Value)
	as := e.Shapes.Of(d, field.Value, field.Required)
	if ir.StructDecl(u) == nil || as.IsOpt() {
		return nil
	}
	name := "Get" + e.Names.Field(field)
	head := jen.Func().Params(jen.Id("v").Op("*").Id(e.Names.Type(d))).Id(name).Params().Op("*").Add(e.Types.Of(field.Value))
	if as == ir.Pointer || as == ir.Boxed {
		return head.Add(gocode.ShortBody(jen.Return(e.RT("core.OrEmpty").Call(jen.Id("v")).Dot(e.Names.Field(field)))))
	}
	return head.Block(
		jen.If(jen.Id("v").Op("==").Nil()).Block(jen.Return(jen.Nil())),
		jen.Return(jen.Op("&").Id("v").Dot(e.Names.Field(field))),
	)
}

// HasGetters reports whether a type of the package has a getter.
func (e *Emitter) HasGetters() bool {
	for _, d := range e.API.Decls {
		if body, ok := d.Body.(*ir.Struct); ok {
			for _, field := range body.Fields {
				if e.Getter(d, field) != nil {
					return true
				}
			}
		}
	}
	return false
}
