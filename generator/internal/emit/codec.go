package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// codecs writes how each type is read from and written as JSON: one method that
// names each member once, for both directions. Its calls are those of the table
// in support/doc.go.
func (e *emitter) codecs(f *gocode.File) {
	for _, d := range e.api.Decls {
		switch body := d.Body.(type) {
		case *ir.Struct:
			f.Add(e.structCodec(d, body))
			if hasFiles(body) {
				f.Add(e.filesCodec(d, body))
				continue
			}
		case *ir.Tuple:
			f.Add(e.tupleCodec(d, body))
		case *ir.Enum:
			if e.inJSON(d) {
				f.Add(e.enumCodec(d, body))
			}
			continue
		case *ir.Named:
			f.Add(e.codecMethod(d, e.namedCodec(body.Value)))
		case *ir.Union:
			f.Add(e.unionCodec(d, body))
			continue
		case *ir.Part:
			f.Add(e.partCodec(d, body))
			continue
		case *ir.Alias:
			continue
		default:
			panic(fmt.Sprintf("emit: declaration with a body of kind %T", d.Body))
		}
		if e.isRoot(d) {
			f.Add(e.marshalers(d))
		}
	}
}

func (e *emitter) codecParam() jen.Code { return jen.Id("c").Op("*").Add(e.rt("jsonCodec")) }

func (e *emitter) codecMethod(d *ir.Decl, body ...jen.Code) jen.Code {
	return jen.Func().Params(jen.Id("v").Op("*").Id(e.names.Type(d))).Id("codeJSON").Params(e.codecParam()).Block(body...)
}

func (e *emitter) structCodec(d *ir.Decl, body *ir.Struct) jen.Code {
	members := make([]jen.Code, 0, len(body.Fields))
	for _, field := range body.Fields {
		if !field.Hidden && !isFileField(field) {
			members = append(members, e.member(d, field))
		}
	}
	if body.Others != nil {
		members = append(members, e.rt("otherMembers").Call(jen.Op("&").Id("o"), jen.Op("&").Id("v").Dot(e.names.AdditionalProperties(body)), e.memberElement(*body.Others, body.OthersNames)))
	}
	open := e.rtDot("jsonCodec.object")
	if body.Closed {
		open = e.rtDot("jsonCodec.closedObject")
	}
	object := jen.Id("c").Dot(open).Call()
	if slices.ContainsFunc(body.Fields, func(field *ir.Field) bool { return strings.ContainsFunc(field.Name, needsEscape) }) {
		object = object.Dot(e.rtDot("jsonObject.escaped")).Call()
	}
	return e.codecMethod(d, jen.For(jen.Id("o").Op(":=").Add(object), jen.Id("o").Dot(e.rtDot("jsonObject.more")).Call(), jen.Empty()).Block(members...))
}

// needsEscape reports whether a JSON string holds r only as an escape.
func needsEscape(r rune) bool { return r < ' ' || r == '"' || r == '\\' }

// member is the line for one member of an object.
func (e *emitter) member(d *ir.Decl, field *ir.Field) jen.Code {
	u := ir.Underlying(field.Value)
	target := jen.Op("&").Id("v").Dot(e.names.Field(field))
	line := func(helper string, target jen.Code, elem ...jen.Code) jen.Code {
		return e.rt(helper).Call(append([]jen.Code{jen.Op("&").Id("o"), jen.Lit(field.Name), target}, elem...)...)
	}
	as := e.types.Shape(d, field.Value, field.Required)
	switch as {
	case gocode.Opt, gocode.OptPtr:
		elem := e.element(ir.NotNull(u))
		if as == gocode.OptPtr {
			elem = e.rt("jsonPointer")
		}
		switch {
		case u.Nullable && field.Required:
			return line("requiredNullable", target, elem)
		case u.Nullable:
			return line("optionalNullable", target, elem)
		}
		return line("optionalValue", target, elem)
	case gocode.Pointer:
		return line("optionalObject", target, e.element(u))
	case gocode.Boxed:
		return line("requiredValue", target, e.rt("jsonPointer"))
	case gocode.Bare:
		return line("optionalBare", target, e.element(u))
	case gocode.Plain, gocode.Nilable:
		return e.plainMember(u, target, as == gocode.Plain, line)
	}
	panic(fmt.Sprintf("emit: shape %d", as))
}

// plainMember is the line for a member whose absence, if it may be absent, is nil.
func (e *emitter) plainMember(u ir.Value, target jen.Code, required bool, line func(string, jen.Code, ...jen.Code) jen.Code) jen.Code {
	array, dict := "optionalArray", "optionalMap"
	if required {
		array, dict = "requiredArray", "requiredMap"
	}
	kind := u.Type
	if ref, ok := kind.(ir.Ref); ok {
		switch body := ref.Decl.Body.(type) {
		case *ir.Named:
			kind = body.Value.Type
		case *ir.Union:
			if !required {
				return line("optionalUnion", target, e.element(u))
			}
		}
	}
	switch t := kind.(type) {
	case ir.List:
		return line(array, target, e.element(t.Elem))
	case ir.Dict:
		return line(dict, target, e.memberElement(t.Elem, t.Names))
	case ir.Bytes:
		if !required {
			return line("optionalBytes", target, e.rt("jsonBytes"))
		}
	case ir.Any:
		if !required {
			return line("optionalRaw", target, e.rt("jsonRaw"))
		}
	}
	return line("requiredValue", target, e.element(u))
}

