package check

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// subject is a value that is checked: its type without null, the place that
// violations are reported on, and the Go expression.
type subject struct {
	value ir.Value
	place Place
	operand
}

// at is a value that a subject is, by another expression or type.
func (s subject) at(place Place) subject {
	s.place = place
	return s
}

// operand is a Go expression that checks read. Go rejects unused variables, so
// an operand of a variable knows whether it was read.
type operand struct {
	expr *jen.Statement
	of   *variable // nil for an expression that needs no declaration
}

// variable is a variable that is declared only if it is read.
type variable struct {
	name string
	read bool
}

func (v *variable) operand() operand { return operand{jen.Id(v.name), v} }

// id is the name of the variable, or _ if it is not read.
func (v *variable) id() *jen.Statement {
	if v.read {
		return jen.Id(v.name)
	}
	return jen.Id("_")
}

// declared puts the declaration of a variable before the code that reads it.
func (v *variable) declared(as *jen.Statement, code []jen.Code) []jen.Code {
	if !v.read {
		return code
	}
	return append([]jen.Code{jen.Id(v.name).Op(":=").Add(as)}, code...)
}

// plain is an operand that needs no declaration.
func plain(expr *jen.Statement) operand { return operand{expr, nil} }

// code reads the operand.
func (o operand) code() *jen.Statement {
	if o.of != nil {
		o.of.read = true
	}
	return jen.Add(o.expr)
}

// selected is a field of an operand, which is read when the field is.
func (o operand) selected(field string) operand { return operand{jen.Add(o.expr).Dot(field), o.of} }

// Place is where a violation is reported, below the place that was entered. The
// zero place is that place itself.
type Place struct{ name func() *jen.Statement }

// Named is the place of a member or parameter.
func Named(name string) Place {
	return Place{func() *jen.Statement { return jen.Lit(name) }}
}

// index is the place of an element, by an expression for its index.
func (e *Emitter) index(i *jen.Statement) Place {
	return Place{func() *jen.Statement { return e.RT("check.IndexToken").Call(i) }}
}

// key is the place of a member whose name is in the variable i.
func key() Place {
	return Place{func() *jen.Statement { return jen.Id("i") }}
}

func (p Place) isItself() bool { return p.name == nil }

// placeName is a place as an argument of the checker.
func (e *Emitter) placeName(p Place) *jen.Statement {
	if p.isItself() {
		return e.RT("check.Self")
	}
	return p.name()
}

// entered has code report on places within another one.
func (e *Emitter) entered(p Place, code []jen.Code) []jen.Code {
	if len(code) == 0 || p.isItself() {
		return code
	}
	code = append([]jen.Code{jen.Id("c").Dot(e.RTMember("check.Collector.Enter")).Call(p.name())}, code...)
	return append(code, jen.Id("c").Dot(e.RTMember("check.Collector.Leave")).Call())
}
