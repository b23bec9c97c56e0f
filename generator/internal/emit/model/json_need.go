package model

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// IsRoot reports whether a type has MarshalJSON and UnmarshalJSON: schemas with
// a name, bodies, and what its struct tags cannot describe. Inline parts of
// these do without; their tags have the same meaning to encoding/json.
func (e *Emitter) IsRoot(d *ir.Decl) bool {
	if d.Component != "" || e.bodies()[d] {
		return true
	}
	body, ok := d.Body.(*ir.Struct)
	if !ok {
		return true
	}
	return body.Additional != nil || slices.ContainsFunc(body.Fields, func(field *ir.Field) bool {
		return !taggable(field.Name) || needsCodec(field.Value)
	})
}

// needsCodec reports whether a value holds what encoding/json cannot read, or
// would write in another way.
func needsCodec(v ir.Value) bool {
	switch t := ir.Underlying(v).Type.(type) {
	case ir.List:
		return isByte(t.Elem) || needsCodec(t.Elem)
	case ir.Dict:
		return needsCodec(t.Elem)
	case ir.Ref:
		_, ok := t.Decl.Body.(*ir.Union)
		return ok
	}
	return ownJSON(ir.Underlying(v).Type)
}

// InJSON reports whether a declaration is used by another one, by a body or by a
// parameter or header that is more than texts; an enumeration of others needs no JSON.
func (e *Emitter) InJSON(d *ir.Decl) bool {
	if e.jsonDecls == nil {
		e.jsonDecls = map[*ir.Decl]bool{}
		mark := func(v ir.Value) {
			if ref, ok := v.Type.(ir.Ref); ok {
				e.jsonDecls[ref.Decl] = true
			}
		}
		ir.EachJSONValue(e.API, mark)
		for _, op := range e.API.Operations {
			for _, p := range op.Params {
				if !p.IsText() {
					ir.EachPart(p.Value, mark)
				}
			}
			for _, r := range op.Results {
				for _, h := range r.Headers {
					if !h.IsText() {
						ir.EachPart(h.Value, mark)
					}
				}
			}
		}
	}
	return e.jsonDecls[d]
}

// bodies are the declarations that are a request or response body as a whole.
func (e *Emitter) bodies() map[*ir.Decl]bool {
	if e.bodyDecls == nil {
		e.bodyDecls = map[*ir.Decl]bool{}
		ir.EachBody(e.API, func(v ir.Value) {
			if ref, ok := v.Type.(ir.Ref); ok {
				e.bodyDecls[ref.Decl] = true
			}
		})
	}
	return e.bodyDecls
}

// ownJSON reports whether encoding/json, left to struct tags, would write a type
// in another way.
func ownJSON(t ir.Type) bool {
	_, ok := t.(ir.UnixTime)
	return ok
}

// isByte reports whether encoding/json would take a list of v for bytes.
func isByte(v ir.Value) bool {
	u := ir.Underlying(v)
	if enum := ir.AsEnum(u); enum != nil {
		u.Type = enum.Base
	}
	return u.Type == ir.Type(ir.Integer{Bits: 8, Unsigned: true}) && !ir.IsNullable(v)
}
