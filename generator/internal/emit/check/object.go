package check

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/ir"
)

// fieldOf is the field of a member, or nil.
func fieldOf(u ir.Value, name string) (*ir.Decl, *ir.Field) {
	d := ir.StructDecl(u)
	if d == nil {
		return nil, nil
	}
	return d, d.Body.(*ir.Struct).Field(name)
}

// present is an expression for whether a member is present.
func (e *Emitter) present(name string, s subject) *jen.Statement {
	d, field := fieldOf(s.value, name)
	if field == nil {
		return e.RT("check.HasMember").Call(e.additionalMembers(s).code(), jen.Lit(name))
	}
	return e.fieldPresent(d, field, s.operand)
}

func (e *Emitter) fieldPresent(d *ir.Decl, field *ir.Field, o operand) *jen.Statement {
	as := e.Shapes.Of(d, field.Value, field.Required)
	if field.Required && (as.IsOpt() || as == ir.Boxed) {
		return jen.True()
	}
	member := o.selected(e.Names.Field(field))
	switch as {
	case ir.Plain, ir.ZeroFilled:
		return jen.True()
	case ir.Opt, ir.OptPtr:
		return jen.Op("!").Add(member.code()).Dot(e.RTMember("core.Opt.IsZero")).Call()
	case ir.Bare:
		return jen.Op("!").Add(e.RT("core.IsAbsent")).Call(member.code())
	}
	return member.code().Op("!=").Nil()
}

// members checks minProperties and maxProperties.
func (e *Emitter) members(c ir.Members, s subject) []jen.Code {
	return e.report("check.Collector.MemberCount", s, e.memberCount(s), atLeast(c.Min), atMost(c.Max))
}

// memberCount is the number of members that an object has, or would be written
// with.
func (e *Emitter) memberCount(s subject) jen.Code {
	d := ir.StructDecl(s.value)
	if d == nil {
		return jen.Len(s.code())
	}
	body := d.Body.(*ir.Struct)
	required := 0
	var optional []jen.Code
	for _, field := range body.Fields {
		switch {
		case field.Hidden:
		case field.Required:
			required++
		default:
			optional = append(optional, e.fieldPresent(d, field, s.operand))
		}
	}
	var terms []jen.Code
	if required > 0 {
		terms = append(terms, jen.Lit(required))
	}
	if len(optional) > 0 {
		terms = append(terms, e.RT("check.Count").Call(optional...))
	}
	if body.Additional != nil {
		terms = append(terms, jen.Len(e.additionalMembers(s).code()))
	}
	if len(terms) == 0 {
		return jen.Lit(0)
	}
	sum := jen.Add(terms[0])
	for _, term := range terms[1:] {
		sum = sum.Op("+").Add(term)
	}
	return sum
}

// propertyNames checks the names of additional properties.
func (e *Emitter) propertyNames(c ir.Names, s subject) []jen.Code {
	name := subject{value: ir.Value{Type: ir.String{}}, operand: plain(jen.Id("i"))}
	return e.eachMember(ir.Value{Type: ir.Any{}}, e.additionalMembers(s), func(operand) []jen.Code {
		return []jen.Code{jen.Id("c").Dot(e.RTMember("check.Collector.MemberName")).Call(jen.Id("i"), jen.Lit(model.Phrases(c.Checks)), e.satisfies(c.Checks, name))}
	}, nil)
}

// presentMember checks that a member is present.
func (e *Emitter) presentMember(c ir.Present, s subject) []jen.Code {
	return []jen.Code{jen.Id("c").Dot(e.RTMember("check.Collector.MemberRequired")).Call(jen.Lit(c.Name), jen.Lit(c.DependsOn), e.present(c.Name, s))}
}

// absentMember checks that a member is absent.
func (e *Emitter) absentMember(c ir.Absent, s subject) []jen.Code {
	there := e.present(c.Name, s)
	if c.NullToo {
		there = jen.Add(there).Op("&&").Op("!").Add(e.member(c.Name, s)).Dot(e.RTMember("core.Opt.IsNull")).Call()
	}
	return []jen.Code{jen.Id("c").Dot(e.RTMember("check.Collector.MemberForbidden")).Call(jen.Lit(c.Name), there)}
}

// member is the field of a member, or its value in the map.
func (e *Emitter) member(name string, s subject) *jen.Statement {
	if _, field := fieldOf(s.value, name); field != nil {
		return s.selected(e.Names.Field(field)).code()
	}
	return e.additionalMembers(s).code().Index(jen.Lit(name))
}

// memberChecks checks one member if it is present.
func (e *Emitter) memberChecks(c ir.Member, s subject) []jen.Code {
	place := Named(c.Name)
	if d, field := fieldOf(s.value, c.Name); field != nil {
		as := e.Shapes.Of(d, field.Value, field.Required)
		var null jen.Code
		if as.IsOpt() {
			null = e.nullViolation(place, c.NullToo)
		}
		return e.ifPresent(field.Value, as, s.selected(e.Names.Field(field)), func(present operand) []jen.Code {
			return e.checkAll(c.Checks, subject{ir.NotNull(ir.Underlying(field.Value)), place, present})
		}, null)
	}
	elem := additionalValue(s.value)
	x := &variable{name: "x"}
	code := e.checkAll(c.Checks, subject{ir.NotNull(ir.Underlying(elem)), place, x.operand()})
	if ir.IsNullable(elem) {
		present := x
		x = &variable{name: "e"}
		code = e.ifSome(x.operand(), present, code, e.nullViolation(place, c.NullToo))
	}
	if len(code) == 0 {
		return nil
	}
	return []jen.Code{jen.If(jen.List(x.id(), jen.Id("ok")).Op(":=").Add(e.additionalMembers(s).code()).Index(jen.Lit(c.Name)), jen.Id("ok")).Block(code...)}
}
