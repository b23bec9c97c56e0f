package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// appendObject writes the object v, one line for each member.
func (e *Emitter) appendObject(d *ir.Decl, body *ir.Struct) []jen.Code {
	code := e.beginAppending()
	for _, field := range writtenFields(body) {
		code = append(code, e.appendInDirection(d, field))
	}
	if body.Kept != nil {
		code = append(code, appended(jen.Append(jen.Id("b"), jen.Id("v").Dot(keptField).Op("..."))))
	}
	if body.Additional != nil {
		more := jen.Id("v").Dot(e.Names.AdditionalProperties(body))
		code = append(code, appended(e.appendWith("json.AddMembers", jen.Id("n"), more, e.Appender(*body.Additional), e.declaredNames(body))))
	}
	return append(code, jen.Return(e.RT("json.EndObject").Call(jen.Id("b"), jen.Id("n"))))
}

// writtenFields are the members of an object that are part of its JSON.
func writtenFields(body *ir.Struct) (out []*ir.Field) {
	for _, field := range body.Fields {
		if !field.Hidden && !isFileField(field) {
			out = append(out, field)
		}
	}
	return out
}

// declaredNames are the names that additional properties must not have.
func (e *Emitter) declaredNames(body *ir.Struct) jen.Code {
	var all, readOnly, writeOnly []string
	for _, field := range writtenFields(body) {
		directed := !e.discriminators()[field]
		if field.ReadOnly && directed {
			readOnly = append(readOnly, field.Name)
		}
		if field.WriteOnly && directed {
			writeOnly = append(writeOnly, field.Name)
		}
		if !directed || !field.ReadOnly && !field.WriteOnly {
			all = append(all, field.Name)
		}
	}
	var lists []jen.Code
	for _, row := range []struct {
		field string
		names []string
	}{{"json.Declared.Names", all}, {"json.Declared.ReadOnly", readOnly}, {"json.Declared.WriteOnly", writeOnly}} {
		if len(row.names) > 0 {
			lists = append(lists, e.RTKey(row.field).Op(":").Index().String().Values(gocode.Strings(row.names)...))
		}
	}
	return e.RT("json.Declared").Values(lists...)
}

// quoted is a member name in JSON.
func quoted(name string) string {
	if !strings.ContainsFunc(name, needsEscape) {
		return `"` + name + `"`
	}
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(name); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(text.String(), "\n")
}

// needsEscape reports whether a JSON string has r only as an escape.
func needsEscape(r rune) bool { return r < ' ' || r == '"' || r == '\\' }

// appendInDirection is the line for a member. A member that only one direction has is
// left out in the other, but for the discriminator of a union, which both need.
func (e *Emitter) appendInDirection(d *ir.Decl, field *ir.Field) jen.Code {
	line := e.appendMember(d, field)
	if e.discriminators()[field] {
		return line
	}
	if field.WriteOnly {
		line = jen.If(jen.Id("w").Dot(e.RTMember("json.Writer.WriteOnly")).Call()).Block(line)
	}
	switch {
	case DueInResponses(field):
		line = jen.If(jen.Id("w").Dot(e.RTMember("json.Writer.ReadOnlyRequired")).Call(jen.Lit(field.Name), e.isAbsent(d, field))).Block(line)
	case field.ReadOnly:
		line = jen.If(jen.Id("w").Dot(e.RTMember("json.Writer.ReadOnly")).Call()).Block(line)
	}
	return line
}

// isAbsent is whether an optional member is absent.
func (e *Emitter) isAbsent(d *ir.Decl, field *ir.Field) *jen.Statement {
	member := jen.Id("v").Dot(e.Names.Field(field))
	switch e.Shapes.Of(d, field.Value, field.Required) {
	case ir.Opt, ir.OptPtr:
		return member.Dot(e.RTMember("core.Opt.IsZero")).Call()
	case ir.Bare:
		return e.RT("core.IsAbsent").Call(member)
	case ir.Pointer, ir.Nilable:
		return member.Op("==").Nil()
	}
	return jen.False()
}

