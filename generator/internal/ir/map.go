package ir

import (
	"fmt"
	"slices"
)

// MapValues replaces every value v of a declaration by change(v), elements before
// the lists and maps that they are in.
func MapValues(d *Decl, change func(Value) Value) {
	switch body := d.Body.(type) {
	case *Struct:
		for _, f := range body.Fields {
			f.Value = mapValue(f.Value, change)
		}
		if body.Additional != nil {
			others := mapValue(*body.Additional, change)
			body.Additional = &others
		}
	case *Tuple:
		for _, item := range body.Items {
			item.Value = mapValue(item.Value, change)
		}
		if body.Rest != nil {
			rest := mapValue(*body.Rest, change)
			body.Rest = &rest
		}
	case *Named:
		body.Value = mapValue(body.Value, change)
	case *Alias:
		body.Value = mapValue(body.Value, change)
	case *Part:
		body.Value = mapValue(body.Value, change)
		for _, h := range body.Headers {
			h.Value = mapValue(h.Value, change)
		}
	case *Union:
		var kept []*Variant
		for _, variant := range body.Variants {
			v := change(Value{Type: Ref{Decl: variant.Decl}})
			variant.Decl = v.Type.(Ref).Decl
			if same := find(kept, variant.Decl); same != nil { // two variants are the same now
				same.Tags = append(same.Tags, variant.Tags...)
				continue
			}
			kept = append(kept, variant)
		}
		body.Variants = kept
		for _, inner := range body.Inner {
			inner.Decl = change(Value{Type: Ref{Decl: inner.Decl}}).Type.(Ref).Decl
		}
	case *Enum:
	default:
		panic(fmt.Sprintf("ir: declaration with a body of kind %T", d.Body))
	}
}

func find(variants []*Variant, d *Decl) *Variant {
	for _, v := range variants {
		if v.Decl == d {
			return v
		}
	}
	return nil
}

// MapOperationValues replaces the values of all parameters, headers and bodies.
func MapOperationValues(api *API, change func(Value) Value) {
	mapped := map[any]bool{} // a response that is the only one and default is both a result and an error
	once := func(place any, v *Value) {
		if !mapped[place] {
			mapped[place] = true
			*v = mapValue(*v, change)
		}
	}
	for _, op := range api.Operations {
		for _, p := range slices.Concat(op.Params, op.RetiredParams) {
			p.Value = mapValue(p.Value, change)
		}
		for _, h := range op.RetiredHeaders {
			h.Value = mapValue(h.Value, change)
		}
		for _, responses := range [][]*Response{op.Results, op.Errors} {
			for _, r := range responses {
				for _, h := range r.Headers {
					once(h, &h.Value)
				}
			}
		}
	}
	for m := range Medias(api) {
		once(m, &m.Value)
	}
}

func mapValue(v Value, change func(Value) Value) Value {
	switch t := v.Type.(type) {
	case List:
		v.Type = List{Elem: mapValue(t.Elem, change)}
	case Dict:
		v.Type = Dict{Elem: mapValue(t.Elem, change), Names: t.Names}
	case nil:
		return v // a body that is not JSON
	}
	return change(v)
}
