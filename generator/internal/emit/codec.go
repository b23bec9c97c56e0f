package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// codecs writes how each type is read from and written as JSON: one method that
// names each member once, for both directions. Its calls are those of the table
// in support/doc.go.
func (e *emitter) codecs(f *file) {
	for _, d := range e.api.Decls {
		switch body := d.Body.(type) {
		case *ir.Struct:
			f.add(e.structCodec(d, body))
			if hasFiles(body) {
				f.add(filesCodec(d, body))
				continue
			}
		case *ir.Tuple:
			f.add(e.tupleCodec(d, body))
		case *ir.Enum:
			if e.inJSON(d) {
				f.add(enumCodec(d, body))
			}
			continue
		case *ir.Named:
			f.add(codecMethod(d, namedCodec(body.Value)))
		case *ir.Union:
			f.add(e.unionCodec(d, body))
			continue
		case *ir.Part:
			f.add(e.partCodec(d, body))
			continue
		case *ir.Alias:
			continue
		default:
			panic(fmt.Sprintf("emit: declaration with a body of kind %T", d.Body))
		}
		if e.isRoot(d) {
			f.add(marshalers(d))
		}
	}
}

func codecParam() jen.Code { return jen.Id("c").Op("*").Id("jsonCodec") }

func codecMethod(d *ir.Decl, body ...jen.Code) jen.Code {
	return jen.Func().Params(jen.Id("v").Op("*").Id(d.Name)).Id("codeJSON").Params(codecParam()).Block(body...)
}

func (e *emitter) structCodec(d *ir.Decl, body *ir.Struct) jen.Code {
	members := make([]jen.Code, 0, len(body.Fields))
	for _, field := range body.Fields {
		if !field.Hidden && !isFileField(field) {
			members = append(members, e.member(d, field))
		}
	}
	if body.Others != nil {
		members = append(members, jen.Id("otherMembers").Call(jen.Op("&").Id("o"), jen.Op("&").Id("v").Dot(body.OthersName), memberElement(*body.Others, body.OthersNames)))
	}
	open := "object"
	if body.Closed {
		open = "closedObject"
	}
	object := jen.Id("c").Dot(open).Call()
	if slices.ContainsFunc(body.Fields, func(field *ir.Field) bool { return strings.ContainsFunc(field.Name, needsEscape) }) {
		object = object.Dot("escaped").Call()
	}
	return codecMethod(d, jen.For(jen.Id("o").Op(":=").Add(object), jen.Id("o").Dot("more").Call(), jen.Empty()).Block(members...))
}

// needsEscape reports whether a JSON string holds r only as an escape.
func needsEscape(r rune) bool { return r < ' ' || r == '"' || r == '\\' }

// member is the line for one member of an object.
func (e *emitter) member(d *ir.Decl, field *ir.Field) jen.Code {
	u := ir.Underlying(field.Value)
	target := jen.Op("&").Id("v").Dot(field.GoName)
	line := func(helper string, target jen.Code, elem ...jen.Code) jen.Code {
		return jen.Id(helper).Call(append([]jen.Code{jen.Op("&").Id("o"), jen.Lit(field.Name), target}, elem...)...)
	}
	as := e.shape(d, field.Value, field.Required)
	switch as {
	case opt, optPtr:
		elem := element(notNull(u))
		if as == optPtr {
			elem = jen.Id("jsonPointer")
		}
		switch {
		case u.Nullable && field.Required:
			return line("requiredNullable", target, elem)
		case u.Nullable:
			return line("optionalNullable", target, elem)
		}
		return line("optionalValue", target, elem)
	case pointer:
		return line("optionalObject", target, element(u))
	case boxed:
		return line("requiredValue", target, jen.Id("jsonPointer"))
	case bare:
		return line("optionalBare", target, element(u))
	case plain, nilable:
		return plainMember(u, target, as == plain, line)
	}
	panic(fmt.Sprintf("emit: shape %d", as))
}

// plainMember is the line for a member whose absence, if it may be absent, is nil.
func plainMember(u ir.Value, target jen.Code, required bool, line func(string, jen.Code, ...jen.Code) jen.Code) jen.Code {
	prefix := "optional"
	if required {
		prefix = "required"
	}
	kind := u.Type
	if ref, ok := kind.(ir.Ref); ok {
		switch body := ref.Decl.Body.(type) {
		case *ir.Named:
			kind = body.Value.Type
		case *ir.Union:
			if !required {
				return line("optionalUnion", target, element(u))
			}
		}
	}
	switch t := kind.(type) {
	case ir.List:
		return line(prefix+"Array", target, element(t.Elem))
	case ir.Dict:
		return line(prefix+"Map", target, memberElement(t.Elem, t.Names))
	case ir.Bytes:
		if !required {
			return line("optionalBytes", target, jen.Id("jsonBytes"))
		}
	case ir.Any:
		if !required {
			return line("optionalRaw", target, jen.Id("jsonRaw"))
		}
	}
	return line("requiredValue", target, element(u))
}

