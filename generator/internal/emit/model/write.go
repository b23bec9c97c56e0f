package model

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Appender is the function that writes a value of a type.
func (e *Emitter) Appender(v ir.Value) *jen.Statement {
	u := ir.Underlying(v)
	if ir.IsNullable(v) {
		return e.appenderOf(e.RT("core.Opt").Index(e.Types.Of(v)), e.appendWith("json.AppendNullable", jen.Id("key"), jen.Id("p"), e.Appender(ir.NotNull(u))))
	}
	switch t := u.Type.(type) {
	case ir.List, ir.Dict:
		return e.appenderOf(e.Types.Of(u), e.appendItems(t, jen.Id("key"), jen.Op("*").Id("p"), always))
	case ir.Ref:
		return e.declAppender(t.Decl)
	}
	return e.scalarAppender(u.Type)
}

// appenderOf is a function literal that writes what p points at. It captures nothing, so
// it costs nothing.
func (e *Emitter) appenderOf(param *jen.Statement, write jen.Code) *jen.Statement {
	return jen.Func().Params(e.appenderParams(jen.Id("p").Op("*").Add(param))...).Index().Byte().Block(jen.Return(write))
}

// pointerAppender is the function that writes a pointer to a value that elem writes.
func (e *Emitter) pointerAppender(u ir.Value, elem jen.Code) *jen.Statement {
	return e.appenderOf(jen.Op("*").Add(e.Types.Of(u)), e.appendWith("json.AppendPointer", jen.Id("key"), jen.Op("*").Id("p"), elem))
}

// presence is whether an array or map that is nil is written.
type presence int

const (
	always presence = iota
	unlessNil
)

// appendItems calls the function of the runtime that writes an array or a map.
func (e *Emitter) appendItems(t ir.Type, key, value jen.Code, as presence) *jen.Statement {
	name := func(kind string) string {
		if as == unlessNil {
			return "json.Add" + kind
		}
		return "json.Append" + kind
	}
	switch t := t.(type) {
	case ir.List:
		if _, isString := ir.Base(ir.Underlying(t.Elem)).(ir.String); isString && !ir.IsNullable(t.Elem) {
			return e.RT(name("Strings")).Call(jen.Id("b"), key, value)
		}
		return e.appendWith(name("Array"), key, value, e.Appender(t.Elem))
	case ir.Dict:
		return e.appendWith(name("Map"), key, value, e.Appender(t.Elem))
	}
	panic(fmt.Sprintf("emit: items of kind %T", t))
}

// declAppender is the function that writes a declared type: that of the runtime if it
// takes a type with such a name.
func (e *Emitter) declAppender(d *ir.Decl) *jen.Statement {
	switch t := ir.Base(ir.Value{Type: ir.Ref{Decl: d}}).(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean, ir.Bytes, ir.Decimal:
		return e.scalarAppender(t)
	}
	e.Codecs.Mention(Codec{JSONAppender, d})
	return jen.Id(e.Names.Appender(d))
}

// scalarAppender is the function of the runtime that writes a scalar, or raw JSON.
func (e *Emitter) scalarAppender(t ir.Type) *jen.Statement {
	switch t := t.(type) {
	case ir.String:
		return e.RT("json.StringElem")
	case ir.Integer:
		if t.Unsigned {
			return e.RT("json.UintElem")
		}
		return e.RT("json.IntElem")
	case ir.Number:
		return e.RT("json.FloatElem")
	case ir.Boolean:
		return e.RT("json.BoolElem")
	case ir.Any:
		return e.RT("json.AppendRaw")
	case ir.Time:
		return e.RT("json.AppendTime")
	case ir.Date:
		return e.RT("json.AppendDate")
	case ir.Bytes:
		return e.RT("json.AppendBytes")
	case ir.UnixTime:
		return e.RT("json.AppendUnixTime")
	case ir.Decimal:
		return e.RT("json.AppendDecimal")
	case ir.Foreign:
		return e.RT("json.AppendForeign")
	}
	panic(fmt.Sprintf("emit: scalar of kind %T", t))
}

// appenderParams are the parameters of a function that writes a value.
func (e *Emitter) appenderParams(value jen.Code) []jen.Code {
	return []jen.Code{jen.Id("b").Index().Byte(), jen.Id("w").Op("*").Add(e.RT("json.Writer")), jen.Id("key").String(), value}
}

// appendWith calls a function of the runtime that writes.
func (e *Emitter) appendWith(helper string, args ...jen.Code) *jen.Statement {
	return e.appendBy(e.RT(helper), args...)
}

// appendBy calls a function that writes.
func (e *Emitter) appendBy(function jen.Code, args ...jen.Code) *jen.Statement {
	return jen.Add(function).Call(append([]jen.Code{jen.Id("b"), jen.Id("w")}, args...)...)
}

// appended is the line that appends what a call returns.
func appended(call jen.Code) *jen.Statement { return jen.Id("b").Op("=").Add(call) }