// appendMember is the line for a member in all directions.
func (e *Emitter) appendMember(d *ir.Decl, field *ir.Field) jen.Code {
	u := ir.Underlying(field.Value)
	key, member := jsonKey(field.Name), jen.Id("v").Dot(e.Names.Field(field))
	target := jen.Op("&").Add(member)
	elem := func() *jen.Statement { return e.Appender(ir.NotNull(u)) }
	line := func(pointer jen.Code) *jen.Statement { return appended(e.appendBy(elem(), key, pointer)) }
	switch as := e.Shapes.Of(d, field.Value, field.Required); as {
	case ir.Opt, ir.OptPtr:
		helper := "json.AddOpt"
		switch {
		case field.Required:
			helper = "json.AppendNullable"
		case as == ir.Opt && optAdder(u) != "":
			return appended(e.RT(optAdder(u)).Call(e.optArgs(u, key, target)...))
		}
		if as == ir.OptPtr {
			return appended(e.appendWith(helper, key, target, e.pointerAppender(ir.NotNull(u), elem())))
		}
		return appended(e.appendWith(helper, key, target, elem()))
	case ir.Pointer: // an object: nil is left out
		return line(member)
	case ir.Boxed:
		if u.Nullable {
			return jen.If(jen.Add(member).Op("!=").Nil()).Block(line(member))
		}
		return appended(e.appendWith("json.AppendPointer", key, member, elem()))
	case ir.Bare:
		return jen.If(jen.Op("!").Add(e.RT("core.IsAbsent")).Call(member)).Block(line(target))
	case ir.Plain, ir.ZeroFilled:
		return e.appendPlain(u, key, member, always, line)
	case ir.Nilable:
		return e.appendNilable(u, key, member, line)
	default:
		panic(fmt.Sprintf("emit: shape %d", as))
	}
}

// appendPlain is the line for a member whose Go type is that of its value.
func (e *Emitter) appendPlain(u ir.Value, key jen.Code, member *jen.Statement, as presence, line func(jen.Code) *jen.Statement) jen.Code {
	converted := func(is bool, to jen.Code) jen.Code {
		if _, isNamed := u.Type.(ir.Ref); is && !isNamed {
			return member
		}
		return jen.Add(to).Call(member)
	}
	switch t := ir.Base(u).(type) {
	case ir.List, ir.Dict:
		return appended(e.appendItems(t, key, member, as))
	case ir.String:
		return appended(e.RT("json.AppendString").Call(jen.Id("b"), key, converted(true, jen.String())))
	case ir.Boolean:
		return appended(e.RT("json.AppendBool").Call(jen.Id("b"), key, converted(true, jen.Bool())))
	case ir.Integer:
		if t.Unsigned {
			return appended(e.RT("json.AppendUint").Call(jen.Id("b"), key, converted(t.Bits == 64, jen.Uint64())))
		}
		return appended(e.RT("json.AppendInt").Call(jen.Id("b"), key, converted(t.Bits == 64, jen.Int64())))
	case ir.Number:
		return appended(e.appendWith("json.AppendFloat", key, converted(t.Bits == 64, jen.Float64()), jen.Lit(t.Bits)))
	}
	return line(jen.Op("&").Add(member))
}

// appendNilable is the line for a member that is absent if it is nil.
func (e *Emitter) appendNilable(u ir.Value, key jen.Code, member *jen.Statement, line func(jen.Code) *jen.Statement) jen.Code {
	switch ir.Base(u).(type) {
	case ir.Bytes:
		return appended(e.appendWith("json.AddBytes", key, member))
	case ir.Any:
		return appended(e.appendWith("json.AddRaw", key, member))
	case ir.Ref: // a union
		return jen.If(jen.Add(member).Op("!=").Nil()).Block(line(jen.Op("&").Add(member)))
	}
	return e.appendPlain(u, key, member, unlessNil, line)
}

// optAdder is the function of the runtime for an optional member of a type that many
// members have, or "".
func optAdder(u ir.Value) string {
	switch t := ir.Base(u).(type) {
	case ir.String:
		return "json.AddOptString"
	case ir.Boolean:
		return "json.AddOptBool"
	case ir.Number:
		return "json.AddOptFloat"
	case ir.Integer:
		if t.Unsigned {
			return "json.AddOptUint"
		}
		return "json.AddOptInt"
	}
	return ""
}

// optArgs are the arguments of optAdder. Only floats can be impossible in JSON.
func (e *Emitter) optArgs(u ir.Value, key, target jen.Code) []jen.Code {
	if _, isFloat := ir.Base(u).(ir.Number); isFloat {
		return []jen.Code{jen.Id("b"), jen.Id("w"), key, target}
	}
	return []jen.Code{jen.Id("b"), key, target}
}
