package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// keyColumns is the width from which the keys of an object continue on another line.
const keyColumns = 120

// keys declares the members of an object in JSON.
func (e *Emitter) keys(d *ir.Decl, body *ir.Struct) *jen.Statement {
	fields := writtenFields(body)
	lines, escapes := keyLines(fields)
	var rows []jen.Code
	row := func(name string, value jen.Code) {
		rows = append(rows, e.RTKey("json.Members."+name).Op(":").Add(value))
	}
	needed := func(f *ir.Field) bool { return e.needs(d, f) }
	isDue := func(f *ir.Field) bool { return DueInResponses(f) && !e.discriminators()[f] }
	if slices.ContainsFunc(fields, isDue) {
		row("Required", bits(fields, needed))
		row("Due", bits(fields, func(f *ir.Field) bool { return needed(f) || isDue(f) }))
	} else if slices.ContainsFunc(fields, needed) {
		row("Required", bits(fields, needed))
	}
	for _, list := range []struct {
		name string
		has  func(*ir.Field) bool
	}{
		{"ReadOnly", func(f *ir.Field) bool { return f.ReadOnly && !e.discriminators()[f] }},
		{"NotNull", func(f *ir.Field) bool { return e.isNotNull(d, f) }},
	} {
		if slices.ContainsFunc(fields, list.has) {
			row(list.name, bits(fields, list.has))
		}
	}
	for _, flag := range []struct {
		name string
		is   bool
	}{{"Closed", body.Closed}, {"Others", readsOthers(body)}, {"Escapes", escapes}} {
		if flag.is {
			row(flag.name, jen.True())
		}
	}
	if len(fields) > 0 {
		newLine := jen.Empty()
		if len(lines) > 1 {
			newLine = jen.Line()
		}
		var list []jen.Code
		for _, line := range lines {
			line[0] = jen.Add(newLine).Add(line[0])
			list = append(list, line...)
		}
		row("Keys", jen.Index().String().Values(append(list, newLine)...))
	}
	return jen.Var().Id(e.Names.Keys(d)).Op("=").Add(e.RT("json.Members")).Values(rows...)
}

// keyLines are the keys of an object, in lines, and whether one of them has escapes.
func keyLines(fields []*ir.Field) (lines [][]jen.Code, escapes bool) {
	width := keyColumns
	for _, field := range fields {
		key := jsonKey(field.Name)
		if width += len(field.Name) + len("`,:`, "); width > keyColumns {
			lines, width = append(lines, nil), len(field.Name)
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], key)
		escapes = escapes || strings.ContainsFunc(field.Name, needsEscape)
	}
	return lines, escapes
}

// bits has a bit for each field for which a function returns true.
func bits(fields []*ir.Field, has func(*ir.Field) bool) jen.Code {
	words := make([]uint64, (len(fields)+63)/64)
	for k, field := range fields {
		if has(field) {
			words[k/64] |= 1 << (k % 64)
		}
	}
	var list []jen.Code
	for _, word := range words {
		list = append(list, jen.Id(fmt.Sprintf("0x%x", word)))
	}
	return jen.Index().Uint64().Values(list...)
}

func readsOthers(body *ir.Struct) bool { return body.Kept != nil || body.Additional != nil }

// needs reports whether an object without a member violates its schema in any direction.
func (e *Emitter) needs(d *ir.Decl, field *ir.Field) bool {
	if !field.Required {
		return false
	}
	switch e.Shapes.Of(d, field.Value, field.Required) {
	case ir.Plain, ir.ZeroFilled:
		return true
	case ir.Boxed:
		return !ir.Underlying(field.Value).Nullable
	case ir.Opt, ir.OptPtr:
		return ir.Underlying(field.Value).Nullable
	}
	return false
}

// isNotNull reports whether null is read as an absent member, and is a violation. Other
// members that must not be null are checked by the function that reads them.
func (e *Emitter) isNotNull(d *ir.Decl, field *ir.Field) bool {
	u := ir.Underlying(field.Value)
	as := e.Shapes.Of(d, field.Value, field.Required)
	if u.Nullable || u.Type == ir.Type(ir.Any{}) {
		return false
	}
	switch as {
	case ir.Opt, ir.OptPtr, ir.Pointer, ir.Bare, ir.Nilable:
		return true
	case ir.Plain:
		return isCollection(ir.Base(u))
	}
	return false
}

// readObject reads the object v, with a case for each member.
func (e *Emitter) readObject(d *ir.Decl, body *ir.Struct) []jen.Code {
	open := jen.Id("r").Dot(e.RTMember("json.Reader.Open")).Call(jen.Id("i"), jen.Op("&").Id(e.Names.Keys(d)))
	fields := writtenFields(body)
	var cases []jen.Code
	for k, field := range fields {
		cases = append(cases, jen.Case(jen.Lit(k)).Block(afterwards(e.readMember(d, field))))
	}
	var loop []jen.Code
	switch {
	case len(cases) == 0 && !readsOthers(body):
		return []jen.Code{jen.List(jen.Id("_"), jen.Id("_"), jen.Id("i")).Op("=").Add(open), jen.Return(jen.Id("i"))}
	case len(cases) == 0:
		loop = e.readOther(body)
	case len(cases) == 1 && !readsOthers(body):
		loop = []jen.Code{afterwards(e.readMember(d, fields[0]))}
	case readsOthers(body):
		cases = append(cases, jen.Default().Block(e.readOther(body)...))
		fallthrough
	default:
		loop = []jen.Code{jen.Switch(jen.Id("k")).Block(cases...)}
	}
	next := jen.Id("o").Dot(e.RTMember("json.Object.Next")).Call(jen.Id("i"))
	code := []jen.Code{
		jen.List(jen.Id("o"), jen.Id("k"), jen.Id("i")).Op(":=").Add(open),
		jen.For(jen.Empty(), jen.Id("k").Op(">=").Lit(0), jen.List(jen.Id("k"), jen.Id("i")).Op("=").Add(next)).Block(loop...),
	}
	if body.Kept != nil {
		code = append(code, jen.Id("v").Dot(keptField).Op("=").Id("o").Dot(e.RTMember("json.Object.Kept")).Call())
	}
	if e.received()[d] {
		for k, field := range fields {
			if field.Fills {
				code = append(code, e.fill(d, k, field))
			}
		}
	}
	return append(code, jen.Return(jen.Id("i")))
}

