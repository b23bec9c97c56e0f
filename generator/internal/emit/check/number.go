package check

import (
	"math/big"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// bound compares with a limit, unless every value of the Go type satisfies it.
func (e *Emitter) bound(c ir.Bound, s subject) []jen.Code {
	if _, err := strconv.ParseFloat(c.Limit, 64); err != nil {
		return nil // beyond every number
	}
	keyword, operator := boundKeyword(c)
	if ok := e.compared(c, operator, asNumber(s)); ok != nil {
		return e.violatedUnless(ok, c, keyword, s)
	}
	return nil
}

func boundKeyword(c ir.Bound) (keyword, operator string) {
	switch {
	case c.Upper && c.Exclusive:
		return "exclusiveMaximum", "<"
	case c.Upper:
		return "maximum", "<="
	case c.Exclusive:
		return "exclusiveMinimum", ">"
	}
	return "minimum", ">="
}

// compared is nil if every value of the Go type satisfies the bound. A limit
// that is not an integer is compared as a float, and with a float32 as the nearest
// float32: what was written as the limit is equal to it.
func (e *Emitter) compared(c ir.Bound, operator string, s subject) jen.Code {
	switch t := ir.Base(s.value).(type) {
	case ir.Decimal:
		return e.RT("check.CompareDecimal").Call(s.code(), jen.Lit(c.Limit)).Op(operator).Lit(0)
	case ir.Integer:
		all, _ := c.Spans(t)
		switch {
		case all:
			return nil
		case !ir.Fits(t, c.Limit):
			return jen.Float64().Call(s.code()).Op(operator).Id(c.Limit)
		}
	case ir.Number:
		if _, err := strconv.ParseFloat(c.Limit, t.Bits); err != nil {
			return jen.Float64().Call(s.code()).Op(operator).Id(c.Limit)
		}
	}
	return s.code().Op(operator).Id(c.Limit)
}

// asNumber is the number that a time is on the wire.
func asNumber(s subject) subject {
	if _, ok := s.value.Type.(ir.UnixTime); ok {
		s.value = ir.Value{Type: ir.Integer{Bits: 64}}
		s.operand = operand{jen.Add(s.expr).Dot("Unix").Call(), s.of}
	}
	return s
}

// multipleOf divides integers by integers, and decimals as decimals.
func (e *Emitter) multipleOf(c ir.MultipleOf, s subject) []jen.Code {
	number := asNumber(s)
	if t, ok := ir.Base(number.value).(ir.Integer); ok {
		if whole := wholeLiteral(c.Divisor); whole != "" && ir.Fits(t, whole) {
			return e.violatedUnless(number.code().Op("%").Id(whole).Op("==").Lit(0), c, "multipleOf", s)
		}
	}
	return e.violatedUnless(e.RT("check.IsMultipleOf").Call(number.code(), jen.Lit(c.Divisor)), c, "multipleOf", s)
}

// wholeLiteral spells a number without fraction as an integer, else "".
func wholeLiteral(literal string) string {
	r, ok := new(big.Rat).SetString(literal)
	if !ok || !r.IsInt() {
		return ""
	}
	return r.RatString()
}

// whole checks that a float is an integer.
func (e *Emitter) whole(c ir.Whole, s subject) []jen.Code {
	return e.violatedUnless(jen.Qual("math", "Trunc").Call(jen.Float64().Call(s.code())).Op("==").Float64().Call(s.code()), c, "type", s)
}

// oneOf checks enum and const.
func (e *Emitter) oneOf(c ir.OneOf, s subject) []jen.Code {
	ok := e.equalsOneOf(c, s.operand)
	if c.OfUnknown {
		ok = jen.Op("!").Add(s.code()).Dot("Known").Call().Op("||").Add(ok)
	}
	return e.violatedUnless(ok, c, c.Keyword, s)
}

func (e *Emitter) equalsOneOf(c ir.OneOf, o operand) *jen.Statement {
	if len(c.Literals) == 1 {
		switch c.Literals[0] {
		case "true":
			return jen.Bool().Call(o.code())
		case "false":
			return jen.Op("!").Add(o.code())
		}
		return o.code().Op("==").Add(gocode.Literal(c.Literals[0]))
	}
	args := []jen.Code{o.code()}
	for _, text := range c.Literals {
		args = append(args, gocode.Literal(text))
	}
	return e.RT("check.EqualsAny").Call(args...)
}
