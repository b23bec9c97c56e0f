package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// formBody is application/x-www-form-urlencoded.
type formBody struct{ base }

func (f formBody) set(from Sending, target jen.Code, v ir.Value) *jen.Statement {
	return f.RT("client.SetForm").Call(f.setArgs(from, target, v, f.membersArg())...)
}

func (f formBody) open(to Reception) []jen.Code {
	return f.readWhole(to, "server.Exchange.ReadText")
}

func (f formBody) decode(target jen.Code, v ir.Value) *jen.Statement {
	return f.RT("media.DecodeForm").Call(f.decodeArgs(target, v, f.membersArg())...)
}

func (f formBody) read(pointer bool) *jen.Statement {
	return f.result("client.FormResult", pointer, f.membersArg())
}

func (f formBody) write(contentType jen.Code, target jen.Code) *jen.Statement {
	return f.RT("server.WriteFormBody").Call(f.writeArgs(contentType, target, f.membersArg())...)
}

// membersArg is the table of the members with an encoding, or nil.
func (b base) membersArg() jen.Code {
	if b.Names.FormMembers(b.m) == "" {
		return jen.Nil()
	}
	b.forms.Mention(b.m)
	return jen.Id(b.Names.FormMembers(b.m))
}

// FormMembers declares the tables of the members with an encoding that others
// mention, for the bodies of an operation.
func (e *Emitter) FormMembers(f *gocode.File, op *ir.Operation) {
	contents := ContentsOf(op.Results)
	if op.Body != nil {
		contents = append(BodyContents(op.Body), contents...)
	}
	for _, m := range contents {
		if !e.forms.Mentions(m) {
			continue
		}
		rows := make([]jen.Code, 0, len(m.FormMembers()))
		for _, member := range m.FormMembers() {
			rows = append(rows, jen.Line().Add(e.formMember(m, member)))
		}
		f.Add(jen.Var().Id(e.Names.FormMembers(m)).Op("=").Index().Add(e.RT("media.FormMember")).Values(append(rows, jen.Line())...))
	}
}

func (e *Emitter) formMember(m *ir.Media, member *ir.FormMember) jen.Code {
	row := []jen.Code{e.RTKey("media.FormMember.Name").Op(":").Lit(member.Name)}
	if member.Style != "" {
		row = append(row, e.RTKey("media.FormMember.Style").Op(":").Lit(string(member.Style)))
		if member.Explode {
			row = append(row, e.RTKey("media.FormMember.Explode").Op(":").True())
		}
		shape := ir.Texts | ir.Lists | ir.Objects
		if field := ir.FieldNamed(m.Value, member.Name); field != nil {
			shape = ir.KindsOf(field.Value)
		}
		row = append(row, e.RTKey("media.FormMember.Shape").Op(":").Add(e.FormShape(shape)))
	}
	if member.Reserved {
		row = append(row, e.RTKey("media.FormMember.Raw").Op(":").True())
	}
	if member.Types != "" {
		row = append(row, e.RTKey("media.FormMember.Types").Op(":").Lit(member.Types))
	}
	return jen.Values(row...)
}