func notNull(v ir.Value) ir.Value {
	v.Nullable = false
	return v
}

func namedCodec(v ir.Value) jen.Code {
	switch t := v.Type.(type) {
	case ir.List:
		return jen.Id("jsonArray").Call(jen.Id("c"), jen.Id("v"), element(t.Elem))
	case ir.Dict:
		return jen.Id("jsonMap").Call(jen.Id("c"), jen.Id("v"), memberElement(t.Elem, t.Names))
	}
	target := jen.Id("v")
	switch v.Type.(type) {
	case ir.Time, ir.Date, ir.UnixTime, ir.Foreign: // whose methods a name of its own has not
		target = jen.Parens(jen.Op("*").Add(goType(v))).Call(target)
	}
	return jen.Id(scalarCodec(v.Type)).Call(jen.Id("c"), target)
}

// element is the function that reads or writes a value of a type.
func element(v ir.Value) *jen.Statement {
	u := ir.Underlying(v)
	if elemNullable(v) {
		return closure(jen.Id("Opt").Index(goType(v)), "jsonNullable", element(notNull(u)))
	}
	switch t := u.Type.(type) {
	case ir.List:
		return closure(goType(u), "jsonArray", element(t.Elem))
	case ir.Dict:
		return closure(goType(u), "jsonMap", memberElement(t.Elem, t.Names))
	case ir.Ref:
		if _, ok := t.Decl.Body.(*ir.Union); ok {
			return jen.Id("code" + t.Decl.Name)
		}
		return jen.Id("jsonValue")
	}
	return jen.Id(scalarCodec(u.Type))
}

// closure captures nothing, so it costs nothing.
func closure(param *jen.Statement, helper string, inner *jen.Statement) *jen.Statement {
	return jen.Func().Params(codecParam(), jen.Id("p").Op("*").Add(param)).Block(
		jen.Id(helper).Call(jen.Id("c"), jen.Id("p"), inner))
}

// memberElement is element for the members of a map, see ir.Dict.
func memberElement(v ir.Value, names string) *jen.Statement {
	if names == "" {
		return element(v)
	}
	return jen.Id("ifNamed").Index(elemType(v)).Call(rawLiteral(names), element(v))
}

// scalarCodec is the function of the runtime for a scalar, or for raw JSON.
func scalarCodec(t ir.Type) string {
	switch t := t.(type) {
	case ir.String:
		return "jsonString"
	case ir.Integer:
		if t.Unsigned {
			return "jsonUint"
		}
		return "jsonInt"
	case ir.Number:
		return "jsonFloat"
	case ir.Boolean:
		return "jsonBool"
	case ir.Any:
		return "jsonRaw"
	}
	if word := formatWord(t); word != "" {
		return "json" + word
	}
	panic(fmt.Sprintf("emit: scalar of kind %T", t))
}

func enumCodec(d *ir.Decl, body *ir.Enum) jen.Code {
	scalar := jen.Id(scalarCodec(body.Base)).Call(jen.Id("c"), jen.Id("v"))
	if body.Open {
		return codecMethod(d, scalar)
	}
	return codecMethod(d, scalar,
		jen.If(jen.Id("c").Dot("strict").Op("&&").Op("!").Id("v").Dot("Known").Call()).Block(
			jen.Id("c").Dot("violate").Call(jen.Lit("enum"), jen.Lit("must be a value of the enumeration"))),
	)
}

func marshalers(d *ir.Decl) jen.Code {
	return jen.Func().Params(jen.Id("v").Id(d.Name)).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
		Add(oneLine(jen.Return(jen.Id("marshalJSON").Call(jen.Op("&").Id("v"))))).Line().
		Func().Params(jen.Id("v").Op("*").Id(d.Name)).Id("UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().
		Add(oneLine(jen.Return(jen.Id("unmarshalJSON").Call(jen.Id("data"), jen.Id("v")))))
}

// rawLiteral is a string literal, in backquotes where it can be.
func rawLiteral(s string) *jen.Statement {
	for _, r := range s {
		if r == '`' || r == '\r' || r == '\ufeff' || r == '\ufffd' || r < ' ' && r != '\t' {
			return jen.Lit(s)
		}
	}
	return jen.Id("`" + s + "`")
}
