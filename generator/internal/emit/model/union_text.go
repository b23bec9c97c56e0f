package model

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// chooseByText chooses among scalars if they are read from a text without a type, of a
// parameter or a form: a number or boolean only from the text that it is written as.
// Strings take all others, so that 1.50 is not changed.
func (e *Emitter) chooseByText(d *ir.Decl, body *ir.Union) jen.Code {
	typed := append(e.ofKind(body, '0'), e.ofKind(body, 't')...)
	texts := e.ofKind(body, '"')
	if len(typed) == 0 || len(texts) == 0 || !e.inText(d) {
		return jen.Null()
	}
	var fits, choices []jen.Code
	add := func(variant *ir.Variant, fit jen.Code) {
		choices = append(choices, jen.Case(jen.Lit(len(fits))).Block(e.readVariant(variant)...))
		fits = append(fits, fit)
	}
	for _, variant := range typed {
		add(variant, e.readWith("json.CanonicalMisfit", e.variantReader(variant.Decl), e.Appender(ir.Value{Type: ir.Ref{Decl: variant.Decl}}), e.misfit(variant)))
	}
	for _, variant := range texts {
		add(variant, e.misfit(variant))
	}
	return jen.If(jen.Id("r").Dot(e.RTMember("json.Reader.IsUntyped")).Call(jen.Id("i"))).Block(
		jen.Switch(e.RT("json.BestFit").Call(fits...)).Block(choices...))
}

// inText reports whether values of a declaration are read from texts without a type.
func (e *Emitter) inText(d *ir.Decl) bool {
	if e.textDecls == nil {
		e.textDecls = map[*ir.Decl]bool{}
		var visit func(v ir.Value) ir.Value
		visit = func(v ir.Value) ir.Value {
			ir.EachPart(v, func(v ir.Value) {
				if ref, ok := v.Type.(ir.Ref); ok && !e.textDecls[ref.Decl] {
					e.textDecls[ref.Decl] = true
					ir.MapValues(ref.Decl, visit)
				}
			})
			return v
		}
		e.eachTextValue(func(v ir.Value) { visit(v) })
	}
	return e.textDecls[d]
}

// eachTextValue visits parameters, headers, and bodies that are forms or XML.
func (e *Emitter) eachTextValue(visit func(ir.Value)) {
	for _, op := range e.API.Operations {
		for _, p := range op.Params {
			if p.Style != ir.StyleJSON {
				visit(p.Value)
			}
		}
		for _, r := range op.Results {
			for _, h := range r.Headers {
				visit(h.Value)
			}
		}
		for _, r := range op.Errors {
			for _, h := range r.Headers {
				visit(h.Value)
			}
		}
	}
	for m := range ir.Medias(e.API) {
		switch m.Format {
		case ir.Form, ir.Multipart, ir.Parts, ir.XML:
			visit(m.Value)
		case ir.JSON, ir.Text, ir.Binary, ir.Lines, ir.Sequence, ir.Events:
		}
	}
}