func (e *emitter) namedCodec(v ir.Value) jen.Code {
	switch t := v.Type.(type) {
	case ir.List:
		return e.rt("jsonArray").Call(jen.Id("c"), jen.Id("v"), e.element(t.Elem))
	case ir.Dict:
		return e.rt("jsonMap").Call(jen.Id("c"), jen.Id("v"), e.memberElement(t.Elem, t.Names))
	}
	target := jen.Id("v")
	switch v.Type.(type) {
	case ir.Time, ir.Date, ir.UnixTime, ir.Foreign: // whose methods a name of its own has not
		target = jen.Parens(jen.Op("*").Add(e.types.Of(v))).Call(target)
	}
	return e.scalarCodec(v.Type).Call(jen.Id("c"), target)
}

// element is the function that reads or writes a value of a type.
func (e *emitter) element(v ir.Value) *jen.Statement {
	u := ir.Underlying(v)
	if ir.IsNullable(v) {
		return e.closure(e.rt("Opt").Index(e.types.Of(v)), "jsonNullable", e.element(ir.NotNull(u)))
	}
	switch t := u.Type.(type) {
	case ir.List:
		return e.closure(e.types.Of(u), "jsonArray", e.element(t.Elem))
	case ir.Dict:
		return e.closure(e.types.Of(u), "jsonMap", e.memberElement(t.Elem, t.Names))
	case ir.Ref:
		if _, ok := t.Decl.Body.(*ir.Union); ok {
			return jen.Id("code" + e.names.Type(t.Decl))
		}
		return e.rt("jsonValue")
	}
	return e.scalarCodec(u.Type)
}

// closure captures nothing, so it costs nothing.
func (e *emitter) closure(param *jen.Statement, helper string, inner *jen.Statement) *jen.Statement {
	return jen.Func().Params(e.codecParam(), jen.Id("p").Op("*").Add(param)).Block(
		e.rt(helper).Call(jen.Id("c"), jen.Id("p"), inner))
}

// memberElement is element for the members of a map, see ir.Dict.
func (e *emitter) memberElement(v ir.Value, names string) *jen.Statement {
	if names == "" {
		return e.element(v)
	}
	return e.rt("ifNamed").Index(e.types.Elem(v)).Call(gocode.RawString(names), e.element(v))
}

// scalarCodec is the function of the runtime for a scalar, or for raw JSON.
func (e *emitter) scalarCodec(t ir.Type) *jen.Statement {
	switch t := t.(type) {
	case ir.String:
		return e.rt("jsonString")
	case ir.Integer:
		if t.Unsigned {
			return e.rt("jsonUint")
		}
		return e.rt("jsonInt")
	case ir.Number:
		return e.rt("jsonFloat")
	case ir.Boolean:
		return e.rt("jsonBool")
	case ir.Any:
		return e.rt("jsonRaw")
	case ir.Time:
		return e.rt("jsonTime")
	case ir.Date:
		return e.rt("jsonCivilDate")
	case ir.Bytes:
		return e.rt("jsonBytes")
	case ir.UnixTime:
		return e.rt("jsonUnixTime")
	case ir.Decimal:
		return e.rt("jsonDecimal")
	case ir.Foreign:
		return e.rt("jsonForeign")
	}
	panic(fmt.Sprintf("emit: scalar of kind %T", t))
}

func (e *emitter) enumCodec(d *ir.Decl, body *ir.Enum) jen.Code {
	scalar := e.scalarCodec(body.Base).Call(jen.Id("c"), jen.Id("v"))
	if body.Open {
		return e.codecMethod(d, scalar)
	}
	return e.codecMethod(d, scalar,
		jen.If(jen.Id("c").Dot(e.rtDot("jsonCodec.strict")).Op("&&").Op("!").Id("v").Dot("Known").Call()).Block(
			jen.Id("c").Dot(e.rtDot("jsonCodec.violate")).Call(jen.Lit("enum"), jen.Lit("must be a value of the enumeration"))),
	)
}

func (e *emitter) marshalers(d *ir.Decl) jen.Code {
	return jen.Func().Params(jen.Id("v").Id(e.names.Type(d))).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
		Add(gocode.ShortBody(jen.Return(e.rt("marshalJSON").Call(jen.Op("&").Id("v"))))).Line().
		Func().Params(jen.Id("v").Op("*").Id(e.names.Type(d))).Id("UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().
		Add(gocode.ShortBody(jen.Return(e.rt("unmarshalJSON").Call(jen.Id("data"), jen.Id("v")))))
}
