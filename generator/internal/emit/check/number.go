package check

import (
	"math/big"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

func boundKeyword(c ir.Bound) string {
	switch {
	case c.Upper && c.Exclusive:
		return "exclusiveMaximum"
	case c.Upper:
		return "maximum"
	case c.Exclusive:
		return "exclusiveMinimum"
	}
	return "minimum"
}

// boundHolds compares with a limit; nil where every value of the Go type is
// within it. A limit that is no integer is compared as a float.
func (e *Emitter) boundHolds(u ir.Value, c ir.Bound, expr *jen.Statement) jen.Code {
	if _, err := strconv.ParseFloat(c.Limit, 64); err != nil {
		return nil // beyond every value there is
	}
	u, expr = numberOf(u, expr)
	operator := map[string]string{"minimum": ">=", "exclusiveMinimum": ">", "maximum": "<=", "exclusiveMaximum": "<"}[boundKeyword(c)]
	switch t := ir.Base(u).(type) {
	case ir.Decimal:
		return e.RT("compareDecimal").Call(expr, jen.Lit(c.Limit)).Op(operator).Lit(0)
	case ir.Integer:
		switch {
		case spansAll(c, t):
			return nil
		case !ir.Fits(t, c.Limit):
			return jen.Float64().Call(expr).Op(operator).Id(c.Limit)
		}
	case ir.Number:
		if t.Bits == 32 {
			return jen.Float64().Call(expr).Op(operator).Id(c.Limit)
		}
	}
	return jen.Add(expr).Op(operator).Id(c.Limit)
}

func spansAll(c ir.Bound, t ir.Integer) bool {
	all, _ := c.Spans(t)
	return all
}

// numberOf is the number behind a time.
func numberOf(u ir.Value, expr *jen.Statement) (ir.Value, *jen.Statement) {
	if _, ok := u.Type.(ir.UnixTime); ok {
		return ir.Value{Type: ir.Integer{Bits: 64}}, jen.Add(expr).Dot("Unix").Call()
	}
	return u, expr
}

// isMultiple divides integers by integers, and decimals as decimals.
func (e *Emitter) isMultiple(u ir.Value, c ir.MultipleOf, expr *jen.Statement) jen.Code {
	u, expr = numberOf(u, expr)
	if t, ok := ir.Base(u).(ir.Integer); ok {
		if whole := wholeLiteral(c.Divisor); whole != "" && ir.Fits(t, whole) {
			return jen.Add(expr).Op("%").Id(whole).Op("==").Lit(0)
		}
	}
	return e.RT("isMultipleOf").Call(expr, jen.Lit(c.Divisor))
}

// wholeLiteral spells a number without fraction as an integer, else "".
func wholeLiteral(literal string) string {
	r, ok := new(big.Rat).SetString(literal)
	if !ok || !r.IsInt() {
		return ""
	}
	return r.RatString()
}

func (e *Emitter) oneOf(c ir.OneOf, expr *jen.Statement) jen.Code {
	if len(c.Literals) == 1 {
		switch c.Literals[0] {
		case "true":
			return jen.Bool().Call(expr)
		case "false":
			return jen.Op("!").Add(expr)
		}
		return jen.Add(expr).Op("==").Add(gocode.Literal(c.Literals[0]))
	}
	args := []jen.Code{expr}
	for _, text := range c.Literals {
		args = append(args, gocode.Literal(text))
	}
	return e.RT("equalsAny").Call(args...)
}
