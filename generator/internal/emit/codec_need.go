package emit

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// isRoot reports whether a type has MarshalJSON and UnmarshalJSON: schemas with
// a name, bodies, and what its struct tags cannot describe. Inline parts of
// these do without; to encoding/json their tags say the same.
func (e *emitter) isRoot(d *ir.Decl) bool {
	if d.Component != "" || e.bodies()[d] {
		return true
	}
	body, ok := d.Body.(*ir.Struct)
	if !ok {
		return true
	}
	return body.Others != nil || slices.ContainsFunc(body.Fields, func(field *ir.Field) bool {
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

// inJSON reports whether a declaration is used by another one, by a body or by a
// parameter or header that is more than texts; an enumeration of others needs no JSON.
func (e *emitter) inJSON(d *ir.Decl) bool {
	if e.jsonDecls == nil {
		e.jsonDecls = map[*ir.Decl]bool{}
		mark := func(v ir.Value) {
			if ref, ok := v.Type.(ir.Ref); ok {
				e.jsonDecls[ref.Decl] = true
			}
		}
		ir.EachJSONValue(e.api, mark)
		for _, op := range e.api.Operations {
			for _, p := range op.Params {
				if !isText(p) {
					ir.EachPart(p.Value, mark)
				}
			}
			for _, r := range op.Results {
				for _, h := range r.Headers {
					if !isTextHeader(h) {
						ir.EachPart(h.Value, mark)
					}
				}
			}
		}
	}
	return e.jsonDecls[d]
}

// bodies are the declarations that are a request or response body as a whole.
func (e *emitter) bodies() map[*ir.Decl]bool {
	if e.bodyDecls == nil {
		e.bodyDecls = map[*ir.Decl]bool{}
		ir.EachBody(e.api, func(v ir.Value) {
			if ref, ok := v.Type.(ir.Ref); ok {
				e.bodyDecls[ref.Decl] = true
			}
		})
	}
	return e.bodyDecls
}