// AppenderFunc is the function that writes a declared type.
func (e *Emitter) AppenderFunc(d *ir.Decl) jen.Code {
	value := jen.Id("v")
	var code []jen.Code
	switch body := d.Body.(type) {
	case *ir.Struct:
		code = e.appendObject(d, body)
	case *ir.Tuple:
		code = e.appendTuple(d, body)
	case *ir.Named:
		code = []jen.Code{jen.Return(e.appendNamed(body.Value))}
	case *ir.Union:
		value, code = jen.Id("p"), e.appendVariants(body)
	default:
		panic(fmt.Sprintf("emit: appender of a declaration with a body of kind %T", d.Body))
	}
	return jen.Func().Id(e.Names.Appender(d)).Params(e.appenderParams(value.Op("*").Id(e.Names.Type(d)))...).Index().Byte().Block(code...)
}

// appendNamed writes the value v of a named type.
func (e *Emitter) appendNamed(v ir.Value) jen.Code {
	switch v.Type.(type) {
	case ir.List, ir.Dict:
		return e.appendItems(v.Type, jen.Id("key"), jen.Op("*").Id("v"), always)
	}
	// A named type does not have the methods of its type.
	return e.appendBy(e.scalarAppender(v.Type), jen.Id("key"), jen.Parens(jen.Op("*").Add(e.Types.Of(v))).Call(jen.Id("v")))
}

// beginAppending begins the function that writes a value v in brackets, which n is the
// beginning of.
func (e *Emitter) beginAppending() []jen.Code {
	return []jen.Code{
		jen.If(jen.Id("v").Op("==").Nil()).Block(jen.Return(jen.Id("b"))),
		jen.List(jen.Id("b"), jen.Id("n")).Op(":=").Add(e.RT("json.Begin")).Call(jen.Id("b"), jen.Id("key")),
	}
}

// appendVariants writes the variant that p points at. Nothing is appended for nil.
func (e *Emitter) appendVariants(body *ir.Union) []jen.Code {
	var cases []jen.Code
	for _, variant := range body.Variants {
		v := jen.Op("&").Id("v")
		if _, ok := variant.Decl.Body.(*ir.Struct); ok {
			v = jen.Id("v")
		}
		write := appended(e.appendBy(e.declAppender(variant.Decl), jen.Id("key"), v))
		cases = append(cases, jen.Case(e.VariantType(variant.Decl)).Block(append(e.Tagged(variant), write)...))
	}
	raw := jen.Parens(jen.Op("*").Qual("encoding/json", "RawMessage")).Call(jen.Op("&").Id("v"))
	cases = append(cases, jen.Case(jen.Id(e.Names.Unknown(body))).Block(appended(e.appendWith("json.AppendRaw", jen.Id("key"), raw))))
	return []jen.Code{
		jen.Id("n").Op(":=").Len(jen.Id("b")),
		jen.Switch(jen.Id("v").Op(":=").Parens(jen.Op("*").Id("p")).Assert(jen.Type())).Block(cases...),
		jen.If(jen.Len(jen.Id("b")).Op("==").Id("n")).Block(appended(e.appendWith("json.NoVariant", jen.Id("key")))),
		jen.Return(jen.Id("b")),
	}
}

// appendTuple names each item once, in order.
func (e *Emitter) appendTuple(d *ir.Decl, body *ir.Tuple) []jen.Code {
	code := e.beginAppending()
	mayBeShort := false // an item may be absent so far, which the variable absent is about
	item := func(line func(w jen.Code) *jen.Statement) {
		w := jen.Id("w")
		if mayBeShort {
			w = w.Dot(e.RTMember("json.Writer.Item")).Call(jen.Id("absent"))
		}
		code = append(code, appended(line(w)))
	}
	comma := jen.Lit(",")
	for _, field := range body.Items {
		as, elem := e.Shapes.Item(d, field), e.Appender(ir.NotNull(ir.Underlying(field.Value)))
		target := jen.Op("&").Id("v").Dot(e.Names.Field(field))
		if as == ir.OptPtr || as == ir.Boxed {
			elem = e.pointerAppender(ir.NotNull(ir.Underlying(field.Value)), elem)
		}
		switch {
		case as.IsOpt() && field.Required:
			item(func(w jen.Code) *jen.Statement {
				return e.RT("json.AppendNullable").Call(jen.Id("b"), w, comma, target, elem)
			})
		case as.IsOpt():
			if !mayBeShort {
				mayBeShort = true
				code = append(code, jen.Id("absent").Op(":=").False())
			}
			code = append(code, jen.List(jen.Id("b"), jen.Id("absent")).Op("=").Add(e.appendWith("json.AddItem", jen.Id("absent"), target, elem)))
		default:
			item(func(w jen.Code) *jen.Statement { return jen.Add(elem).Call(jen.Id("b"), w, comma, target) })
		}
	}
	if body.Rest != nil {
		absent := jen.False()
		if mayBeShort {
			absent = jen.Id("absent")
		}
		code = append(code, appended(e.appendWith("json.AddItems", absent, jen.Id("v").Dot(e.Names.Rest(body)), e.Appender(*body.Rest))))
	}
	return append(code, jen.Return(e.RT("json.EndArray").Call(jen.Id("b"), jen.Id("n"))))
}

// jsonKey is a member name of a text, with the comma before and the colon behind it.
func jsonKey(name string) jen.Code { return gocode.RawString("," + quoted(name) + ":") }
