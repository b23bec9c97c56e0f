package ir

import "iter"

// Medias are the contents of all request and response bodies.
func Medias(api *API) iter.Seq[*Media] {
	return func(yield func(*Media) bool) {
		for _, op := range api.Operations {
			for _, m := range op.medias() {
				if !yield(m) {
					return
				}
			}
		}
	}
}

func (o *Operation) medias() []*Media {
	var out []*Media
	if o.Body != nil {
		for _, choice := range o.Body.Choices {
			out = append(out, choice.Contents...)
		}
	}
	for _, responses := range [][]*Response{o.Results, o.Errors} {
		for _, r := range responses {
			out = append(out, r.Contents...)
		}
	}
	return out
}

// EachBody visits the value of every request and response body.
func EachBody(api *API, visit func(Value)) {
	for m := range Medias(api) {
		visit(m.Value)
	}
}

// EachJSONValue visits every value that is read from or written as JSON: the
// contents of declarations and of bodies, with the elements of lists and maps.
func EachJSONValue(api *API, visit func(Value)) {
	nested := func(v Value) { EachPart(v, visit) }
	for _, d := range api.Decls {
		switch body := d.Body.(type) {
		case *Struct:
			for _, f := range body.Fields {
				nested(f.Value)
			}
			if body.Additional != nil {
				nested(*body.Additional)
			}
		case *Tuple:
			for _, item := range body.Items {
				nested(item.Value)
			}
			if body.Rest != nil {
				nested(*body.Rest)
			}
		case *Union:
			for _, variant := range body.Variants {
				visit(Value{Type: Ref{Decl: variant.Decl}})
			}
			for _, inner := range body.Inner {
				visit(Value{Type: Ref{Decl: inner.Decl}})
			}
		case *Named:
			nested(body.Value)
		case *Alias:
			nested(body.Value)
		case *Part:
			nested(body.Value)
		}
	}
	EachBody(api, nested)
}

// EachPart visits a value with the elements of lists and maps in it.
func EachPart(v Value, visit func(Value)) {
	visit(v)
	switch t := v.Type.(type) {
	case List:
		EachPart(t.Elem, visit)
	case Dict:
		EachPart(t.Elem, visit)
	}
}

// Components are the declarations of component schemas.
func (api *API) Components() []*Decl {
	var out []*Decl
	for _, d := range api.Decls {
		if d.Component != "" {
			out = append(out, d)
		}
	}
	return out
}

// Reached are the declarations that operations refer to, and those that roots are,
// with all that these refer to.
func Reached(api *API, roots ...*Decl) map[*Decl]bool {
	reached := map[*Decl]bool{}
	var pending []*Decl
	reach := func(v Value) Value {
		if ref, ok := v.Type.(Ref); ok && !reached[ref.Decl] {
			reached[ref.Decl] = true
			pending = append(pending, ref.Decl)
		}
		return v
	}
	for _, d := range roots {
		reach(Value{Type: Ref{Decl: d}})
	}
	MapOperationValues(api, reach)
	for len(pending) > 0 {
		d := pending[0]
		pending = pending[1:]
		MapValues(d, reach)
	}
	return reached
}