// readOther reads a member that is not declared.
func (e *Emitter) readOther(body *ir.Struct) []jen.Code {
	var keep, additional jen.Code
	if body.Additional != nil {
		additional = afterwards(e.RT("json.ReadAdditional").Call(jen.Id("o"), jen.Id("i"),
			jen.Op("&").Id("v").Dot(e.Names.AdditionalProperties(body)), e.memberReader(*body.Additional, body.AdditionalNames)))
	}
	if body.Kept == nil {
		return []jen.Code{additional}
	}
	names := gocode.Strings(body.Kept.Names)
	keep = afterwards(jen.Id("o").Dot(e.RTMember("json.Object.Keep")).Call(append([]jen.Code{jen.Id("i")}, names...)...))
	if additional == nil || len(names) == 0 {
		return []jen.Code{keep}
	}
	return []jen.Code{jen.If(jen.Id("o").Dot(e.RTMember("json.Object.Keeps")).Call(names...)).Block(keep).Else().Block(additional)}
}

// fill fills in the default of an absent member.
func (e *Emitter) fill(d *ir.Decl, k int, field *ir.Field) jen.Code {
	read := jen.Func().Params(jen.Id("r").Op("*").Add(e.RT("json.Reader")), jen.Id("i").Int()).Int().
		Block(jen.Return(e.readMember(d, field)))
	return jen.If(jen.Id("o").Dot(e.RTMember("json.Object.Fills")).Call(jen.Lit(k))).Block(
		e.RT("json.Default").Call(jen.Id("r"), gocode.RawString(field.Default), read))
}

// discriminators are the members of variants that distinguish them.
func (e *Emitter) discriminators() map[*ir.Field]bool {
	if e.tagFields == nil {
		e.tagFields = map[*ir.Field]bool{}
		for _, d := range e.API.Decls {
			union, ok := d.Body.(*ir.Union)
			if !ok || union.Property == "" {
				continue
			}
			for _, variant := range union.Variants {
				if body, ok := variant.Decl.Body.(*ir.Struct); ok && body.Field(union.Property) != nil {
					e.tagFields[body.Field(union.Property)] = true
				}
			}
		}
	}
	return e.tagFields
}

// readMember reads the value of a member.
func (e *Emitter) readMember(d *ir.Decl, field *ir.Field) *jen.Statement {
	u := ir.Underlying(field.Value)
	member := jen.Id("v").Dot(e.Names.Field(field))
	target := jen.Op("&").Add(member)
	as := e.Shapes.Of(d, field.Value, field.Required)
	isPointer := as == ir.Pointer || as == ir.Boxed
	_, isAny := u.Type.(ir.Any)
	switch {
	case as.IsOpt():
		return e.readOpt(u, as, target)
	case isPointer && u.Nullable:
		return e.readWith("json.ReadNullAsZero", target, e.pointerReader(ir.NotNull(u), e.Reader(ir.NotNull(u))))
	case isPointer:
		return readBy(e.Reader(u), e.RT("json.New").Call(target))
	case u.Nullable && !isAny:
		return e.readWith("json.ReadNullAsZero", target, e.Reader(ir.NotNull(u)))
	}
	return e.readPlain(u, target)
}

// readPlain reads a value whose Go type is that of the member. Named arrays and maps are
// read as such.
func (e *Emitter) readPlain(u ir.Value, target jen.Code) *jen.Statement {
	if base := ir.Base(u); isCollection(base) {
		return e.readInto(ir.Value{Type: base}, target)
	}
	return e.readInto(u, target)
}

// readOpt reads the value of an optional or nullable member.
func (e *Emitter) readOpt(u ir.Value, as ir.Shape, target jen.Code) *jen.Statement {
	switch {
	case as == ir.OptPtr:
		return e.readWith("json.ReadNullable", target, e.pointerReader(ir.NotNull(u), e.Reader(ir.NotNull(u))))
	case u.Nullable:
	case u.Type == ir.Type(ir.Boolean{}):
		return e.readWith("json.ReadOptBool", target)
	case u.Type == ir.Type(ir.Integer{Bits: 64}):
		return e.readWith("json.ReadOptInt", target)
	case u.Type == ir.Type(ir.Number{Bits: 64}):
		return e.readWith("json.ReadOptFloat", target)
	default:
		if _, ok := u.Type.(ir.String); ok {
			return e.readWith("json.ReadOptString", target)
		}
	}
	return e.readNullable(ir.NotNull(u), target)
}

// readNullable reads a value or null into an Opt.
func (e *Emitter) readNullable(u ir.Value, target jen.Code) *jen.Statement {
	helper := "json.ReadNullable"
	switch u.Type.(type) {
	case ir.Date, ir.Time:
		helper = "json.ReadNullableTime"
	}
	return e.readWith(helper, target, e.Reader(u))
}
