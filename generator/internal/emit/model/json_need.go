package model

import (
	"fmt"
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// HasMarshalers reports whether a type has MarshalJSON and UnmarshalJSON: schemas
// with a name, bodies, and what its struct tags cannot describe. Inline parts of
// these do without; their tags have the same meaning to encoding/json.
func (e *Emitter) HasMarshalers(d *ir.Decl) bool {
	switch body := d.Body.(type) {
	case *ir.Struct:
		return !HasFiles(body) && (d.Component != "" || d.Marshals || e.bodies()[d] || body.Additional != nil || body.Kept != nil || !describedByTags(body))
	case *ir.Tuple, *ir.Named:
		return true
	case *ir.Enum, *ir.Union, *ir.Part, *ir.Alias:
		return false
	}
	panic(fmt.Sprintf("emit: declaration with a body of kind %T", d.Body))
}

// describedByTags reports whether encoding/json reads and writes an object alike.
func describedByTags(body *ir.Struct) bool {
	return !slices.ContainsFunc(body.Fields, func(field *ir.Field) bool { return !taggable(field.Name) || needsCodec(field.Value) })
}

// needsCodec reports whether a value has a part that encoding/json cannot read, or
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

// received are the declarations that a server of the package reads.
func (e *Emitter) received() map[*ir.Decl]bool {
	if e.readDecls != nil || !e.HasServer {
		return e.readDecls
	}
	e.readDecls = map[*ir.Decl]bool{}
	var visit func(v ir.Value) ir.Value
	visit = func(v ir.Value) ir.Value {
		if ref, ok := v.Type.(ir.Ref); ok && !e.readDecls[ref.Decl] {
			e.readDecls[ref.Decl] = true
			ir.MapValues(ref.Decl, visit)
		}
		return v
	}
	each := func(v ir.Value) { ir.EachPart(v, func(v ir.Value) { visit(v) }) }
	for _, op := range e.API.Operations {
		for _, p := range op.Params {
			each(p.Value)
		}
		if op.Body != nil {
			for _, choice := range op.Body.Choices {
				for _, m := range choice.Contents {
					each(m.Value)
				}
			}
		}
	}
	return e.readDecls
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
