package sample

import (
	"encoding/base64"
	"encoding/json"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// text is a value that is a string in JSON.
func (r *exampleReader) text(t ir.Type, x any) *jen.Statement {
	text, ok := x.(string)
	if !ok || len(text) > maxText || !r.canHave(text) {
		return nil
	}
	switch t.(type) {
	case ir.String:
		return jen.Lit(text)
	case ir.Time:
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return nil
		}
		zone := jen.Qual("time", "UTC")
		if _, offset := at.Zone(); offset != 0 {
			zone = jen.Qual("time", "FixedZone").Call(jen.Lit(""), jen.Lit(offset))
		}
		return jen.Qual("time", "Date").Call(jen.Lit(at.Year()), jen.Qual("time", at.Month().String()), jen.Lit(at.Day()),
			jen.Lit(at.Hour()), jen.Lit(at.Minute()), jen.Lit(at.Second()), jen.Lit(at.Nanosecond()), zone)
	case ir.Date:
		at, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return nil
		}
		return r.date(at)
	case ir.Bytes:
		data, err := base64.StdEncoding.DecodeString(text)
		if err != nil || !isPrintable(string(data)) {
			return nil
		}
		return jen.Index().Byte().Call(jen.Lit(string(data)))
	}
	return nil
}

// number is a value that is a number in JSON.
func (r *exampleReader) number(t ir.Type, x any) *jen.Statement {
	literal, ok := x.(json.Number)
	if !ok || !isShort(literal) {
		return nil
	}
	switch t.(type) {
	case ir.UnixTime:
		if _, err := literal.Int64(); err == nil {
			return jen.Qual("time", "Unix").Call(jen.Id(literal.String()), jen.Lit(0))
		}
	case ir.Decimal:
		return jen.Qual("encoding/json", "Number").Call(jen.Lit(literal.String()))
	default:
		if ir.Fits(t, literal.String()) {
			return jen.Id(literal.String())
		}
	}
	return nil
}

// raw is raw JSON.
func (r *exampleReader) raw(x any) *jen.Statement {
	data, err := json.Marshal(x)
	if err != nil || len(data) > maxText {
		return nil
	}
	return jen.Qual("encoding/json", "RawMessage").Call(gocode.RawString(string(data)))
}

// enum is the constant of a value.
func (r *exampleReader) enum(d *ir.Decl, body *ir.Enum, x any) *jen.Statement {
	for _, value := range body.Values {
		if isLiteral(value.Literal, x) {
			return r.Declared(r.Names.Value(value))
		}
	}
	if !body.Open || !satisfies(body.OpenChecks, x) {
		return nil
	}
	if value := r.value(ir.Value{Type: body.Base}, x); value != nil {
		return r.Declared(r.Names.Type(d)).Call(value)
	}
	return nil
}
